"""How the options of ARIMA_PLUS say that series are learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.arima_plus_options import AUTO, NO_SEASONALITY
from forebay.algorithms.auto_arima import OrderChoice
from forebay.algorithms.decomposed_series import Decomposition
from forebay.algorithms.fitted_series import SeriesPlan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.holiday_windows import Holiday


def series_plan(options: Mapping[str, Any], holidays: Sequence[Holiday]) -> SeriesPlan:
    """Return the plan for sound options."""
    words = tuple(word.upper() for word in options["seasonalities"])
    seasons: tuple[str, ...] | None = words
    if words == (NO_SEASONALITY,):
        seasons = ()
    elif words == (AUTO,):
        seasons = None
    return SeriesPlan(
        Decomposition(
            cleans=options["clean_spikes_and_dips"],
            adjusts=options["adjust_step_changes"],
            seasons=seasons,
            holidays=tuple(holidays),
        ),
        OrderChoice(
            options["auto_arima_min_order"],
            options["auto_arima_max_order"],
            options["non_seasonal_order"],
            include_drift=options["include_drift"],
        ),
        smoothing=options["trend_smoothing_window_size"],
        share=options["time_series_length_fraction"],
        shortest=options["min_time_series_length"],
        longest=options["max_time_series_length"],
    )
