"""How a text becomes a value of a type, as SQL that accepts nothing which a cast would change.

DuckDB's own casts read ``1.5`` as the BIGINT 2, ``1_000`` as 1000, ignore the ``+02`` of a
timestamp and accept ``infinity``. Here a text is a value of a type only if the value, written out
again, is that text, or differs from it in a way that loses nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.quote import literal

if TYPE_CHECKING:
    from forebay.engine.source_options import SourceOptions


@dataclass(frozen=True, slots=True)
class Conversion:
    """SQL over one text expression.

    Parameters
    ----------
    value
        The typed value; NULL for NULL, of no meaning where `fits` is false.
    fits
        True, or false: the text is a value of the type, or NULL.

    """

    value: str
    fits: str
    condition: str = ""

    @property
    def quick_fits(self) -> str:
        """The same as a condition, where NULL means false: it stops at the first part that holds.

        A ``coalesce`` computes all its parts for all rows, so that every number would be matched
        with a regular expression.
        """
        return self.condition or self.fits


_INTEGER = re.compile(r"U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)")
_DECIMAL = re.compile(r"DECIMAL\(\d+,\s*(?P<scale>\d+)\)")
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6}0*)?)?"
_ISO_TIMESTAMP = rf"{_ISO_DAY}([ T]{_ISO_CLOCK}(Z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)?)?"
_ISO_UTC = rf"{_ISO_DAY}([ T]{_ISO_CLOCK}Z?)?"
_FLOAT = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
_TRUE = "('true', 't', 'yes', 'y', '1')"
_FALSE = "('false', 'f', 'no', 'n', '0')"

# For inference: nothing that could be an identifier (leading zeros, a plus) is a number, and no
# digit before the point is lost. Exponents end where a DOUBLE does; what an exponent without a sign
# or a point may be is EXPONENT_CODE's.
INFERRED_DOUBLE = (
    r"-?((0|[1-9][0-9]{0,14})(\.[0-9]*)?|\.[0-9]+)"
    r"|-?((0|[1-9][0-9]{0,14})(\.[0-9]*)?|\.[0-9]+)[eE][+-]?(0?[0-9]{1,2}|[12][0-9]{2}|30[0-8])"
)
# 12e5 is as likely a piece of hexadecimal as a number, 1e5 is not; nothing prints numbers so.
EXPONENT_FORM = "[0-9]+[eE][0-9]+"
EXPONENT_CODE = "(0|[0-9]{2,})[eE][0-9]+"


def is_readable(kind: str) -> bool:
    """Return whether a text can become a value of the (canonical) type.

    Examples
    --------
    >>> is_readable("BIGINT"), is_readable("STRUCT(a INTEGER)")
    (True, False)

    """
    return kind in _PLAIN or bool(_INTEGER.fullmatch(kind) or _DECIMAL.fullmatch(kind))


_PLAIN = frozenset(
    {
        "VARCHAR", "BOOLEAN", "DOUBLE", "FLOAT", "DATE", "TIME", "TIMESTAMP",
        "TIMESTAMP WITH TIME ZONE", "UUID", "JSON",
    }
)  # fmt: skip


def conversion(
    kind: str, text: str, options: SourceOptions, *, has_quotes: bool = True
) -> Conversion:
    """Return the SQL by which `text` becomes a value of the canonical type `kind`.

    `has_quotes` is false where no field was quoted, so that every empty one is NULL already.
    """
    if kind == "VARCHAR":
        return Conversion(text, "true")
    if has_quotes and "" in options.null_markers:  # quoted or not, it is no number and no date
        text = f"nullif({text}, '')"
    value, fits = _parts(kind, text, options)
    # Some of these are false, not NULL, for NULL.
    return Conversion(
        value, f"({text} IS NULL OR coalesce({fits}, false))", f"({text} IS NULL OR {fits})"
    )


def _parts(kind: str, text: str, options: SourceOptions) -> tuple[str, str]:
    decimal = _DECIMAL.fullmatch(kind)
    if decimal or kind in {"DOUBLE", "FLOAT"}:
        text = _with_point(text, options)
    value = f"TRY_CAST({text} AS {kind})"
    same = f"CAST({value} AS VARCHAR) = {text}"
    if _INTEGER.fullmatch(kind):
        return value, f"({same} OR ({value} IS NOT NULL AND {_matches(text, '[+-]?[0-9]+')}))"
    if decimal:
        scale = int(decimal["scale"])
        digits = rf"[+-]?([0-9]+(\.[0-9]{{0,{scale}}}0*)?|\.[0-9]{{1,{max(1, scale)}}}0*)"
        return value, f"({same} OR ({value} IS NOT NULL AND {_matches(text, digits)}))"
    if kind in {"DOUBLE", "FLOAT"}:
        return value, f"(isfinite({value}) AND ({same} OR {_matches(text, _FLOAT)}))"
    return _moment(kind, text, options) or _other(kind, text, value, same)


def _moment(kind: str, text: str, options: SourceOptions) -> tuple[str, str] | None:
    """Return the parts for dates and timestamps; None for other types."""
    if kind == "DATE":
        if options.date_format:
            value = f"CAST(try_strptime({text}, {literal(strptime(options.date_format))}) AS DATE)"
            return value, f"{value} IS NOT NULL"
        value = f"TRY_CAST({text} AS DATE)"
        return value, f"(isfinite({value}) AND CAST({value} AS VARCHAR) = {text})"
    if kind not in {"TIMESTAMP", "TIMESTAMP WITH TIME ZONE"}:
        return None
    if options.timestamp_format:
        form = literal(strptime(options.timestamp_format))
        value = f"CAST(try_strptime({text}, {form}) AS {kind})"
        return value, f"{value} IS NOT NULL"
    if kind == "TIMESTAMP WITH TIME ZONE":
        value = f"TRY_CAST({text} AS {kind})"
        return value, f"({value} IS NOT NULL AND {_matches(text, _ISO_TIMESTAMP)})"
    # A cast to TIMESTAMP drops the offset of 10:00+02, so such texts go through UTC.
    plain = f"TRY_CAST({text} AS TIMESTAMP)"
    offset = f"(strlen({text}) > 16 AND NOT suffix({text}, 'Z') AND {_has_offset(text)})"
    in_utc = f"CAST(TRY_CAST({text} AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP)"
    value = f"CASE WHEN {offset} THEN {in_utc} ELSE {plain} END"
    # Most are without an offset, and one expression costs less than to print and compare them.
    utc = f"({plain} IS NOT NULL AND {_matches(text, _ISO_UTC)})"
    printed = f"CAST({plain} AS VARCHAR)"
    same = f"(isfinite({plain}) AND ({printed} = {text} OR {printed} || 'Z' = {_with_blank(text)}))"
    other = f"(({value}) IS NOT NULL AND {_matches(text, _ISO_TIMESTAMP)})"
    return value, f"({utc} OR {same} OR {other})"


def _with_blank(text: str) -> str:
    """Return SQL for a timestamp's text with a blank for the T between day and time."""
    return f"replace({text}, 'T', ' ')"


