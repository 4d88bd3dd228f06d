from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from forebay.project import read_outline
from forebay.trust.load_project import load_project

if TYPE_CHECKING:
    from tests.trust.flights import Flights

LATE = "arr_delay > 15 AS late FROM flights"


def test_a_waiver_allows_what_it_names(flights: Flights) -> None:
    allowed = "PREDICT AT sched_dep ALLOW LEAKAGE (dep_delay) BECAUSE 'it is asked later'"

    assert flights.names(flights.model(f"SELECT sched_dep, dep_delay, {LATE}", allowed)) == []


def test_a_waiver_of_one_column_does_not_allow_another(flights: Flights) -> None:
    allowed = "PREDICT AT sched_dep ALLOW LEAKAGE (dep_delay) BECAUSE 'it is asked later'"
    select = f"SELECT sched_dep, dep_delay, arr_delay AS x, {LATE}"

    assert flights.names(flights.model(select, allowed)) == ["answer-in-feature"]


def test_what_concerns_rows_is_allowed_under_the_name_of_the_label(flights: Flights) -> None:
    select = f"SELECT sched_dep, carrier, {LATE} WHERE arr_delay < 600"
    allowed = "PREDICT AT sched_dep ALLOW LEAKAGE (late) BECAUSE 'longer is an error of the clock'"

    assert flights.names(flights.model(select, "PREDICT AT sched_dep")) == ["filtered-by-answer"]
    assert flights.names(flights.model(select, allowed)) == []


@pytest.mark.parametrize(
    "feature",
    [
        "lag(arr_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep)",
        "avg(arr_delay) OVER (ORDER BY sched_dep ROWS BETWEEN 9 PRECEDING AND 1 PRECEDING)",
        "lead(arr_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep DESC)",
        (
            "(SELECT avg(h.arr_delay) FROM flights h WHERE h.tailnum = flights.tailnum "
            "AND h.sched_dep < flights.sched_dep - INTERVAL 2 DAY)"
        ),
    ],
)
def test_past_answers_are_no_leak(flights: Flights, feature: str) -> None:
    model = flights.model(f"SELECT carrier, {feature} AS x, {LATE}", "PREDICT AT NONE")

    assert flights.names(model) == []


@pytest.mark.parametrize(
    ("margin", "names"),
    [("3 HOUR", []), ("2 HOUR", ["known-too-late"]), ("1 HOUR", ["known-too-late"])],
)
def test_known_means_strictly_before_the_prediction(
    flights: Flights, margin: str, names: list[str]
) -> None:
    """SEMANTICS 31: the weather comes an hour late, the prediction is made an hour before."""
    select = f"""SELECT f.sched_dep, w.temp, f.arr_delay > 15 AS late FROM flights f
    ASOF JOIN weather w ON w.origin = f.origin AND w.read_at <= f.sched_dep - INTERVAL {margin}"""

    assert flights.names(flights.model(select)) == names


def test_a_row_found_by_its_primary_key_is_left_to_the_data(flights: Flights) -> None:
    flights.write(
        "signs.sql",
        "CREATE EXTERNAL TABLE crews (id BIGINT PRIMARY KEY, since TIMESTAMP, size BIGINT) "
        "OPTIONS (format = 'CSV', uris = ['crews.csv']) KNOWN AT since;",
    )
    select = "SELECT f.sched_dep, c.size, f.arr_delay > 15 AS late FROM flights f JOIN crews c"

    assert flights.names(flights.model(f"{select} ON c.id = f.id")) == []
    assert flights.names(flights.model(f"{select} ON c.size = f.hour")) == ["undated-join"]


def test_leaks_stop_a_project_before_anything_runs_and_nothing_is_kept(flights: Flights) -> None:
    flights.project(flights.model(f"SELECT sched_dep, dep_delay, {LATE}"))

    assert [problem.name for problem in flights.refused()] == ["known-too-late"]
    assert read_outline(flights.root) is None


