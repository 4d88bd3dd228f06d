"""One series on its way into a model: made even, held out, learned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.auto_arima import OrderChoice
from forebay.algorithms.fitted_series import FittedSeries, SeriesPlan, fit_series
from forebay.algorithms.regular_series import NotASeriesError, RegularSeries, regular_series
from forebay.algorithms.seasonal_periods import seasonal_periods
from forebay.algorithms.series_record import SeriesRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.holiday_windows import Holiday
    from forebay.algorithms.shared_times import SharedTimes

_FEWEST_BEFORE: Final = 10  # points that are left where some are held out
_SLOTS_PER_ROW: Final = 50  # a series with more gaps than that is no series
_SLOTS: Final = 1000
INTERVAL_LEVEL: Final = 0.95  # ML.FORECAST's default
ORIGINS: Final = 3  # at most so many forecasts of a series are judged, one after the other
_BACKTEST_SHARE: Final = 0.2  # of a series without judged points, a forecast of a backtest at most
# Of the seasons that a step can have, the first of these is the last season of the baseline.
_USUAL: Final = ("WEEKLY", "DAILY", "YEARLY")


@dataclass(frozen=True, slots=True)
class HoldOut:
    """How many points at the end of each series are held out at most.

    Parameters
    ----------
    most
        Points of one forecast.
    share
        Of its points that are judged; 0: none are.
    backtests
        How many forecasts before the judged points measure how wide intervals must be.

    """

    most: int
    share: float
    backtests: int = 0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Points that a training did not see, and what it expected of them; shape (n,) each.

    Parameters
    ----------
    baseline
        The value one season before, as far as the training saw it.
    lead
        How many steps after the first one that the training did not see, from 0.
    error
        The standard error of the process.
    reach
        How many standard errors of the process the value is away from what was expected; infinite
        where no bound can hold it: without any error, or beyond the limits of forecasts.

    """

    times: NDArray[np.int64]
    actual: NDArray[np.float64]
    expected: NDArray[np.float64]
    baseline: NDArray[np.float64]
    lead: NDArray[np.int64]
    error: NDArray[np.float64]
    reach: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TaughtSeries:
    """What became of a series; the others are None if it could not be learned.

    Parameters
    ----------
    backtest
        Points of earlier forecasts than those that are judged; None if none were asked for.
    lag
        How many points it ends before the last one of a hierarchy; else 0.

    """

    record: SeriesRecord
    fitted: FittedSeries | None = None
    held_out: HeldOut | None = None
    backtest: HeldOut | None = None
    lag: int = 0


