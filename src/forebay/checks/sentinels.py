"""Values that mean "unknown" and look like data: -999, 1900-01-01."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.checks.extremes import Extremes
    from forebay.engine import Workspace

# Nines only, and the ends of the integer types.
_NUMBER: Final = re.compile(r"-?999+(?:\.9+)?|-99(?:\.9+)?")
_ENDS: Final = frozenset(
    {"-32768", "32767", "-2147483648", "2147483647", "4294967295"}
    | {"-9223372036854775808", "9223372036854775807"}
)
_DAYS: Final = frozenset(
    {"0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1901-01-01"}
    | {"1969-12-31", "1970-01-01", "2038-01-19", "2099-12-31", "2100-01-01", "2199-12-31"}
    | {"2999-12-31", "3000-01-01", "9999-01-01", "9999-12-31"}
)
_OF_DAY: Final = re.compile(r"(?: (?:00:00:00|23:59:59(?:\.9+)?|03:14:07)(?:\+00)?)?")
_SECONDS_OF_YEAR: Final = 365 * 86_400
_FEWEST: Final = 2  # rows: one such value may be what was measured


@dataclass(frozen=True, slots=True)
class Sentinel:
    """A value that stands apart from all others of its column.

    Parameters
    ----------
    value
        As SQL writes it: ``-999``, ``DATE '1900-01-01'``.
    rows, values
        How often it occurs, and how many values are not NULL.

    """

    column: str
    value: str
    rows: int
    values: int

    @property
    def as_null(self) -> str:
        """The SQL that makes it NULL."""
        return f"nullif({quote(self.column)}, {self.value})"


def find_sentinels(
    workspace: Workspace, relation: str, found: Iterable[Extremes]
) -> tuple[Sentinel, ...]:
    """Return what is most likely no value, among the extremes of some columns.

    A usual sentinel counts if it is the smallest or the largest value of its column, occurs more
    than once, and stands apart: for a number, it is the only one below zero, or farther from the
    next one than half the range of the others; for a time, a year or more from the next one.

    Parameters
    ----------
    relation
        SQL in FROM position. Its rows are read only for columns with such an extreme.

    """
    sentinels: list[Sentinel] = []
    for extreme in found:
        for text, is_least in ((extreme.least, True), (extreme.most, False)):
            if _is_usual(extreme, text):
                sentinels += _judged(workspace, relation, extreme, text, is_least=is_least)
    return tuple(sentinels)


def _is_usual(extreme: Extremes, text: str) -> bool:
    if extreme.is_time:
        return text[:10] in _DAYS and _OF_DAY.fullmatch(text[10:]) is not None
    number = _short(text)
    return number in _ENDS or _NUMBER.fullmatch(number) is not None


def _short(number: str) -> str:
    return re.sub(r"\.0+$", "", number)


def _judged(
    workspace: Workspace, relation: str, extreme: Extremes, text: str, *, is_least: bool
) -> Iterable[Sentinel]:
    column = extreme.column
    name, kind = quote(column.name), column.type
    value = f"CAST({literal(text)} AS {kind})"
    size = f"epoch({name})" if extreme.is_time else f"CAST({name} AS DOUBLE)"
    own = f"epoch({value})" if extreme.is_time else f"CAST({value} AS DOUBLE)"
    other = f"CASE WHEN {name} <> {value} THEN {size} END"
    row: Any = workspace.rows(
        f"SELECT count(CASE WHEN {name} = {value} THEN 1 END), count({name}), {own},"
        f" min({other}), max({other}) FROM {relation}"
    )[0]
    rows, values, here, least, most = row
    if rows < _FEWEST or least is None:
        return
    gap = least - here if is_least else here - most
    if extreme.is_time:
        stands_apart = gap >= _SECONDS_OF_YEAR
    else:
        stands_apart = gap > (most - least) / 2 or here < 0 <= least
    if stands_apart:
        word = kind.split(" ", 1)[0].split("_", 1)[0] + " " if extreme.is_time else ""
        shown = f"'{text.removesuffix('+00')}'" if extreme.is_time else _short(text)
        yield Sentinel(column.name, f"{word}{shown}", rows, values)