def _has_offset(text: str) -> str:
    return f"(contains({text}[12:], '+') OR contains({text}[12:], '-'))"


def _other(kind: str, text: str, value: str, same: str) -> tuple[str, str]:
    match kind:
        case "BOOLEAN":
            value = (
                f"CASE WHEN lower({text}) IN {_TRUE} THEN true"
                f" WHEN lower({text}) IN {_FALSE} THEN false END"
            )
            return value, f"({value}) IS NOT NULL"
        case "TIME":
            return value, f"({value} IS NOT NULL AND {_matches(text, _ISO_CLOCK)})"
        case "UUID":
            return value, f"CAST({value} AS VARCHAR) = lower({text})"
        case _:  # JSON
            return value, f"json_valid({text})"
    return value, same


def _matches(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"


def _with_point(text: str, options: SourceOptions) -> str:
    if options.decimal_separator == ".":
        return text
    # A point in such a file would be a thousands separator, which is not read.
    return f"CASE WHEN contains({text}, '.') THEN 'x' ELSE replace({text}, ',', '.') END"


# BigQuery's format elements and strptime's.
_ELEMENTS = (
    ("YYYY", "%Y"), ("YY", "%y"), ("MONTH", "%B"), ("MON", "%b"), ("MM", "%m"), ("DD", "%d"),
    ("HH24", "%H"), ("HH12", "%I"), ("HH", "%I"), ("MI", "%M"), ("SS", "%S"), ("FF6", "%f"),
    ("AM", "%p"), ("PM", "%p"), ("TZH:TZM", "%z"), ("DAY", "%A"), ("DY", "%a"),
)  # fmt: skip


def strptime(form: str) -> str:
    """Return a format in strptime's letters; BigQuery's elements are translated.

    Examples
    --------
    >>> strptime("DD/MM/YYYY HH24:MI:SS"), strptime("%d.%m.%Y")
    ('%d/%m/%Y %H:%M:%S', '%d.%m.%Y')

    """
    if "%" in form:
        return form
    pattern = "|".join(element for element, _ in _ELEMENTS)
    letters = dict(_ELEMENTS)
    return re.sub(pattern, lambda m: letters[m[0].upper()], form, flags=re.IGNORECASE)
