"""How the values of a column are spread: what drift and skew compare."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.protocol import Workspace


# Of a thousand aggregates the engine takes far longer than ten times as long as of a hundred.
_COLUMNS_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class NumberSpread:
    """A histogram of equal widths over the finite values, and the others counted.

    Parameters
    ----------
    low, high
        The smallest and the largest finite value; 0 without one.
    counts
        How many values lie in each bucket. A value on a boundary is in the upper bucket, the
        largest in the last one. One bucket if all values are equal; none without a finite value.
    nan, lowest, highest
        How many values are NaN, minus and plus infinity.

    """

    low: float
    high: float
    counts: tuple[int, ...]
    nan: int = 0
    lowest: int = 0
    highest: int = 0

    @property
    def edges(self) -> tuple[float, ...]:
        """The boundaries of the buckets, one more than there are buckets."""
        return _edges(self.low, self.high, len(self.counts))

    @property
    def total(self) -> int:
        """How many values there are."""
        return sum(self.counts) + self.nan + self.lowest + self.highest

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "low": self.low,
            "high": self.high,
            "counts": list(self.counts),
            "nan": self.nan,
            "lowest": self.lowest,
            "highest": self.highest,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> NumberSpread:
        """Return what ``to_json`` wrote."""
        return cls(**{**data, "counts": tuple(data["counts"])})


@dataclass(frozen=True, slots=True)
class CategorySpread:
    """The most frequent values with their counts, and how many values are none of them."""

    counts: Mapping[str, int]
    other: int = 0

    @property
    def total(self) -> int:
        """How many values there are."""
        return sum(self.counts.values()) + self.other


Spread: TypeAlias = NumberSpread | CategorySpread


def number_spreads(
    workspace: Workspace, rows: str, expressions: Sequence[str], buckets: int
) -> tuple[NumberSpread, ...]:
    """Return the spreads of numbers, NULL left out, in two passes over the rows.

    Parameters
    ----------
    rows
        SQL in FROM position.
    expressions
        SQL for each column's value in a row.

    """
    found: list[NumberSpread] = []
    for start in range(0, len(expressions), _COLUMNS_AT_ONCE):
        some = expressions[start : start + _COLUMNS_AT_ONCE]
        found += _some_spreads(workspace, rows, some, buckets)
    return tuple(found)


def _some_spreads(
    workspace: Workspace, rows: str, expressions: Sequence[str], buckets: int
) -> list[NumberSpread]:
    ranges = _ranges(workspace, rows, expressions)
    inner = [_inner_edges(s.low, s.high, buckets) for s in ranges]
    # Of -x, because the engine counts up to a bound and the bound included.
    wanted = {
        i: f"histogram(CASE WHEN isfinite(x{i}) THEN -x{i} END,"
        f" [{', '.join(literal(-edge) for edge in reversed(edges))}])"
        for i, edges in enumerate(inner)
        if edges
    }
    found: Mapping[int, Any] = {}
    if wanted:
        doubles = _doubles(expressions)
        (told,) = workspace.rows(
            f"SELECT {', '.join(wanted.values())} FROM (SELECT {doubles} FROM {rows})"
        )
        found = dict(zip(wanted, told, strict=True))
    return [_with_counts(s, inner[i], found.get(i, {})) for i, s in enumerate(ranges)]


def _doubles(expressions: Sequence[str]) -> str:
    return ", ".join(f"CAST({e} AS DOUBLE) AS x{i}" for i, e in enumerate(expressions))


def _ranges(workspace: Workspace, rows: str, expressions: Sequence[str]) -> list[NumberSpread]:
    """Return for each column its range, with all finite values in one bucket."""
    aggregates = ", ".join(
        f"count(x{i}), count(CASE WHEN isnan(x{i}) THEN 1 END),"
        f" count(CASE WHEN isinf(x{i}) AND x{i} < 0 THEN 1 END),"
        f" count(CASE WHEN isinf(x{i}) AND x{i} > 0 THEN 1 END),"
        f" min(CASE WHEN isfinite(x{i}) THEN x{i} END),"
        f" max(CASE WHEN isfinite(x{i}) THEN x{i} END)"
        for i in range(len(expressions))
    )
    told: Any = workspace.rows(
        f"SELECT {aggregates} FROM (SELECT {_doubles(expressions)} FROM {rows})"
    )[0]
    found = []
    for start in range(0, len(told), 6):
        n, nan, lowest, highest, low, high = told[start : start + 6]
        finite = n - nan - lowest - highest
        counts = (finite,) if finite else ()
        found.append(NumberSpread(low or 0.0, high or 0.0, counts, nan, lowest, highest))
    return found


def _edges(low: float, high: float, buckets: int) -> tuple[float, ...]:
    """Return equally wide boundaries; no difference leaves the range of a double."""
    if not buckets:
        return ()
    step = high / buckets - low / buckets
    return (*(low + step * i for i in range(buckets)), high)


def _inner_edges(low: float, high: float, buckets: int) -> tuple[float, ...]:
    """Return the boundaries between buckets; none where there are too few numbers between them."""
    edges = _edges(low, high, buckets)
    return edges[1:-1] if all(a < b for a, b in itertools.pairwise(edges)) else ()


def _with_counts(
    one: NumberSpread, inner: Sequence[float], found: Mapping[float, int]
) -> NumberSpread:
    if not inner:
        return one
    # Keys are negated lower bounds; what lies below the first inner edge has none of them.
    upper = [found.get(-edge, 0) for edge in inner]
    counts = (sum(one.counts) - sum(upper), *upper)
    return NumberSpread(one.low, one.high, counts, one.nan, one.lowest, one.highest)


def category_spread(workspace: Workspace, values: str, listed: int) -> CategorySpread:
    """Return the spread of the texts of the column ``v``, NULL left out.

    Parameters
    ----------
    values
        SQL in FROM position.
    listed
        How many values to count one by one; of equally frequent ones the first by the alphabet.

    """
    ((top, total),) = workspace.rows(
        "WITH __counted AS (SELECT CAST(v AS VARCHAR) AS t, count(*) AS n"
        f" FROM {values} WHERE v IS NOT NULL GROUP BY t)"
        " SELECT (SELECT list({'t': t, 'n': n}) FROM"
        f" (FROM __counted ORDER BY n DESC, t LIMIT {listed})), (SELECT sum(n) FROM __counted)"
    )
    given: Any = top or []
    counts = {row["t"]: int(row["n"]) for row in given}
    return CategorySpread(counts, int(str(total or 0)) - sum(counts.values()))
