"""Features computed again from what was known at their prediction time, and compared."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from by_hand import FEATURES, KEY

from whole_job import tables
from whole_job.learn import counted

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HOUR, _MINUTE = np.timedelta64(1, "h"), np.timedelta64(1, "m")
_DAY = 24 * _HOUR
_FEW, _MANY = 20, 8  # prediction times, where hardly any rows share one, and else
_LEAST, _SECONDS, _SHARE = 8, 1.0, 0.2
_TURNED, _TURNS = 2, (1_000.0, -100.0)
_LEFT = ("dep_time", "dep_delay")
_ARRIVED = ("arr_time", "arr_delay", "air_time")


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read: flights with their schedule, planes, and the weather before it was cleaned."""

    flights: pd.DataFrame
    planes: pd.DataFrame
    weather: pd.DataFrame


def replay(sources: Sources, built: pd.DataFrame, began: float) -> dict[str, Any]:
    """Compare at the prediction times of the build; AssertionError if a feature differs.

    No feature of a flight reads another flight, as the SQL shows the build's engine, so that the
    world at a cutoff holds the flights that are asked about, and the readings known by then. It may
    take a fifth of the time so far, or a second; eight times are compared in any case.
    """
    when = built["sched_dep"].to_numpy() - _HOUR
    source_when = sources.flights["sched_dep"].to_numpy() - _HOUR
    planned, done, rows = _cutoffs(when), 0, 0
    start = time.perf_counter()
    budget = max(_SECONDS, _SHARE * (start - began))
    for cutoff in planned:
        if done >= _LEAST and time.perf_counter() - start > budget:
            break
        there = built.iloc[np.flatnonzero(when == cutoff)]
        flights = sources.flights.iloc[np.flatnonzero(source_when == cutoff)]
        worlds = [_masked(flights, cutoff)]
        if done < _TURNED:  # a feature that is made of the label differs with it
            worlds += [flights.assign(arr_delay=delay) for delay in _TURNS]
        weather = _known_weather(sources.weather, cutoff)
        for world in worlds:
            known = tables.departures(world, sources.planes, weather)
            _compare(there, known[known["distance"] > 50])
        done, rows = done + 1, rows + len(there)
    return {
        "cutoffs": done,
        "planned": len(planned),
        "rows": rows,
        "differences": 0,
        "seconds": round(time.perf_counter() - start, 3),
    }


def _cutoffs(when: NDArray[Any]) -> list[Any]:
    """Return the most frequent time of each of 8 or 20 stretches, spread from the start on."""
    times, counts = counted(when)
    n = _FEW if len(when) < 3 * len(times) else _MANY
    edges = np.linspace(0, len(times), n + 1).astype(int)
    best = [times[low + np.argmax(counts[low:high])] for low, high in pairwise(edges)]
    order = sorted(range(n), key=lambda place: int(f"{place:05b}"[::-1], 2))
    return [best[place] for place in order]


def _known_weather(weather: pd.DataFrame, cutoff: Any) -> pd.DataFrame:
    is_known = weather["time_hour"].to_numpy() + _HOUR < cutoff
    is_sane = weather["wind_speed"].between(0, 150).to_numpy()
    return tables.clean_weather(weather.iloc[np.flatnonzero(is_known & is_sane)])


def _masked(flights: pd.DataFrame, cutoff: Any) -> pd.DataFrame:
    """Return flights with NULL for what was not known yet; those that were not known left out."""
    flights = flights.iloc[np.flatnonzero(flights["sched_dep"].to_numpy() - _DAY < cutoff)]
    left = flights["left_at"].to_numpy()
    landed = left + pd.to_timedelta(flights["air_time"].to_numpy() + 60, unit="m").to_numpy()
    hidden = dict.fromkeys(_LEFT, ~(left < cutoff)) | dict.fromkeys(_ARRIVED, ~(landed < cutoff))
    return flights.assign(**{c: flights[c].mask(is_hidden) for c, is_hidden in hidden.items()})


def _compare(built: pd.DataFrame, known: pd.DataFrame) -> None:
    built, known = built.set_index(KEY), known.set_index(KEY)
    assert built.index.sort_values().equals(known.index.sort_values()), "other rows"
    known = known.loc[built.index]
    for name in FEATURES:
        one, other = built[name].to_numpy(), known[name].to_numpy()
        if isinstance(built[name].dtype, pd.CategoricalDtype):
            same = (one == other).all()
        else:
            same = np.allclose(
                one.astype(float), other.astype(float), rtol=1e-9, atol=1e-9, equal_nan=True
            )
        assert same, f"{name} differs from what was known"
