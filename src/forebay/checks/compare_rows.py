"""Compare the rows that a unit test expects with those that came, cell by cell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from forebay.checks.outcome import CellDifference

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[object, ...]

TOLERANCE = 1e-9  # of floats, relative to the larger of 1 and the values (SEMANTICS 36)


@dataclass(frozen=True, slots=True)
class RowComparison:
    """What differs; everything is empty if nothing does."""

    differences: tuple[CellDifference, ...] = ()
    missing: tuple[Row, ...] = ()
    unexpected: tuple[Row, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both sides hold the same rows."""
        return not (self.differences or self.missing or self.unexpected)


def compare_rows(
    columns: Sequence[str], expected: Sequence[Row], actual: Sequence[Row], key: Sequence[str] = ()
) -> RowComparison:
    """Compare rows without regard to their order; every row counts as often as it comes.

    Rows that are equal are taken away first. Of the rest an expected and an actual row make a pair
    if they agree in `key`, or without one in most cells (at least one); pairs give cell
    differences, rows without a partner are missing or unexpected.

    Parameters
    ----------
    columns
        The names of the cells, in order.
    key
        Columns that identify a row; only used if all of them are among `columns`.

    Examples
    --------
    >>> compare_rows(["a", "b"], [(1, 2.0)], [(1, 2.5)]).differences
    (CellDifference(row=1, column='b', expected=2.0, actual=2.5),)

    """
    left, right = _unmatched(expected, actual)
    folded = [name.casefold() for name in columns]
    positions = [folded.index(k.casefold()) for k in key if k.casefold() in folded]
    if len(positions) < len(key):
        positions = []
    differences: list[CellDifference] = []
    missing: list[Row] = []
    pairs = _pairs([expected[i] for i in left], right, positions)
    taken = {there for _, there in pairs}
    partner = dict(pairs)
    for index, number in enumerate(left):
        row = expected[number]
        there = partner.get(index)
        if there is None:
            missing.append(row)
            continue
        for name, want, got in zip(columns, row, right[there], strict=True):
            if not equal(want, got):
                differences.append(CellDifference(number + 1, name, want, got))
    unexpected = tuple(row for index, row in enumerate(right) if index not in taken)
    return RowComparison(tuple(differences), tuple(missing), unexpected)


def equal(a: object, b: object) -> bool:  # noqa: PLR0911 - one line per pair of types
    """Whether two values are the same to a test: NULL is NULL, NaN is NaN, floats to 1e-9."""
    match a, b:
        case (None, _) | (_, None):
            return a is b
        case (bool(), _) | (_, bool()):
            return a is b
        case (float() as x, int() | float() | Decimal() as y):
            return _close(x, float(y))
        case (int() | Decimal() as x, float() as y):
            return _close(float(x), y)
        case (dict(), dict()):
            return a.keys() == b.keys() and all(equal(a[k], b[k]) for k in a)
        case (list() | tuple(), list() | tuple()):
            return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
        case _:
            return bool(a == b)


def _close(a: float, b: float) -> bool:
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def _unmatched(expected: Sequence[Row], actual: Sequence[Row]) -> tuple[list[int], list[Row]]:
    """Return the numbers of the expected rows and the actual rows that have no equal."""
    left: list[int] = []
    by_text: dict[str, list[int]] = {}
    for index, row in enumerate(actual):
        by_text.setdefault(repr(row), []).append(index)
    open_rows = dict(enumerate(actual))
    late: list[int] = []
    for number, row in enumerate(expected):  # the same to the last bit: found without searching
        same = by_text.get(repr(row))
        if same:
            del open_rows[same.pop()]
        else:
            late.append(number)
    for number in late:
        row = expected[number]
        found = next((i for i, other in open_rows.items() if _same_row(row, other)), None)
        if found is None:
            left.append(number)
        else:
            del open_rows[found]
    return left, list(open_rows.values())


def _same_row(a: Row, b: Row) -> bool:
    return all(equal(x, y) for x, y in zip(a, b, strict=True))


def _pairs(
    expected: Sequence[Row], actual: Sequence[Row], key: Sequence[int]
) -> list[tuple[int, int]]:
    """Return which expected and actual rows belong together, the most alike first."""
    scored = []
    for i, row in enumerate(expected):
        for j, other in enumerate(actual):
            if key:
                alike = len(row) if all(equal(row[k], other[k]) for k in key) else 0
            else:
                alike = sum(equal(x, y) for x, y in zip(row, other, strict=True))
            if alike or (len(row) == 1 and len(expected) == len(actual) == 1):
                scored.append((-alike, i, j))
    pairs: list[tuple[int, int]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            pairs.append((i, j))
            used_left.add(i)
            used_right.add(j)
    return pairs
