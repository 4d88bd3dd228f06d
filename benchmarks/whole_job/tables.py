"""The tables of the example as functions of frames: what the unit tests and the replay run, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from by_hand import CATEGORIES, KEY, LABEL, PLANE, WEATHER

if TYPE_CHECKING:
    from numpy.typing import NDArray

KNOWN_BEFORE = np.timedelta64(3, "h")
_MINUTE = np.timedelta64(1, "m")
READING = ["origin", "time_hour", *WEATHER[:5], "wind_gust", *WEATHER[5:]]


def with_schedule(flights: pd.DataFrame) -> pd.DataFrame:
    """Add the computed columns of the source: the schedule, and when it left."""
    flights = flights.copy(deep=False)
    sched_dep = flights["time_hour"].to_numpy() + flights["minute"].to_numpy() * _MINUTE
    flights["sched_dep"] = sched_dep
    flights["left_at"] = sched_dep + pd.to_timedelta(flights["dep_delay"].to_numpy(), unit="m")
    return flights


def clean_weather(weather: pd.DataFrame) -> pd.DataFrame:
    """Return the readings as the table has them, before its constraints."""
    return weather[READING]


def departures(flights: pd.DataFrame, planes: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Join planes, and the weather known three hours before departure; label.

    Both joins are lookups of positions, so that no row is moved: planes by the dictionary of the
    tail numbers, weather by a binary search in the readings of each airport.
    """
    rows = flights[["sched_dep", *CATEGORIES, "distance", "hour"]].copy(deep=False)
    rows.insert(0, KEY, _keys(flights))
    local = rows["sched_dep"] - np.timedelta64(5, "h")
    rows["weekday"] = (local.dt.dayofweek.to_numpy() + 1) % 7  # Sunday is 0
    rows["sched_arr_time"] = flights["sched_arr_time"]

    tails = flights["tailnum"].cat
    of_tail = pd.Index(planes["tailnum"]).get_indexer(tails.categories)
    at = _looked_up(of_tail, tails.codes.to_numpy())
    for name in PLANE:
        rows[name] = _taken(planes["year" if name == "plane_year" else name], at)

    at = _last_known(flights, weather)
    for name in WEATHER:
        rows[name] = _taken(weather[name], at)
    delay = flights["arr_delay"].to_numpy()
    rows["arr_delay"] = delay
    rows[LABEL] = pd.arrays.BooleanArray(delay > 15, np.isnan(delay))
    return rows


def _keys(flights: pd.DataFrame) -> pd.Series:
    when = flights["sched_dep"].dt
    minute = when.year.to_numpy(np.int64)
    for part in (when.month, when.day, when.hour, when.minute):
        minute = minute * 100 + part.to_numpy()
    texts = [
        pa.array(flights["carrier"]).cast(pa.string()),
        pa.array(flights["flight"].to_numpy()).cast(pa.string()),
        pa.array(flights["origin"]).cast(pa.string()),
        pa.array(minute).cast(pa.string()),
    ]
    joined = pc.binary_join_element_wise(*texts, "-")
    return pd.Series(joined, index=flights.index, dtype="str")


def _last_known(flights: pd.DataFrame, weather: pd.DataFrame) -> NDArray[np.intp]:
    """Return the position of the last reading known to each flight; -1 where there is none."""
    known_at = (flights["sched_dep"] - KNOWN_BEFORE).to_numpy()
    origin = flights["origin"].cat.codes.to_numpy()
    found = np.full(len(flights), -1)
    for code, name in enumerate(flights["origin"].cat.categories):
        readings = np.flatnonzero((weather["origin"] == name).to_numpy())
        times = weather["time_hour"].to_numpy()[readings]
        order = np.argsort(times, kind="stable")
        of_origin = np.flatnonzero(origin == code)
        before = np.searchsorted(times[order], known_at[of_origin], "right") - 1
        found[of_origin] = _looked_up(readings[order], before)
    return found


def _looked_up(values: NDArray[Any], at: NDArray[Any]) -> NDArray[np.intp]:
    return np.where(at >= 0, values[at], -1) if len(values) else np.full(len(at), -1)


def _taken(column: pd.Series, at: NDArray[np.intp]) -> Any:
    """Return the values at some positions, NULL at -1."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = _looked_up(column.cat.codes.to_numpy(), at)
        return pd.Categorical.from_codes(codes, dtype=column.dtype)
    return pd.api.extensions.take(column.to_numpy(np.float64), at, allow_fill=True)
