"""How wide the intervals of forecasts must be, counted on forecasts from earlier origins."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.conformal_interval import LEAST_ROWS, conformal_errors
from forebay.algorithms.taught_series import INTERVAL_LEVEL
from forebay.build.measure_interval import INTERVAL
from forebay.engine.quote import literal
from forebay.query.interval_columns import half_width_sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.conformal_interval import ConformalInterval
    from forebay.algorithms.taught_series import HeldOut
    from forebay.query.live_model import LiveModel

_WANTED: Final = 500  # points that intervals are measured on, where the series are long enough
_FEWEST, _MOST = 3, 10  # origins of each series
_KEPT: Final = 200_000  # points in memory


def backtests(options: Mapping[str, Any], n_series: int) -> int:
    """Return from how many origins each series is forecast to measure intervals; 0: none are.

    Examples
    --------
    >>> options = {"prediction_interval_level": 0.9, "horizon": 12}
    >>> backtests(options, 1), backtests(options, 10), backtests({**options, "horizon": 28}, 1000)
    (10, 5, 3)

    """
    if options.get("prediction_interval_level") is None:
        return 0
    wanted = math.ceil(_WANTED / max(1, n_series * int(options["horizon"])))
    return min(_MOST, max(_FEWEST, wanted))


@dataclass(slots=True)
class SeriesInterval:
    """The points of backtests, as they come."""

    leads: list[NDArray[np.int64]] = field(default_factory=list)
    reaches: list[NDArray[np.float64]] = field(default_factory=list)
    n_points: int = 0

    def add(self, points: HeldOut | None) -> None:
        """Take in the points of a series; the first 200,000 of all are enough."""
        if points is not None:
            self.take(points.lead, points.reach)

    def take(self, leads: NDArray[np.int64], reaches: NDArray[np.float64]) -> None:
        """Take in points: how far ahead, and how many standard errors away."""
        if self.n_points < _KEPT:
            self.leads.append(leads)
            self.reaches.append(reaches)
            self.n_points += len(leads)

    def measured(self, model: LiveModel, level: float | None) -> LiveModel:
        """Return a model of series with intervals for a level; None asks for none.

        With too few points they stay those of the process, and the facts say why.
        """
        if level is None:
            return model
        interval, facts = self.interval(level)
        return replace(model, interval=interval, facts={**model.facts, INTERVAL: facts})

    def interval(self, level: float) -> tuple[ConformalInterval | None, dict[str, Any]]:
        """Return the intervals for a level, None with too few points, and what to tell of them."""
        n, reason = self.n_points, ""
        if n < LEAST_ROWS:
            reason = f"{n:,} points of earlier forecasts, and {LEAST_ROWS} are needed"
        elif n / (n + 1) < level:
            reason = f"{n:,} points of earlier forecasts, which is too few for a level of {level:g}"
        facts: dict[str, Any] = {"level": level, "rows": n, "bins": 0, "left_out": reason}
        if reason:
            return None, facts
        leads = np.concatenate(self.leads).astype(np.float64)
        found = conformal_errors(leads, np.concatenate(self.reaches), leads, level)
        facts["bins"] = len(found.errors)
        return found, facts


def inside_interval(model: LiveModel) -> str:
    """Return SQL of whether a held-out point lies in the interval of its forecast, ends included.

    It reads the columns ``lead`` and ``reach`` of the held-out points.
    """
    level = interval_level(model)
    if model.interval is not None:
        return f"reach <= {half_width_sql(model.interval, level, 'lead')}"
    return f"reach <= {literal(NormalDist().inv_cdf((1.0 + level) / 2.0))}"


def interval_level(model: LiveModel) -> float:
    """Return the level that a model of series was asked for, or the usual one."""
    asked = model.signature.interval_level
    return INTERVAL_LEVEL if asked is None else asked
