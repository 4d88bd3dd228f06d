"""What a line of a CSV file without quotes looks like, as one regular expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.source_options import SourceOptions

# Less than inference takes for such a value, and never more: what is long may be out of range.
_FORMS = {
    "BOOLEAN": "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]",
    "BIGINT": "0|-?[1-9][0-9]{0,17}",
    "DOUBLE": r"-?(?:(?:0|[1-9][0-9]{0,14})(?:\.[0-9]*)?|\.[0-9]+)",
}


def has_form(kind: str, options: SourceOptions) -> bool:
    """Return whether a line's form can tell the values of a type.

    Examples
    --------
    >>> from forebay.engine.source_options import SourceOptions
    >>> has_form("BIGINT", SourceOptions()), has_form("DATE", SourceOptions())
    (True, False)

    """
    return kind in _FORMS and (kind != "DOUBLE" or options.decimal_separator == ".")


def line_form(width: int, kinds: Mapping[int, str], options: SourceOptions) -> str:
    """Return the expression that matches a whole line if each field holds what it should.

    One expression over a line takes a third of the time of a cast of each of its fields.

    Parameters
    ----------
    width
        How many fields a line has.
    kinds
        Types for which `has_form` is true, by the place of their field; a field without one may
        hold anything but a delimiter.

    Examples
    --------
    >>> import re
    >>> from forebay.engine.source_options import SourceOptions
    >>> form = line_form(2, {0: "BIGINT"}, SourceOptions())
    >>> [bool(re.fullmatch(form, line)) for line in ("7,a", ",", "07,a", "7,a,b", "1.5,a")]
    [True, True, False, False, False]

    """
    delimiter = _escaped(options.field_delimiter)
    nothing = "".join(f"|{_escaped(marker)}" for marker in options.null_markers)
    fields = (
        f"(?:{_FORMS[kinds[place]]}{nothing})" if place in kinds else f"[^{delimiter}]*"
        for place in range(width)
    )
    return delimiter.join(fields)


def _escaped(text: str) -> str:
    """Return an expression for a text; what could mean something else by its number."""
    return "".join(c if c.isalnum() or not c.isascii() else f"\\x{ord(c):02x}" for c in text)
