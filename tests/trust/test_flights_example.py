"""The example of the repository is clean; four ways to spoil it are refused."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.trust.flights import Flights

    from forebay.errors import Problem

TABLE, MODEL = "tables/departures.sql", "models/late_arrival.sql"


def change(example: Flights, name: str, old: str, new: str) -> None:
    text = (example.root / name).read_text()
    assert old in text
    example.write(name, text.replace(old, new))


def only(problems: list[Problem]) -> Problem:
    found = [problem for problem in problems if problem.severity == "error"]
    assert len(found) == 1, [problem.render() for problem in problems]
    return found[0]


def test_the_example_has_no_leak(example: Flights) -> None:
    assert example.refused() == []


def test_a_delay_that_is_known_at_departure_is_refused_an_hour_before(example: Flights) -> None:
    change(example, TABLE, "  f.distance,\n", "  f.distance,\n  f.dep_delay,\n")

    problem = only(example.refused())

    assert problem.name == "known-too-late"
    assert problem.message == '"dep_delay" is not known yet when the prediction is made'
    assert '"flights.dep_delay" is known at left_at' in problem.detail
    assert "sched_dep - INTERVAL 1 HOUR" in problem.detail
    assert problem.span is not None
    assert problem.span.source.path == TABLE
    assert problem.span.text == "f.dep_delay"


def test_the_weather_of_the_hour_of_departure_is_refused_with_the_join_as_it_must_be(
    example: Flights,
) -> None:
    change(
        example,
        TABLE,
        "ASOF LEFT JOIN clean_weather AS w\n"
        "  ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 3 HOUR",
        "LEFT JOIN clean_weather AS w\n  ON w.origin = f.origin AND w.time_hour = f.time_hour",
    )

    problem = only(example.refused())

    assert problem.name == "known-too-late"
    assert 'are read from rows of "weather" that are not known yet' in problem.message
    corrected = (
        "ASOF LEFT JOIN clean_weather AS w ON w.origin = f.origin "
        "AND w.time_hour < f.sched_dep - INTERVAL 2 HOUR"
    )
    assert corrected in problem.hint

    change(
        example,
        TABLE,
        "LEFT JOIN clean_weather AS w\n  ON w.origin = f.origin AND w.time_hour = f.time_hour",
        corrected,
    )
    assert example.refused() == []


def test_a_mean_of_the_label_over_all_rows_is_refused(example: Flights) -> None:
    change(
        example,
        TABLE,
        "  f.arr_delay > 15 AS is_late\n",
        "  f.arr_delay > 15 AS is_late,\n"
        "  avg(f.arr_delay) OVER (PARTITION BY f.carrier) AS usual_delay\n",
    )

    problem = only(example.refused())

    assert problem.name == "answer-in-feature"
    assert problem.message == '"usual_delay" is reckoned from the answers that "is_late" asks for'
    assert "1 PRECEDING" in problem.hint


def test_a_random_split_of_repeated_tail_numbers_contradicts_the_time_of_prediction(
    example: Flights,
) -> None:
    """Without a time, only data can tell which tail numbers stand on both sides."""
    change(
        example,
        MODEL,
        "input_label_cols = ['is_late']",
        "input_label_cols = ['is_late'], data_split_method = 'RANDOM'",
    )

    problem = only(example.refused())

    assert problem.name == "split-contradiction"
    assert "it is asked what it has seen" in problem.detail


SHOWN = re.compile(r"<!-- output: forebay check -->\n```\n(.*?)```\n", re.DOTALL)
SPOILED = {
    "a delay": (TABLE, "  f.distance,\n", "  f.distance,\n  f.dep_delay,\n"),
    "the weather of the hour": (
        TABLE,
        (
            "ASOF LEFT JOIN clean_weather AS w\n"
            "  ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 3 HOUR"
        ),
        "LEFT JOIN clean_weather AS w\n  ON w.origin = f.origin AND w.time_hour = f.time_hour",
    ),
    "a mean of the label": (
        TABLE,
        "  f.arr_delay > 15 AS is_late\n",
        (
            "  f.arr_delay > 15 AS is_late,\n"
            "  avg(f.arr_delay) OVER (PARTITION BY f.carrier) AS usual_delay\n"
        ),
    ),
    "a random split": (
        MODEL,
        "input_label_cols = ['is_late']",
        "input_label_cols = ['is_late'], data_split_method = 'RANDOM'",
    ),
}


@pytest.mark.parametrize("how", SPOILED)
def test_the_docs_show_what_one_reads(example: Flights, how: str) -> None:
    """``FOREBAY_BLESS=1`` writes into the page what is printed now."""
    change(example, *SPOILED[how])
    page = Path(__file__).parents[2] / "docs" / "leakage.md"
    shown = SHOWN.findall(page.read_text())[list(SPOILED).index(how)]

    read = only(example.refused()).render()

    if os.environ.get("FOREBAY_BLESS"):
        page.write_text(page.read_text().replace(shown, f"{read.strip()}\n"))
        shown = f"{read.strip()}\n"
    assert read.strip() == shown.strip()
    assert "leak" not in read


def test_a_label_of_the_aircraft_is_refused_where_its_flights_are_split_at_random(
    example: Flights,
) -> None:
    example.write(
        "models/maker.sql",
        """CREATE MODEL maker
        OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_boeing'])
        PREDICT AT NONE
        AS SELECT f.carrier, f.distance, p.manufacturer = 'BOEING' AS is_boeing
        FROM flights AS f JOIN planes AS p ON p.tailnum = f.tailnum;""",
    )

    problem = only(example.refused())

    assert problem.name == "torn-groups"
    assert "data_split_group_cols = ['tailnum']" in problem.hint
