"""The formats of FORMAT_DATE and PARSE_DATE, element by element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

_ELEMENT: Final = re.compile(r"%(E?[0-9*]?[A-Za-z%])")
# What DuckDB's strftime writes as BigQuery does; a longer text stands for a shorthand.
_SAME: Final = {
    **{letter: f"%{letter}" for letter in "AaBbdHIjMmpSUuVWwYyG%"},
    "h": "%b",
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "R": "%H:%M",
    "D": "%m/%d/%y",
    "E4Y": "%Y",
    "E3S": "%S.%g",
    "E6S": "%S.%f",
}
# What is written otherwise, given the value.
_OTHER: Final = {
    "e": "lpad(CAST(day({0}) AS VARCHAR), 2, ' ')",
    "Q": "CAST(quarter({0}) AS VARCHAR)",
}
_UTC: Final = {"Z": "UTC", "z": "+0000", "Ez": "+00:00"}
# What DuckDB's strptime reads as BigQuery does.
_READ: Final = {key: text for key, text in _SAME.items() if key not in {*"UuVWwGj", "E3S", "E6S"}}


def formatted(renderer: Renderer, pattern: exp.Expr, value: str, *, is_utc: bool = False) -> str:
    """Return a value as a text in a literal format; ProjectError for an element not on the list.

    Parameters
    ----------
    is_utc
        The value is a moment in UTC, so that elements of zones say something.

    """
    said = renderer.text_of(pattern, "the format")
    parts: list[str] = []
    plain, position = "", 0
    for element in _ELEMENT.finditer(said):
        plain += said[position : element.start()]
        position = element.end()
        if element[1] in _SAME:
            plain += _SAME[element[1]]
        elif is_utc and element[1] in _UTC:
            plain += _UTC[element[1]]
        elif element[1] in _OTHER:
            parts += [_strftime(value, plain)] if plain else []
            parts.append(_OTHER[element[1]].format(value))
            plain = ""
        else:
            raise renderer.refused(pattern, f"the format element {element[0]} is not supported")
    plain += said[position:]
    parts += [_strftime(value, plain)] if plain or not parts else []
    return parts[0] if len(parts) == 1 else f"({' || '.join(parts)})"


def parsed(renderer: Renderer, pattern: exp.Expr, value: str) -> str:
    """Return the timestamp that a text in a literal format says."""
    said = renderer.text_of(pattern, "the format")

    def read(element: re.Match[str]) -> str:
        if element[1] not in _READ:
            raise renderer.refused(pattern, f"the format element {element[0]} is not supported")
        return _READ[element[1]]

    return f"strptime({value}, {literal(_ELEMENT.sub(read, said))})"


def _strftime(value: str, pattern: str) -> str:
    return f"strftime({value}, {literal(pattern)})"
