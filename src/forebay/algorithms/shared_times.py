"""The times that all series of a hierarchy share, so that they can be summed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from forebay.algorithms.regular_series import RegularSeries
    from forebay.algorithms.series_grid import SeriesGrid


@dataclass(frozen=True, slots=True)
class SharedTimes:
    """Evenly spaced times from the first point of any series to the last point of any.

    Parameters
    ----------
    grid
        Its slot 0 is the first of these times.
    n
        How many there are.

    """

    grid: SeriesGrid
    n: int

    def lag(self, series: RegularSeries) -> int:
        """Return how many slots a series ends before the last of them."""
        first = int(self.grid.slots(series.grid.times(np.zeros(1, dtype=np.int64)))[0])
        return self.n - first - len(series.values)
