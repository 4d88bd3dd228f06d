"""The statistics of columns with few values, from how often each of them occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.features.number_summary import BITS, NumberStatistics, sampled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.engine.value_counts import ValueCounts

_FEWEST_ROWS: Final = 50_000  # below, four passes take no time
_LARGEST_POWER: Final = 1000


def counted_numbers(
    workspace: Workspace, rows: str, expressions: Sequence[str], sample_key: str | None
) -> dict[str, NumberStatistics]:
    """Return the statistics of DOUBLE expressions that have few values, by expression.

    They are those of the engine's passes to the last bit: each value is rounded as the engine
    rounds it, and sums are exact.

    Parameters
    ----------
    rows, sample_key
        See ``number_statistics``.

    """
    counted: Any = workspace.rows(f"SELECT count(*) FROM {rows}")[0][0]
    n_rows = int(counted)
    if n_rows < _FEWEST_ROWS:
        return {}
    from forebay.engine.value_counts import value_counts  # NumPy, for many rows only

    is_sampled = "true" if sample_key is None else sampled(sample_key, n_rows)
    columns = ", ".join(f"{e} AS x{i}" for i, e in enumerate(expressions))
    text = f"SELECT {columns}, {is_sampled} AS is_sampled FROM {rows}"
    found = value_counts(workspace, text, len(expressions))
    return {
        expression: _statistics(counts, n_rows)
        for expression, counts in zip(expressions, found, strict=True)
        if counts is not None
    }


def _statistics(found: ValueCounts, n_rows: int) -> NumberStatistics:
    import numpy as np

    is_finite, is_nan = np.isfinite(found.values), np.isnan(found.values)
    values, counts = found.values[is_finite], found.counts[is_finite]
    statistics = NumberStatistics(
        n_rows,
        n_rows - int(found.counts.sum()),
        int(found.counts[is_nan].sum()),
        int(found.counts[~is_finite & ~is_nan].sum()),
    )
    if not len(values):
        return statistics
    statistics = NumberStatistics(
        n_rows,
        statistics.n_null,
        statistics.n_nan,
        statistics.n_infinite,
        float(values[0]),
        float(values[-1]),
        median=_median(values, found.sampled[is_finite]),
    )
    statistics = statistics.with_mean(_total(_times(values, statistics.shift), counts))
    distances = values / 2 - (statistics.mean or 0.0) / 2
    distances = _times(distances, 1 - statistics.spread_exponent)
    squares = _times(distances * distances, BITS)
    return statistics.with_deviation(_total(squares, counts))


def _median(values: NDArray[Any], counts: NDArray[Any]) -> float | None:
    """Return the lower one of the two in the middle, as ``quantile_disc`` does."""
    import numpy as np

    ends = np.cumsum(counts)
    middle = (int(ends[-1]) - 1) // 2
    return float(values[np.searchsorted(ends, middle, side="right")]) if ends[-1] else None


def _times(values: NDArray[Any], power: int) -> NDArray[Any]:
    """Return values times 2^power, in two steps where it is no double."""
    if power > _LARGEST_POWER:
        return values * 2.0**_LARGEST_POWER * 2.0 ** (power - _LARGEST_POWER)
    return values * 2.0**power


def _total(terms: NDArray[Any], counts: NDArray[Any]) -> int:
    """Return the exact sum of rounded terms; halves go away from zero, as in the engine."""
    import numpy as np

    whole = np.trunc(terms)
    whole += np.sign(terms) * (np.abs(terms - whole) >= 0.5)  # noqa: PLR2004 - a half
    return sum(int(term) * n for term, n in zip(whole.tolist(), counts.tolist(), strict=True))
