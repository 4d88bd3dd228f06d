"""What the sums of series need beside their series: how far ahead, and how errors hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.conformal_interval import interval_arrays

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from forebay.algorithms.conformal_interval import ConformalInterval

_PREFIX: Final = "sums_"  # of its arrays beside those of the series


@dataclass(frozen=True, slots=True, eq=False)
class SeriesSums:
    """The levels above the series of a hierarchy; sums are numbered after the series.

    Parameters
    ----------
    lags
        How many points each series ends before the last point of all, shape (n_series,).
    correlation
        The mean correlation of the errors of the series of a sum, by how many steps ahead they lie
        from 0, shape (n_sums, n_steps); for more steps the last one holds. In [0, 1].
    naive_errors
        The mean absolute change of each sum from one point to the next, shape (n_sums,).
    interval
        How many standard errors of sums their bounds are away; None: as many as a normal
        distribution has.

    """

    lags: NDArray[np.int64]
    correlation: NDArray[np.float64]
    naive_errors: NDArray[np.float64]
    interval: ConformalInterval | None = None

    @property
    def n_sums(self) -> int:
        """How many sums there are, of all levels."""
        return len(self.correlation)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return it as arrays, by names that no series has."""
        own = {
            "lags": self.lags,
            "correlation": self.correlation,
            "naive_errors": self.naive_errors,
            **(self.interval.arrays() if self.interval is not None else {}),
        }
        return {f"{_PREFIX}{name}": array for name, array in own.items()}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> SeriesSums | None:
        """Return what ``arrays`` gave, among others; None if there are no sums."""
        own = {
            name.removeprefix(_PREFIX): array
            for name, array in arrays.items()
            if name.startswith(_PREFIX)
        }
        if not own:
            return None
        rest, interval = interval_arrays(own)
        return cls(rest["lags"], rest["correlation"], rest["naive_errors"], interval)