def test_warnings_are_kept_and_the_next_command_reads_no_sql(flights: Flights) -> None:
    flights.project(flights.model(f"SELECT sched_dep, carrier, {LATE} WHERE arr_delay < 600"))

    project = load_project(flights.root)

    kept = read_outline(flights.root)
    assert kept is not None
    assert [problem.name for problem in project.warnings] == ["filtered-by-answer"]
    assert kept.warnings[0].render() == project.warnings[0].render()


def test_a_project_without_models_is_not_traced(
    flights: Flights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlglot", None)  # importing it would fail

    assert flights.names("CREATE VIEW v AS SELECT carrier FROM flights;") == []


def test_what_is_known_at_the_very_moment_is_told_as_that(flights: Flights) -> None:
    select = f"SELECT left_at, dep_delay, {LATE}"
    (problem,) = flights.found(flights.model(select, "PREDICT AT left_at"))
    assert problem.detail.endswith("the same moment, and what may be used is known before it.")
    assert "PREDICT AT left_at + INTERVAL 1 SECOND" in problem.hint
    assert flights.names(flights.model(select, "PREDICT AT left_at + INTERVAL 1 SECOND")) == []


def test_the_corrected_join_names_the_time_as_the_joined_view_does(flights: Flights) -> None:
    view = (
        "CREATE VIEW reports AS SELECT origin, read_at + INTERVAL 1 HOUR AS told_at, temp"
        " FROM weather;"
    )
    select = (
        "SELECT f.sched_dep, w.temp, f.arr_delay > 15 AS late FROM flights f ASOF LEFT JOIN"
        " reports w ON w.origin = f.origin AND w.told_at <= f.sched_dep"
    )
    (problem,) = flights.found(view + flights.model(select, "PREDICT AT sched_dep"))
    assert "AND w.told_at < f.sched_dep." in problem.hint


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("TABLE flights", ["judged-on-training-rows"]),
        ("(SELECT * FROM flights WHERE sched_dep >= TIMESTAMP '2013-06-01 00:00:00')", []),
    ],
)
def test_figures_of_stored_predictions_are_of_the_rows_that_were_predicted(
    flights: Flights, rows: str, names: list[str]
) -> None:
    until = "WHERE sched_dep < TIMESTAMP '2013-06-01 00:00:00'"
    model = flights.model(f"SELECT sched_dep, carrier, {LATE} {until}", "PREDICT AT sched_dep")
    scored = (
        "CREATE TABLE scored AS SELECT predicted_late, arr_delay > 15 AS late"
        f" FROM ML.PREDICT(MODEL m, {rows});"
        "CREATE TABLE figures AS SELECT * FROM ML.METRICS(TABLE scored,"
        " predicted_col => 'predicted_late', actual_col => 'late', task_type => 'classification');"
    )
    assert flights.names(f"{model} {scored}") == names


@pytest.mark.parametrize("strategy", ["mean", "median", "most_frequent"])
def test_an_imputer_outside_transform_is_made_of_all_rows(flights: Flights, strategy: str) -> None:
    found = flights.column(f"SELECT ML.IMPUTER(distance, '{strategy}') OVER () AS x FROM flights")
    assert [mark.text for mark in found.marks] == ["ML.IMPUTER outside TRANSFORM"]
    assert {origin.shift for origin in found.value} == {"all"}


@pytest.mark.parametrize(
    ("where", "names"),
    [("censored = 1", ["filtered-by-answer"]), ("censored = 0 OR age > 60", []), ("age > 20", [])],
)
def test_rows_chosen_by_whether_their_end_was_seen_are_told(
    flights: Flights, where: str, names: list[str]
) -> None:
    flights.write(
        "patients.sql",
        "CREATE EXTERNAL TABLE patients (age BIGINT, censored BIGINT, days BIGINT)"
        " OPTIONS (format = 'CSV', uris = ['people.csv']);",
    )
    model = (
        "CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['late'])"
        f" PREDICT AT NONE AS SELECT age, ln(days) AS late FROM patients WHERE {where};"
    )
    assert flights.names(model) == names


