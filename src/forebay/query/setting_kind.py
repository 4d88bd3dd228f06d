"""What a setting of an ``ML.*`` function takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from forebay.sql.expression import Expression

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import UnionType

    from forebay.sql.statement import Argument


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words, in upper case here; how a person writes them does not matter."""

    words: tuple[str, ...]


# ``share`` is a number from 0 to 1, ``level`` one that is neither, ``shares`` a list of shares,
# ``fraction`` a number from 0 up to but not 1; ``trial`` is the number of a trial; ``column`` is
# the name of a column, ``columns`` one or a list, ``column_fractions`` a list of pairs of a column
# and a fraction; ``moment`` is a time, as a literal or as an expression.
PlainKind: TypeAlias = Literal[
    "boolean",
    "share",
    "level",
    "shares",
    "fraction",
    "trial",
    "column",
    "columns",
    "column_fractions",
    "moment",
]
SettingKind: TypeAlias = PlainKind | Whole | Choice

_WORDS: Final[dict[PlainKind, str]] = {
    "boolean": "TRUE or FALSE",
    "share": "a number from 0 to 1",
    "level": "a number above 0 and below 1",
    "shares": "a list of numbers from 0 to 1, such as [0.1, 0.5]",
    "fraction": "a number from 0 to less than 1",
    "trial": "the number of a trial, from 1",
    "column": "the name of a column, as a text",
    "columns": "the name of a column, or a list of names, as texts",
    "column_fractions": (
        "a list of columns and numbers from 0 to less than 1, such as [('a', 0.1)]"
    ),
    "moment": "a time, such as TIMESTAMP '2026-01-31 12:00:00+00'",
}


def takes(kind: SettingKind) -> str:
    """Return what a setting takes, in words.

    Examples
    --------
    >>> takes(Whole(1, 10_000)), takes(Choice(("PEARSON", "KENDALL")))
    ('a whole number from 1 to 10,000', "'PEARSON' or 'KENDALL'")

    """
    match kind:
        case Whole():
            return f"a whole number from {kind.low:,} to {kind.high:,}"
        case Choice():
            return " or ".join(f"'{word}'" for word in kind.words)
        case _:
            return _WORDS[kind]


def fits(value: Argument, kind: SettingKind) -> bool:
    """Whether a setting may have a value.

    Examples
    --------
    >>> fits(3, Whole(1, 10)), fits(True, Whole(0, 1)), fits("pearson", Choice(("PEARSON",)))
    (True, False, True)
    >>> fits((("a", 0.1),), "column_fractions"), fits("2026-01-31 12:00:00+00", "moment")
    (True, True)

    """
    match kind:
        case Whole():
            return _is_number(value, int) and kind.low <= value <= kind.high  # type: ignore[operator]
        case Choice():
            return isinstance(value, str) and value.upper() in kind.words
        case _:
            return _FITS[kind](value)


def column_fraction(value: Argument) -> tuple[str, float] | None:
    """Return a pair of a column and a fraction: ``('a', 0.1)``, ``STRUCT('a', 0.1)``, or None."""
    pair = tuple(value.values()) if isinstance(value, dict) else value
    match pair:
        case (str() as column, (int() | float()) as fraction) if fits(fraction, "fraction"):
            return column, float(fraction)
        case _:
            return None


def _is_number(value: Argument, kind: type | UnionType = int | float) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _is_share(value: Argument) -> bool:
    return _is_number(value) and 0 <= value <= 1  # type: ignore[operator]


def _is_name(value: Argument) -> bool:
    return isinstance(value, str) and bool(value)


def _is_time(value: Argument) -> bool:
    try:
        return isinstance(value, Expression | str) and (
            isinstance(value, Expression) or bool(datetime.fromisoformat(value))
        )
    except ValueError:
        return False


def _are(test: Callable[[Argument], bool], value: Argument) -> bool:
    return isinstance(value, tuple) and all(test(item) for item in value)


_FITS: Final[dict[PlainKind, Callable[[Argument], bool]]] = {
    "boolean": lambda value: isinstance(value, bool),
    "share": _is_share,
    "level": lambda value: _is_share(value) and value not in {0, 1},
    "shares": lambda value: _are(_is_share, value),
    "fraction": lambda value: _is_share(value) and value != 1,
    "trial": lambda value: _is_number(value, int) and value > 0,  # type: ignore[operator]
    "column": _is_name,
    "columns": lambda value: _is_name(value) or (value != () and _are(_is_name, value)),
    "column_fractions": lambda value: _are(lambda v: column_fraction(v) is not None, value),
    "moment": _is_time,
}
