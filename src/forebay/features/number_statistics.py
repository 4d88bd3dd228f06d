"""Minimum, maximum, mean, deviation and median of many columns, the same on every run.

A floating sum depends on the order of addition, and so on threads. Here every term is rounded once
to a multiple of a power of two and added as a 128-bit integer, which is exact (SEMANTICS 11).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.features.counted_numbers import counted_numbers
from forebay.features.number_summary import BITS, NumberStatistics, sampled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Workspace

_COLUMNS_AT_ONCE = 100
_LARGEST_POWER = 1000


def number_statistics(
    workspace: Workspace,
    rows: str,
    expressions: Sequence[str],
    sample_key: str | None = None,
    *,
    whole: bool = True,
) -> tuple[NumberStatistics, ...]:
    """Return the statistics of DOUBLE expressions over some rows.

    Of columns with few values, in one pass that counts them; of others in four.

    Parameters
    ----------
    rows
        SQL in FROM position, with its WHERE: ``"frame" WHERE part = 'train'``.
    sample_key
        A UBIGINT column with a hash, for the medians of many rows; None: medians of all rows.
    whole
        False: one pass, for counts, minimum and maximum only.

    """
    found: dict[str, NumberStatistics] = {}
    for start in range(0, len(expressions), _COLUMNS_AT_ONCE):
        some = expressions[start : start + _COLUMNS_AT_ONCE]
        if whole:
            found |= counted_numbers(workspace, rows, some, sample_key)
        left = [expression for expression in some if expression not in found]
        if left:
            passes = _Passes(workspace, rows, left, sample_key)
            found |= zip(left, passes.run() if whole else passes.ranges(), strict=True)
    return tuple(found[expression] for expression in expressions)


class _Passes:
    """The passes over one group of columns; each needs what the ones before it found."""

    def __init__(
        self, workspace: Workspace, rows: str, expressions: Sequence[str], sample_key: str | None
    ) -> None:
        self._workspace = workspace
        self._rows = rows
        self._expressions = expressions
        self._sample_key = sample_key

    def run(self) -> list[NumberStatistics]:
        found = self.ranges()
        found = self._with_means(found)
        found = self._with_deviations(found)
        return self._with_medians(found)

    def _aggregate(self, aggregates: Sequence[str], condition: str = "") -> list[object]:
        columns = ", ".join(f"{e} AS x{i}" for i, e in enumerate(self._expressions))
        text = (
            f"SELECT {', '.join(aggregates)} FROM (SELECT {columns} FROM {self._rows}{condition})"
        )
        return list(self._workspace.rows(text)[0])

    def ranges(self) -> list[NumberStatistics]:
        every = range(len(self._expressions))
        columns = (f"count(x{i}), min(x{i}), max(x{i})" for i in every)
        n, *rest = self._aggregate(["count(*)", *columns])
        n_rows = cast("int", n)
        found = []
        for i in every:
            count = cast("int", rest[3 * i])
            low, high = (cast("float | None", v) for v in rest[3 * i + 1 : 3 * i + 3])
            found.append(NumberStatistics(n_rows, n_rows - count, 0, 0, low, high))
        # NaN is the highest of all, so that the ends tell whether every value is finite.
        odd = [i for i in every if not _is_finite(found[i])]
        if odd:
            for i, statistics in zip(odd, self._finite_ranges(found, odd), strict=True):
                found[i] = statistics
        return found

    def _finite_ranges(
        self, found: list[NumberStatistics], odd: list[int]
    ) -> list[NumberStatistics]:
        told = self._aggregate(
            [
                # Not FILTER, which takes six times as long.
                f"count(CASE WHEN isnan(x{i}) THEN 1 END),"
                f" count(CASE WHEN isinf(x{i}) THEN 1 END),"
                f" min(CASE WHEN isfinite(x{i}) THEN x{i} END),"
                f" max(CASE WHEN isfinite(x{i}) THEN x{i} END)"
                for i in odd
            ]
        )
        ranges = []
        for position, i in enumerate(odd):
            nan, infinite = (cast("int", v) for v in told[4 * position : 4 * position + 2])
            low, high = (cast("float | None", v) for v in told[4 * position + 2 : 4 * position + 4])
            ranges.append(
                replace(found[i], n_nan=nan, n_infinite=infinite, minimum=low, maximum=high)
            )
        return ranges

    def _with_means(self, found: list[NumberStatistics]) -> list[NumberStatistics]:
        terms = [f"x{i} * {_power(s.shift)}" for i, s in enumerate(found)]
        totals = self._sums(found, terms)
        return [s.with_mean(total) for s, total in zip(found, totals, strict=True)]

    def _with_deviations(self, found: list[NumberStatistics]) -> list[NumberStatistics]:
        # Distances from the mean are scaled into [-1, 1], so that no square leaves the range.
        terms = []
        for i, s in enumerate(found):
            half = literal((s.mean or 0.0) / 2)
            scaled = f"((x{i} / 2 - {half}) * {_power(1 - s.spread_exponent)})"
            terms.append(f"{scaled} * {scaled} * {_power(BITS)}")
        totals = self._sums(found, terms)
        return [s.with_deviation(total) for s, total in zip(found, totals, strict=True)]

    def _sums(self, found: list[NumberStatistics], terms: list[str]) -> list[int | None]:
        """Return the exact sums of terms of at most 2^62, over the finite values."""
        if not any(s.n_finite for s in found):
            return [None] * len(found)  # without an aggregate, no rows would give no row
        aggregates = []
        for i, (s, term) in enumerate(zip(found, terms, strict=True)):
            rounded = f"CAST(round({term}) AS BIGINT)"
            if s.n_nan or s.n_infinite:
                # Not FILTER: the engine computes the argument before it filters.
                rounded = f"CASE WHEN isfinite(x{i}) THEN {rounded} END"
            aggregates.append(f"sum({rounded})" if s.n_finite else "CAST(NULL AS HUGEINT)")
        return [cast("int | None", v) for v in self._aggregate(aggregates)]

    def _with_medians(self, found: list[NumberStatistics]) -> list[NumberStatistics]:
        n_rows = max((s.n_rows for s in found), default=0)
        condition = ""
        if self._sample_key is not None:
            condition = f" AND {sampled(self._sample_key, n_rows)}"
        values = (
            f"CASE WHEN isfinite(x{i}) THEN x{i} END" if s.n_nan or s.n_infinite else f"x{i}"
            for i, s in enumerate(found)
        )
        medians = self._aggregate(
            [f"quantile_disc({value}, CAST('0.5' AS DOUBLE))" for value in values], condition
        )
        return [
            replace(s, median=cast("float | None", m)) for s, m in zip(found, medians, strict=True)
        ]


def _is_finite(s: NumberStatistics) -> bool:
    return all(end is None or math.isfinite(end) for end in (s.minimum, s.maximum))


def _power(k: int) -> str:
    """Return SQL for 2^k; a power beyond the range of a double is split in two."""
    if k > _LARGEST_POWER:
        return f"{literal(2.0**_LARGEST_POWER)} * {literal(2.0 ** (k - _LARGEST_POWER))}"
    return literal(2.0**k)
