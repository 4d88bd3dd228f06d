"""MODEL_TYPE ARIMA_PLUS: forecasts of one series or of many."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.data_frequency import SEASONALITIES
from forebay.algorithms.holiday_windows import Holiday, HolidayEffects, holiday_windows
from forebay.algorithms.series_forecast import SeriesForecast
from forebay.algorithms.series_grid import SeriesGrid
from forebay.algorithms.series_sums import SeriesSums

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.series_record import SeriesRecord

_CELLS: Final = 200_000  # expectations that are computed at once
_VARIANCE, _NOISE, _LEVEL, _CHANGE, _NAIVE = range(5)  # of SeriesRecord.state


class ArimaPlus:
    """Processes of many series, as arrays with a row for each; see ``SeriesRecord``.

    Forecasting needs NumPy alone. ``about`` is what is not numbers: the limits, the days of
    holidays, the errors, how long training took. ``sums`` is what the levels above the series of a
    hierarchy need; None without one.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
        self._arrays = dict(arrays)
        self._about = dict(about)
        self.sums = SeriesSums.of_arrays(arrays)

    @classmethod
    def load(cls, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> ArimaPlus:
        """Return the model that ``describe`` and ``arrays`` came from."""
        return cls(arrays, describe)

    @classmethod
    def of(
        cls,
        records: Sequence[SeriesRecord],
        limits: tuple[float | None, float | None],
        holidays: Sequence[Holiday],
        duration_ms: int = 0,
    ) -> ArimaPlus:
        """Return a model of series that were learned, numbered in this order."""
        names = sorted({holiday.name for holiday in holidays})
        about = {
            "kind": "arima_plus",
            "limits": list(limits),
            "holidays": [[h.region, h.name, h.date, h.before, h.after] for h in holidays],
            "errors": {str(i): r.error for i, r in enumerate(records) if r.error},
            "training_info": [{"training_run": 0, "iteration": 0, "duration_ms": duration_ms}],
        }
        return cls(dict(_stacked(records, names)), about)

    def with_sums(self, sums: SeriesSums) -> ArimaPlus:
        """Return the model with the levels above its series."""
        return ArimaPlus(self._arrays | sums.arrays(), self._about)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the numbers of all series."""
        return self._arrays

    def describe(self) -> dict[str, Any]:
        """Return what is not numbers."""
        return self._about

    @property
    def n_series(self) -> int:
        """How many series there are, with those that could not be learned, without sums."""
        return len(self._arrays["grid"])

    @property
    def known(self) -> NDArray[np.int64]:
        """The numbers of the series that were learned."""
        return np.flatnonzero(self._arrays["counts"][:, 0] > 0)

    @property
    def holidays(self) -> list[Holiday]:
        """The days of holidays that were known in training, in order of date and name."""
        return [Holiday(*row) for row in self._about["holidays"]]

    @property
    def naive_errors(self) -> NDArray[np.float64]:
        """By what the errors of each series are scaled: ``FittedSeries.naive_error``; then sums."""
        own = np.asarray(self._arrays["state"][:, _NAIVE])
        return own if self.sums is None else np.concatenate([own, self.sums.naive_errors])

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """Between what the forecasts of a series lie."""
        low, high = self._about["limits"]
        return low, high

    def training_info(self) -> list[dict[str, Any]]:
        """Return the one row of ML.TRAINING_INFO."""
        return list(self._about["training_info"])

    def forecasts(self, horizon: int) -> Iterator[SeriesForecast]:
        """Yield the expectations for the next `horizon` times, for some series at once."""
        known = self.known
        ahead = horizon + (int(self.sums.lags.max(initial=0)) if self.sums is not None else 0)
        size = max(1, _CELLS // max(1, ahead))
        for start in range(0, len(known), size):
            yield self.forecast(known[start : start + size], horizon)

    def forecast(self, series: NDArray[np.int64], horizon: int) -> SeriesForecast:
        """Return the expectations for some series that were learned.

        Those of a hierarchy begin after the last point of all.

        Notes
        -----
        Best linear prediction given the last values and errors, and the variance
        ``variance * (1 + psi[1]**2 + ...)`` (Brockwell and Davis 1991, sections 5.3 and 9.5).

        """
        if self.sums is None:
            return self._following(series, horizon)
        lags = self.sums.lags[series]
        found = self._following(series, horizon + int(lags.max(initial=0)))
        return found.after(lags, horizon)

    def _following(self, series: NDArray[np.int64], horizon: int) -> SeriesForecast:
        """Return the expectations for the points after the last one of each series."""
        steps = np.arange(horizon, dtype=np.int64)
        times = np.empty((len(series), horizon), dtype=np.int64)
        holiday = np.zeros((len(series), horizon))
        holidays = self.holidays
        effects = self._effects() if holidays else {}
        for row, number in enumerate(series.tolist()):
            grid = SeriesGrid.of_numbers(self._arrays["grid"][number].tolist())
            n = int(self._arrays["counts"][number, 0])
            times[row] = grid.times(n + steps)
            if number in effects:
                holiday[row] = effects[number].on(grid, horizon, holidays, n)
        return SeriesForecast(
            series,
            times,
            self._levels(series, horizon),
            self._seasons(series, horizon),
            holiday,
            self._errors(series, horizon),
            self.limits,
        )

    def _levels(self, series: NDArray[np.int64], horizon: int) -> NDArray[np.float64]:
        arrays = self._arrays
        ar, ma = arrays["ar"][series], arrays["ma"][series]
        p, q = ar.shape[1], ma.shape[1]
        changes = np.zeros((len(series), p + horizon))
        errors = np.zeros((len(series), q + horizon))
        changes[:, :p] = arrays["last_changes"][series]
        errors[:, :q] = arrays["last_errors"][series]
        for h in range(horizon):
            for i in range(p):
                changes[:, p + h] += ar[:, i] * changes[:, p + h - 1 - i]
            for j in range(q):
                changes[:, p + h] += ma[:, j] * errors[:, q + h - 1 - j]
        found = changes[:, p:] + arrays["mean"][series][:, None]
        order = arrays["order"][series]
        state = arrays["state"][series]
        for differences, start in ((2, _CHANGE), (1, _LEVEL)):
            sums = np.cumsum(found, axis=1) + state[:, start][:, None]
            found = np.where(order[:, 1][:, None] >= differences, sums, found)
        return np.asarray(found)

    def _errors(self, series: NDArray[np.int64], horizon: int) -> NDArray[np.float64]:
        state, psi = self._arrays["state"][series], self.responses(series, horizon)
        variance = state[:, _VARIANCE][:, None] * np.cumsum(psi * psi, axis=1)
        return np.asarray(np.sqrt(variance + state[:, _NOISE][:, None]))

    def responses(self, series: NDArray[np.int64], horizon: int) -> NDArray[np.float64]:
        """Return how an error moves the values from its own time on: psi, (n_series, horizon)."""
        arrays = self._arrays
        ma = arrays["ma"][series]
        ar = np.pad(arrays["ar"][series], ((0, 0), (0, 2)))
        for differences in (1, 2):
            # 1 - ar[0] B - ... times 1 - B.
            shifted = np.pad(ar, ((0, 0), (1, 0)))[:, :-1]
            once = ar - shifted
            once[:, 0] += 1.0
            ar = np.where(arrays["order"][series][:, 1][:, None] >= differences, once, ar)
        psi = np.zeros((len(series), horizon))
        for h in range(horizon):
            psi[:, h] = 1.0 if h == 0 else ma[:, h - 1] if h <= ma.shape[1] else 0.0
            for i in range(min(ar.shape[1], h)):
                psi[:, h] += ar[:, i] * psi[:, h - 1 - i]
        return psi

    def _seasons(self, series: NDArray[np.int64], horizon: int) -> dict[str, NDArray[np.float64]]:
        rows = {number: row for row, number in enumerate(series.tolist())}
        found: dict[str, NDArray[np.float64]] = {}
        for number, name, cycle in self._cycles():
            if number in rows:
                part = found.setdefault(name, np.full((len(series), horizon), np.nan))
                part[rows[number]] = cycle[np.arange(horizon) % len(cycle)]
        return found

    def _cycles(self) -> Iterator[tuple[int, str, NDArray[np.float64]]]:
        """Yield series, season and its last cycle."""
        start = 0
        for number, season, length in self._arrays["cycle_places"].tolist():
            yield number, SEASONALITIES[season], self._arrays["cycles"][start : start + length]
            start += length

    def _effects(self) -> dict[int, HolidayEffects]:
        names = sorted({holiday.name for holiday in self.holidays})
        found: dict[int, dict[tuple[str, int], float]] = {}
        rows = zip(
            self._arrays["effect_places"].tolist(), self._arrays["effects"].tolist(), strict=True
        )
        for (number, holiday, offset), effect in rows:
            found.setdefault(number, {})[names[holiday], offset] = effect
        return {number: HolidayEffects(effects) for number, effects in found.items()}

    def holiday_rows(
        self, horizon: int, names: Sequence[str]
    ) -> Iterator[tuple[int, NDArray[np.int64], int, float]]:
        """Yield what days of holidays add: series, moments, the place of the name, the effect.

        From the first point of each series to `horizon` points after the last of all.
        """
        places = {name: place for place, name in enumerate(names)}
        holidays = [holiday for holiday in self.holidays if holiday.name in places]
        for number, found in self._effects().items() if holidays else ():
            grid = SeriesGrid.of_numbers(self._arrays["grid"][number].tolist())
            lag = 0 if self.sums is None else int(self.sums.lags[number])
            n = int(self._arrays["counts"][number, 0]) + lag + horizon
            for (name, offset), slots in holiday_windows(grid, 0, n, holidays).items():
                effect = found.effects.get((name, offset))
                if effect is not None and slots:
                    yield number, grid.times(np.array(slots)), places[name], effect

    def evaluate_rows(self, *, candidates: bool) -> list[dict[str, Any]]:
        """Return the rows of ML.ARIMA_EVALUATE, without the columns that name a series.

        Parameters
        ----------
        candidates
            All processes that were tried, the best first; else only the best.

        """
        arrays = self._arrays
        seasons: dict[int, list[str]] = {}
        for number, name, _ in self._cycles():
            seasons.setdefault(number, []).append(name)
        chosen = arrays["candidates"][:, 0].astype(np.int64)
        is_best = np.diff(chosen, prepend=-1) != 0
        rows: list[dict[str, Any]] = []
        for number, best, numbers in zip(
            chosen.tolist(), is_best.tolist(), arrays["candidates"].tolist(), strict=True
        ):
            if not (best or candidates):
                continue
            _, p, d, q, mean, variance, likelihood, aic = numbers
            holiday, spikes, steps = arrays["has"][number].tolist()
            rows.append(
                {
                    "series": number,
                    "non_seasonal_p": int(p),
                    "non_seasonal_d": int(d),
                    "non_seasonal_q": int(q),
                    "has_drift": d == 1 and not math.isnan(mean),
                    "log_likelihood": _finite(likelihood),
                    "AIC": _finite(aic),
                    "variance": variance,
                    "seasonal_periods": seasons.get(number, ["NO_SEASONALITY"]),
                    "has_holiday_effect": holiday,
                    "has_spikes_and_dips": spikes,
                    "has_step_changes": steps,
                    "error_message": "",
                }
            )
        errors = self._about["errors"]
        rows += [{"series": int(n), "error_message": text} for n, text in errors.items()]
        return sorted(rows, key=lambda row: int(row["series"]))  # stable: the best stays first

    def coefficient_rows(self) -> list[dict[str, Any]]:
        """Return the rows of ML.ARIMA_COEFFICIENTS, without the columns that name a series."""
        arrays = self._arrays
        return [
            {
                "series": number,
                "ar_coefficients": arrays["ar"][number, : int(arrays["order"][number, 0])].tolist(),
                "ma_coefficients": arrays["ma"][number, : int(arrays["order"][number, 2])].tolist(),
                "intercept_or_drift": float(arrays["mean"][number]),
            }
            for number in self.known.tolist()
        ]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _stacked(
    records: Sequence[SeriesRecord], holidays: Sequence[str]
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the arrays of some series by name; shorter rows are padded with zeros."""
    bests = [record.candidates[0] if record.candidates else None for record in records]
    ars = [best.process.ar if best else np.empty(0) for best in bests]
    mas = [best.process.ma if best else np.empty(0) for best in bests]
    yield "grid", np.array([record.grid for record in records], dtype=np.int64).reshape(-1, 5)
    yield "counts", np.array([record.counts for record in records], dtype=np.int64).reshape(-1, 4)
    yield "state", np.array([record.state for record in records], dtype=np.float64).reshape(-1, 5)
    yield "has", np.array([record.has for record in records], dtype=np.bool_).reshape(-1, 3)
    orders = [
        (len(ar), best.differences if best else 0, len(ma))
        for ar, best, ma in zip(ars, bests, mas, strict=True)
    ]
    yield "order", np.array(orders, dtype=np.int64).reshape(-1, 3)
    means = [(best.process.mean or 0.0) if best else 0.0 for best in bests]
    yield "mean", np.array(means, dtype=np.float64)
    yield "ar", _padded(ars)
    yield "ma", _padded(mas)
    yield "last_changes", _padded([r.last_changes for r in records], right=True)
    yield "last_errors", _padded([r.last_errors for r in records], right=True)
    yield "candidates", _candidates(records)
    cycles = [
        (number, SEASONALITIES.index(name), cycle)
        for number, record in enumerate(records)
        for name, cycle in record.cycles.items()
    ]
    places = [(number, season, len(cycle)) for number, season, cycle in cycles]
    yield "cycle_places", np.array(places, dtype=np.int64).reshape(-1, 3)
    yield "cycles", np.concatenate([np.empty(0), *(cycle for _, _, cycle in cycles)])
    numbers = {name: number for number, name in enumerate(holidays)}
    effects = [
        (number, numbers[name], offset, effect)
        for number, record in enumerate(records)
        for (name, offset), effect in record.effects.items()
    ]
    yield "effect_places", np.array([e[:3] for e in effects], dtype=np.int64).reshape(-1, 3)
    yield "effects", np.array([e[3] for e in effects], dtype=np.float64)


def _padded(rows: Sequence[NDArray[np.float64]], *, right: bool = False) -> NDArray[np.float64]:
    width = max((len(row) for row in rows), default=0)
    found = np.zeros((len(rows), width))
    for place, row in enumerate(rows):
        if right:
            found[place, width - len(row) :] = row
        else:
            found[place, : len(row)] = row
    return found


def _candidates(records: Sequence[SeriesRecord]) -> NDArray[np.float64]:
    """Return series, p, d, q, mean (NaN: none), variance, likelihood and AIC of each candidate."""
    rows = [
        (
            number,
            len(one.process.ar),
            one.differences,
            len(one.process.ma),
            math.nan if one.process.mean is None else one.process.mean,
            one.process.variance,
            one.process.log_likelihood,
            one.process.aic,
        )
        for number, record in enumerate(records)
        for one in record.candidates
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 8)
