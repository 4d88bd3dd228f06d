"""One series on its way into a model: made even, held out, learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.fitted_series import FittedSeries, SeriesPlan, fit_series
from forebay.algorithms.regular_series import NotASeriesError, RegularSeries, regular_series
from forebay.algorithms.seasonal_periods import seasonal_periods
from forebay.algorithms.series_record import SeriesRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.holiday_windows import Holiday

_FEWEST_BEFORE: Final = 10  # points that are left where some are held out
_SLOTS_PER_ROW: Final = 50  # a series with more gaps than that is no series
_SLOTS: Final = 1000
INTERVAL_LEVEL: Final = 0.95  # ML.FORECAST's default
# Of the seasons that a step can have, the first of these is the last season of the baseline.
_USUAL: Final = ("WEEKLY", "DAILY", "YEARLY")


@dataclass(frozen=True, slots=True)
class HoldOut:
    """How many points at the end of each series are held out at most.

    Parameters
    ----------
    share
        Of its points; 0: none are.

    """

    most: int
    share: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Points that a first training did not see, and what it expected of them; shape (n,) each.

    Parameters
    ----------
    baseline
        The value one season before, as far as the training saw it.
    inside
        Whether the value lay in the interval of ``INTERVAL_LEVEL``, ends included.

    """

    times: NDArray[np.int64]
    actual: NDArray[np.float64]
    expected: NDArray[np.float64]
    baseline: NDArray[np.float64]
    inside: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TaughtSeries:
    """What became of a series; `fitted` and `held_out` are None if it could not be learned."""

    record: SeriesRecord
    fitted: FittedSeries | None = None
    held_out: HeldOut | None = None


@dataclass(frozen=True, slots=True)
class SeriesCourse:
    """How each of the series is taught."""

    plan: SeriesPlan
    frequency: str
    hold_out: HoldOut
    limits: tuple[float | None, float | None]

    def teach(self, times: NDArray[np.int64], values: NDArray[np.float64]) -> TaughtSeries:
        """Learn a series: once without its last points, to be judged, and once with all.

        Parameters
        ----------
        times, values
            As ``regular_series`` takes them.

        """
        most = _SLOTS + _SLOTS_PER_ROW * len(times)
        try:
            series = regular_series(times, values, self.frequency, most)
        except NotASeriesError as error:
            return TaughtSeries(SeriesRecord(error=str(error)))
        fitted = fit_series(series, self.plan)
        return TaughtSeries(SeriesRecord.of(fitted), fitted, self._hold_out(series))

    def _hold_out(self, series: RegularSeries) -> HeldOut | None:
        n = len(series.values)
        count = min(self.hold_out.most, int(self.hold_out.share * n))
        earlier = series.without_last(count) if count else series
        seen = len(earlier.values)
        if not count or seen < _FEWEST_BEFORE:
            return None
        model = self._model([SeriesRecord.of(fit_series(earlier, self.plan))])
        forecast = model.forecast(model.known, n - seen)
        expected = forecast.value[0]
        low, high = (ends[0] for ends in forecast.bounds(INTERVAL_LEVEL))
        is_data = ~series.is_filled[seen:]
        periods = seasonal_periods(series.grid.step)
        usual = [periods[name] for name in _USUAL if periods.get(name, seen) < seen]
        season = usual[0] if usual else 1
        steps = np.arange(n - seen)
        baseline = earlier.values[seen - season + steps % season]
        times = series.grid.times(np.arange(seen, n))
        actual = series.values[seen:]
        inside = (low <= actual) & (actual <= high)
        return HeldOut(
            times[is_data], actual[is_data], expected[is_data], baseline[is_data], inside[is_data]
        )

    def _model(self, records: Sequence[SeriesRecord]) -> ArimaPlus:
        return ArimaPlus.of(records, self.limits, self.holidays)

    @property
    def holidays(self) -> Sequence[Holiday]:
        """The days of holidays that may move series."""
        return self.plan.parts.holidays
