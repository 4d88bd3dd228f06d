"""The five unit tests of the example: of two tables, and of the model."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from by_hand import CATEGORIES, FEATURES, KEY, LABEL

from whole_job import checks, learn, tables
from whole_job.kept_tables import column_hash
from whole_job.read_strict import TIME, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_AT_TEN = "2013-01-01 10:00"


def run_unit_tests() -> int:
    """Run all; AssertionError if one fails. Return how many there are."""
    tests = [
        late_is_more_than_fifteen_minutes,
        weather_is_what_was_known_three_hours_before,
        a_flight_to_next_door_is_set_aside,
        a_wind_of_a_thousand_miles_an_hour_is_set_aside,
        evenings_that_are_late_are_learned,
    ]
    for test in tests:
        test()
    return len(tests)


def late_is_more_than_fifteen_minutes() -> None:
    """Call sixteen minutes late, fifteen not, and what did not arrive neither."""
    found = _departures([_flight(1, arr_delay=16), _flight(2, arr_delay=15), _flight(3)])
    assert found[KEY].tolist() == [f"UA-{n}-EWR-201301011000" for n in (1, 2, 3)]
    assert found[LABEL].tolist() == [True, False, pd.NA]


def weather_is_what_was_known_three_hours_before() -> None:
    """Take no reading of two hours before, and none of another airport."""
    weather = [
        {"origin": "EWR", "time_hour": "2013-01-01 07:00", "temp": 40.0},
        {"origin": "EWR", "time_hour": "2013-01-01 08:00", "temp": 90.0},
        {"origin": "JFK", "time_hour": "2013-01-01 07:00", "temp": 10.0},
    ]
    found = _departures([_flight(1, sched_dep="2013-01-01 10:15", arr_delay=0)], weather)
    assert found["temp"].tolist() == [40.0]


def a_flight_to_next_door_is_set_aside() -> None:
    """Set seventeen miles aside: too few."""
    rows = _departures([_flight(1632, dest="LGA", distance=17)])
    constraints = checks.of_departures(rows, frame("airports", []), column_hash(rows[KEY]))
    aside, told = _applied("departures", rows, constraints)
    assert told["sane_distance"]["broken"] == 1
    assert aside == {"departures__rejected"}


def a_wind_of_a_thousand_miles_an_hour_is_set_aside() -> None:
    """Keep the reading beside it."""
    rows = tables.clean_weather(
        frame(
            "weather",
            [
                {"origin": "EWR", "time_hour": "2013-02-12 03:00", "temp": 39, "wind_speed": 1048},
                {"origin": "EWR", "time_hour": "2013-02-12 04:00", "temp": 39, "wind_speed": 12.7},
            ],
        )
    )
    _, told = _applied("clean_weather", rows, checks.of_weather(rows))
    assert told["sane_wind"]["broken"] == 1
    assert told["rows"]["out"] == 1


def evenings_that_are_late_are_learned() -> None:
    """Hear of evenings from the model what it was told of them."""
    i = np.arange(480)
    late = i % 24 >= 18
    rows = pd.DataFrame(dict.fromkeys(FEATURES, np.full(480, np.nan)))
    rows[CATEGORIES] = pd.DataFrame(dict.fromkeys(CATEGORIES, pd.Categorical([None] * 480)))
    rows["hour"], rows["temp"] = i % 24, i % 7
    x = learn.matrix(rows, {name: [] for name in CATEGORIES})
    parameters = {**learn.PARAMETERS, "num_threads": 1, "min_data_per_group": 4}
    booster = learn.train_small(x, late, parameters)
    assert ((booster.predict(x) > 0.5) == late).all()


def frame(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows with the types of a source; what they do not say is NULL."""
    kinds = TYPES[name]
    columns = {}
    for column, kind in kinds.items():
        values = [row.get(column) for row in rows]
        if kind == TIME:
            columns[column] = pa.array(pd.to_datetime(pd.Series(values, dtype="datetime64[us]")))
        else:
            columns[column] = pa.array(values, pa.string()).cast(kind) if _is_word(kind) else (
                pa.array(values, kind)
            )  # fmt: skip
    return pa.table(columns).to_pandas()


def _is_word(kind: pa.DataType) -> bool:
    return bool(pa.types.is_dictionary(kind))


def _flight(number: int, sched_dep: str = _AT_TEN, **more: Any) -> dict[str, Any]:
    plain = {"carrier": "UA", "flight": number, "origin": "EWR", "dest": "IAH", "distance": 1400}
    return {**plain, "sched_dep": sched_dep, **more}


def _departures(
    flights: Sequence[Mapping[str, Any]], weather: Sequence[Mapping[str, Any]] = ()
) -> pd.DataFrame:
    rows = frame("flights", flights)
    rows["sched_dep"] = pd.to_datetime([flight["sched_dep"] for flight in flights])
    rows["arr_delay"] = rows["arr_delay"].astype(float)
    readings = tables.clean_weather(frame("weather", weather))
    return tables.departures(rows, frame("planes", []), readings)


def _applied(
    name: str, rows: pd.DataFrame, constraints: list[checks.Constraint]
) -> tuple[set[str], dict[str, Any]]:
    aside: set[str] = set()
    kept: Any = SimpleNamespace(keep=lambda table, _rows: aside.add(table), out=None)
    _, told = checks.apply(name, rows, constraints, kept, limit=1.0)
    return aside, told
