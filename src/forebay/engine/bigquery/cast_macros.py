"""The macros of CAST and SAFE_CAST."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forebay.engine.bigquery.failure import unless

# docs: conversion rules. A number in a text has decimal or hexadecimal digits, and an INT64 no
# fraction; a day has three numbers with dashes.
_INTEGER: Final = r"\s*[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)\s*"
_DIGITS: Final = r"([0-9]+\.?[0-9]*([eE][-+]?[0-9]+)?|\.[0-9]+([eE][-+]?[0-9]+)?|inf|infinity|nan)"
_REAL: Final = rf"\s*[-+]?{_DIGITS}\s*"
_DAY: Final = r"\s*[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}"
_CLOCK: Final = r"[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]{1,6})?"
_CIVIL: Final = rf"{_DAY}([ tT]{_CLOCK})?\s*"
_ZONE: Final = r"\s*([zZ]|[-+][0-9]{1,2}(:[0-9]{2})?|UTC|[A-Z][A-Za-z]+/[A-Za-z_/]+)?\s*"
_INSTANT: Final = f"{_DAY}([ tT]{_CLOCK})?{_ZONE}"
_TEXT: Final = "typeof(v) IN ('VARCHAR', 'STRING_LITERAL')"
_FLOAT: Final = "typeof(v) IN ('DOUBLE', 'FLOAT')"
_SIZE: Final = "abs(TRY_CAST(CAST(v AS VARCHAR) AS DOUBLE))"


@dataclass(frozen=True, slots=True)
class _Cast:
    """The cast of ``v`` to a type: where it is none, and what it is elsewhere."""

    name: str
    bad: str
    text: str


def _of(name: str, kind: str, pattern: str, flags: str = "") -> _Cast:
    """Return a cast in which only texts are judged otherwise than by DuckDB."""
    return _Cast(name, _misfit(pattern, flags), f"CAST(v AS {kind})")


def _misfit(pattern: str, flags: str = "") -> str:
    options = f", '{flags}'" if flags else ""
    return f"{_TEXT} AND NOT regexp_full_match(CAST(v AS VARCHAR), '{pattern}'{options})"


_CASTS: Final = (
    _Cast(
        "int64",
        _misfit(_INTEGER),
        # DuckDB rounds half to even.
        f"CASE WHEN {_FLOAT} OR typeof(v) LIKE 'DECIMAL%'"
        " THEN CAST(round(TRY_CAST(v AS DOUBLE)) AS BIGINT) ELSE CAST(v AS BIGINT) END",
    ),
    _of("float64", "DOUBLE", _REAL, "i"),
    _of("bool", "BOOLEAN", "true|false", "i"),
    _of("date", "DATE", rf"{_DAY}\s*"),
    _of("datetime", "TIMESTAMP", _CIVIL),
    _of("timestamp", "TIMESTAMP WITH TIME ZONE", _INSTANT),
    _of("time", "TIME", _CLOCK),
    _of("numeric", "DECIMAL(38, 9)", _REAL),
    _Cast(
        "bytes",
        "false",
        "CASE WHEN typeof(v) = 'BLOB' THEN CAST(v AS BLOB) ELSE encode(CAST(v AS VARCHAR)) END",
    ),
    # A whole FLOAT64 has no point, a NUMERIC no zeros at its end. FLOAT64 from 1e15 to 1e16 and
    # parts of a second are written otherwise by DuckDB: nobody gets them.
    _Cast(
        "string",
        f"{_FLOAT} AND {_SIZE} >= 1e15 AND {_SIZE} < 1e16"
        r" OR typeof(v) LIKE 'TIMESTAMP%' AND regexp_matches(CAST(v AS VARCHAR), '\.')"
        " OR typeof(v) LIKE '%]' OR typeof(v) LIKE 'STRUCT%'",
        rf"CASE WHEN {_FLOAT} THEN regexp_replace(CAST(v AS VARCHAR), '\.0$', '')"
        r" WHEN typeof(v) LIKE 'DECIMAL%' THEN regexp_replace(CAST(v AS VARCHAR), '\.?0*$', '')"
        " WHEN typeof(v) = 'BLOB' THEN decode(TRY_CAST(v AS BLOB)) ELSE CAST(v AS VARCHAR) END",
    ),
)


def _macros(cast: _Cast) -> tuple[str, str]:
    told = unless(cast.bad, f"this is no {cast.name.upper()}:", cast.text, "v")
    safe = cast.text.replace("CAST(", "TRY_CAST(").replace("TRY_TRY_CAST(", "TRY_CAST(")
    return (
        f"bq.to_{cast.name}(v) AS {told}",
        f"bq.safe_{cast.name}(v) AS CASE WHEN {cast.bad} THEN NULL ELSE {safe} END",
    )


CAST_MACROS: Final[tuple[str, ...]] = tuple(text for cast in _CASTS for text in _macros(cast))