@dataclass(frozen=True, slots=True)
class SeriesCourse:
    """How each of the series is taught.

    Parameters
    ----------
    shared
        The times of a hierarchy: its series are judged from the same origins, so that their
        forecasts can be summed. None: each has times of its own.

    """

    plan: SeriesPlan
    frequency: str
    hold_out: HoldOut
    limits: tuple[float | None, float | None]
    shared: SharedTimes | None = None

    def teach(self, times: NDArray[np.int64], values: NDArray[np.float64]) -> TaughtSeries:
        """Learn a series: without its last points, to be judged, and with all.

        A forecast is judged from up to three origins, as many as the share that may be held out
        allows, each after a training that ended there. The first of them searches the orders of the
        process; the others take these and fit their coefficients.

        Parameters
        ----------
        times, values
            As ``regular_series`` takes them.

        """
        most = _SLOTS + _SLOTS_PER_ROW * len(times)
        try:
            grid = self.shared.grid if self.shared else None
            series = regular_series(times, values, self.frequency, most, grid)
        except NotASeriesError as error:
            return TaughtSeries(SeriesRecord(error=str(error)))
        fitted = fit_series(series, self.plan)
        n = self.shared.n if self.shared else len(series.values)
        lag = self.shared.lag(series) if self.shared else 0
        whole = int(self.hold_out.share * n)
        lead = min(self.hold_out.most, whole)
        origins = min(ORIGINS, whole // lead) if lead else 0
        at = _Origins(series, lead, lag)
        held_out = self._from(at, range(origins, 0, -1), _FEWEST_BEFORE)
        at = replace(at, lead=lead or min(self.hold_out.most, int(_BACKTEST_SHARE * n)))
        earlier = range(origins + self.hold_out.backtests, origins, -1)
        # Half of a series at least is before them: what little was known long ago tells nothing.
        least = max(_FEWEST_BEFORE, len(series.values) // 2)
        backtest = self._from(at, earlier, least)
        return TaughtSeries(SeriesRecord.of(fitted), fitted, held_out, backtest, lag)

    def _from(self, at: _Origins, places: Iterable[int], least: int) -> HeldOut | None:
        """Forecast from some origins: so many times their lead before the end, falling."""
        plan, parts = self.plan, []
        for place in places if at.lead else ():
            earlier = at.series.without_last(at.unseen(place))
            if at.unseen(place) == 0 or len(earlier.values) < least:
                continue
            fitted = fit_series(earlier, plan)
            plan = _with_orders(plan, fitted)
            end = len(at.series.values) - at.unseen(place - 1)
            parts.append(self._expected(at.series, fitted, end))
        return _joined(parts) if parts else None

    def _expected(self, series: RegularSeries, fitted: FittedSeries, end: int) -> HeldOut:
        """Forecast what follows a part of a series, up to a place in it."""
        earlier = fitted.series
        seen = len(earlier.values)
        model = self._model([SeriesRecord.of(fitted)])
        forecast = model.forecast(model.known, end - seen)
        expected, error = forecast.value[0], forecast.error[0]
        is_data = ~series.is_filled[seen:end]
        periods = seasonal_periods(series.grid.step)
        usual = [periods[name] for name in _USUAL if periods.get(name, seen) < seen]
        season = usual[0] if usual else 1
        steps = np.arange(end - seen)
        baseline = earlier.values[seen - season + steps % season]
        actual = series.values[seen:end]
        return HeldOut(
            series.grid.times(np.arange(seen, end))[is_data],
            actual[is_data],
            expected[is_data],
            baseline[is_data],
            steps[is_data],
            error[is_data],
            self._reach(actual, expected, error)[is_data],
        )

    def _reach(
        self, actual: NDArray[np.float64], expected: NDArray[np.float64], error: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        off = np.abs(actual - expected)
        reach = np.where(off > 0, np.inf, 0.0)
        np.divide(off, error, out=reach, where=error > 0)
        low, high = self.limits
        beyond = (actual < (-np.inf if low is None else low)) | (
            actual > (np.inf if high is None else high)
        )
        return np.where(beyond, np.inf, reach)

    def _model(self, records: Sequence[SeriesRecord]) -> ArimaPlus:
        return ArimaPlus.of(records, self.limits, self.holidays)

    @property
    def holidays(self) -> Sequence[Holiday]:
        """The days of holidays that may move series."""
        return self.plan.parts.holidays


@dataclass(frozen=True, slots=True)
class _Origins:
    """Ends of trainings, `lead` points apart, counted from `lag` points after the last of all."""

    series: RegularSeries
    lead: int
    lag: int

    def unseen(self, place: int) -> int:
        """Return how many of its last points the series has after an origin."""
        return min(len(self.series.values), max(0, self.lead * place - self.lag))


def _with_orders(plan: SeriesPlan, fitted: FittedSeries) -> SeriesPlan:
    """Return the plan with the orders that were chosen, so that they are not searched again."""
    best = fitted.best
    order = (len(best.process.ar), best.differences, len(best.process.ma))
    return replace(plan, orders=OrderChoice(order=order, include_drift=best.has_drift))


def _joined(parts: Sequence[HeldOut]) -> HeldOut:
    return HeldOut(
        np.concatenate([part.times for part in parts]),
        np.concatenate([part.actual for part in parts]),
        np.concatenate([part.expected for part in parts]),
        np.concatenate([part.baseline for part in parts]),
        np.concatenate([part.lead for part in parts]),
        np.concatenate([part.error for part in parts]),
        np.concatenate([part.reach for part in parts]),
    )