@pytest.mark.parametrize(
    ("key", "names"), [("row_number() OVER (ORDER BY sched_dep, i)", ["copied-rows"]), ("i", [])]
)
def test_a_number_of_the_rows_tells_copies_apart_and_makes_no_others_of_them(
    flights: Flights, key: str, names: list[str]
) -> None:
    rows = (
        f"CREATE TABLE rows AS SELECT {key} AS nr, id, carrier, arr_delay > 15 AS late"
        " FROM flights CROSS JOIN range(4) AS copies(i);"
    )
    keys = "KEY (nr)" if names else "KEY (id, nr)"
    model = flights.model("SELECT * FROM rows", f"{keys} PREDICT AT NONE")
    assert flights.names(f"{rows} {model}") == names


@pytest.mark.parametrize(
    ("feature", "names"),
    [
        ("lag(temp) OVER (ORDER BY read_at)", ["known-too-late"]),
        ("lag(temp, 2) OVER (ORDER BY read_at)", []),
        (
            "avg(temp) OVER (ORDER BY read_at ROWS BETWEEN 9 PRECEDING AND 1 PRECEDING)",
            ["known-too-late"],
        ),
        ("avg(temp) OVER (ORDER BY read_at ROWS BETWEEN 9 PRECEDING AND 3 PRECEDING)", []),
    ],
)
def test_how_long_some_rows_are_before_another_is_left_to_the_rows(
    flights: Flights, feature: str, names: list[str]
) -> None:
    readings = (
        "CREATE EXTERNAL TABLE readings (read_at TIMESTAMP, temp DOUBLE, wind DOUBLE)"
        " OPTIONS (format = 'CSV', uris = ['weather.csv'])"
        " KNOWN AT read_at + INTERVAL 1 HOUR FOR (temp, wind);"
    )
    select = f"SELECT read_at, {feature} AS x, wind > 9 AS late FROM readings"
    at = "PREDICT AT read_at - INTERVAL 1 MINUTE"
    assert flights.names(readings + flights.model(select, at)) == names


def test_where_a_whole_row_is_late_the_hint_says_how_to_say_which_columns_are(
    flights: Flights,
) -> None:
    select = "SELECT read_at, origin, wind > 9 AS late FROM weather"
    (problem,) = flights.found(flights.model(select, "PREDICT AT read_at"))
    assert "KNOWN AT read_at + INTERVAL 1 HOUR FOR (column, ...)" in problem.hint


def test_what_the_times_of_a_model_read_is_carried_and_not_left_out(flights: Flights) -> None:
    times = "PREDICT AT sched_dep LABEL KNOWN AT sched_dep + dep_delay * INTERVAL 1 MINUTE"
    (late,) = flights.found(flights.model(f"SELECT carrier, sched_dep, dep_delay, {LATE}", times))

    assert late.name == "known-too-late"
    assert late.hint.startswith(
        "leave it out: CARRY (dep_delay), as the times of the model read it"
    )
    carried = f"CARRY (dep_delay) {times}"
    assert (
        flights.names(flights.model(f"SELECT carrier, sched_dep, dep_delay, {LATE}", carried)) == []
    )


@pytest.mark.parametrize(
    ("split", "names"),
    [
        ("row_number() OVER (ORDER BY carrier, arr_delay) % 5 = 0", []),
        ("row_number() OVER (PARTITION BY arr_delay > 15 ORDER BY carrier) % 5 = 0", []),
        ("arr_delay % 5 = 0", ["filtered-by-answer"]),
        ("row_number() OVER (ORDER BY arr_delay) < 5000", ["filtered-by-answer"]),
    ],
    ids=["every fifth", "every fifth of an answer", "by the answer", "the first"],
)
def test_every_fifth_row_is_chosen_by_no_answer_whatever_the_order(
    flights: Flights, split: str, names: list[str]
) -> None:
    options = "data_split_method = 'CUSTOM', data_split_col = 'is_test'"
    model = flights.model(f"SELECT carrier, {split} AS is_test, {LATE}", "PREDICT AT NONE")
    model = model.replace("'late'])", f"'late'], {options})", 1)

    assert options in model
    assert flights.names(model) == names
