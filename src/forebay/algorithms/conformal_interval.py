"""How far predictions of a number lie from the truth, counted on rows that trained nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

LEAST_ROWS: Final = 100  # the gate's floor for numbers
ENOUGH_ROWS: Final = 500  # below, the coverage that comes true may be off by more than 3 points
_BIN_ROWS: Final = 200
_MOST_BINS: Final = 10
_PREFIX: Final = "interval_"  # of its arrays beside those of the model


@dataclass(frozen=True, slots=True, eq=False)
class ConformalInterval:
    r"""Absolute errors of calibration rows, for predictions of about the same size together.

    Parameters
    ----------
    edges
        Between the bins of predictions, rising, shape (n_bins - 1,); a prediction that is an edge
        belongs above it.
    errors
        The absolute errors of each bin, ascending. Of series: errors in standard errors of the
        process, in bins of how many steps ahead they lie.

    Notes
    -----
    The half width for a level is the $\lceil (n + 1) \cdot level \rceil$-th smallest of the n
    errors of the prediction's bin. A new row that comes from where the calibration rows came from
    lies inside with a probability of at least the level, and at most 1 / (n + 1) more, whatever the
    model and the distribution [^1]. That holds in each bin by itself [^2], because the edges come
    from other rows.

    References
    ----------
    [^1]: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman (2018). Distribution-free predictive inference
          for regression. JASA 113.
    [^2]: Vovk, Gammerman, Shafer (2005). Algorithmic learning in a random world, section 4.5.

    Examples
    --------
    >>> interval = ConformalInterval(np.array([]), (np.arange(1.0, 10.0),))
    >>> interval.half_widths(0.8), interval.half_widths(0.99)
    ((8.0,), (inf,))

    """

    edges: NDArray[np.float64]
    errors: tuple[NDArray[np.float64], ...]

    @property
    def rows(self) -> int:
        """How many calibration rows it is made of."""
        return sum(map(len, self.errors))

    @property
    def highest_level(self) -> float:
        """The highest level that has a finite width in every bin."""
        least = min(map(len, self.errors))
        return least / (least + 1)

    def half_widths(self, level: float) -> tuple[float, ...]:
        """Return half the width of the interval in each bin; infinite where rows are too few."""
        return tuple(_ranked(errors, level) for errors in self.errors)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return it as arrays, by names that no model has."""
        return {
            f"{_PREFIX}edges": self.edges,
            f"{_PREFIX}errors": np.concatenate(self.errors),
            f"{_PREFIX}rows": np.array([len(errors) for errors in self.errors], np.int64),
        }


def conformal_interval(
    predicted: NDArray[np.float64],
    truth: NDArray[np.float64],
    elsewhere: NDArray[np.float64],
    level: float,
) -> ConformalInterval:
    """Return the errors of calibration rows, in up to ten bins of 200 rows and more.

    Parameters
    ----------
    predicted, truth
        Of the calibration rows, finite, shape (n,).
    elsewhere
        Predictions for other rows, which say where the bins are.
    level
        The level for which every bin must have rows enough: twice as many as it needs.

    """
    return conformal_errors(predicted, np.abs(truth - predicted), elsewhere, level)


def conformal_errors(
    where: NDArray[np.float64],
    off: NDArray[np.float64],
    elsewhere: NDArray[np.float64],
    level: float,
) -> ConformalInterval:
    """Return errors in bins of what stands in `where`; see ``conformal_interval``.

    Parameters
    ----------
    off
        How far each row was off, at least 0; infinite where no width holds it.

    """
    least = max(_BIN_ROWS, math.ceil(2.0 / (1.0 - level)))
    n_bins = max(1, min(_MOST_BINS, len(off) // least))
    wanted = np.arange(1, n_bins) / n_bins
    edges = np.unique(np.quantile(elsewhere, wanted)) if len(elsewhere) else np.empty(0)
    counts = np.bincount(np.searchsorted(edges, where, "right"), minlength=len(edges) + 1)
    edges = edges[_kept(counts.tolist(), least)]
    places = np.searchsorted(edges, where, "right")
    errors = tuple(np.sort(off[places == i]) for i in range(len(edges) + 1))
    return ConformalInterval(edges, errors)


def interval_arrays(
    arrays: Mapping[str, NDArray[Any]],
) -> tuple[dict[str, NDArray[Any]], ConformalInterval | None]:
    """Return the arrays of a model without those of an interval, and the interval if there is one.

    Raises
    ------
    ValueError
        What is stored is no interval.

    """
    own = {name: array for name, array in arrays.items() if not name.startswith(_PREFIX)}
    if len(own) == len(arrays):
        return own, None
    edges, errors, rows = (arrays.get(f"{_PREFIX}{name}") for name in ("edges", "errors", "rows"))
    if edges is None or errors is None or rows is None or len(rows) != len(edges) + 1:
        reason = "the prediction interval is not whole"
        raise ValueError(reason)
    parts = np.split(errors, np.cumsum(rows)[:-1])
    rising = all(len(part) and bool((part[1:] >= part[:-1]).all()) for part in parts)
    if not (rising and bool((np.diff(edges) > 0).all()) and len(errors) == rows.sum()):
        reason = "the prediction interval is not in order"
        raise ValueError(reason)
    return own, ConformalInterval(edges, tuple(parts))


def _ranked(errors: NDArray[np.float64], level: float) -> float:
    # Rounded: 100 x 0.28 is a little more than 28.
    rank = math.ceil(round((len(errors) + 1) * level, 9))
    return float(errors[max(rank, 1) - 1]) if rank <= len(errors) else math.inf


def _kept(counts: list[int], least: int) -> list[int]:
    """Return which edges stay, so that no bin has fewer rows than it should.

    It depends on the predictions of calibration rows, never on their errors.
    """
    kept: list[int] = []
    inside = 0
    for edge in range(len(counts) - 1):
        inside += counts[edge]
        if inside >= least and sum(counts[edge + 1 :]) >= least:
            kept.append(edge)
            inside = 0
    return kept
