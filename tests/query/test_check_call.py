"""What a call may hold: models, inputs and settings, each refused at its own place."""

from __future__ import annotations

import pytest

TIMES = "(SELECT 'a' AS entity_id, TIMESTAMP '2020-01-01' AS time)"
FEATURES = "(SELECT 'a' AS entity_id, TIMESTAMP '2020-01-01' AS feature_timestamp, 1 AS f)"


def written(problem):
    return problem.span.source.text[problem.span.start : problem.span.end]


def test_a_setting_in_the_struct_and_by_name_is_given_twice(ask):
    (problem,) = ask.refuse(
        "SELECT * FROM ML.DESCRIBE_DATA(TABLE rows, STRUCT(2 AS top_k), top_k => 3)",
        "duplicate-argument",
    )

    assert written(problem) == "top_k => 3"


def test_all_that_is_wrong_with_a_call_is_said_at_once_and_in_its_place(ask):
    problems = ask.refuse(
        "SELECT * FROM ML.CORRELATION(TABLE rows, method => 'TAU', target => 'x')",
        "bad-argument", "unknown-argument", "missing-argument", "missing-argument",
    )  # fmt: skip

    assert [written(p) for p in problems[:2]] == ["method => 'TAU'", "target => 'x'"]


def test_a_model_that_a_function_does_not_take_is_marked(ask):
    (problem,) = ask.refuse(
        "SELECT * FROM ML.DESCRIBE_DATA(MODEL prices, TABLE rows)", "unknown-argument"
    )

    assert written(problem) == "prices"


def test_a_model_that_may_be_left_out_must_exist_where_it_is_given(ask):
    ask.refuse(
        "SELECT * FROM ML.VALIDATE_DATA_DRIFT(TABLE rows, TABLE rows, MODEL nothing)",
        "unknown-model",
    )


def test_an_expression_that_does_not_bind_is_marked_inside_the_call(ask):
    (problem,) = ask.refuse(
        f"SELECT * FROM ML.FEATURES_AT_TIME({FEATURES}, time => date_trunk('day', now()))",
        "unknown-function",
    )

    assert written(problem) == "date_trunk"


@pytest.mark.parametrize(
    "inputs", [f"{FEATURES}, (SELECT r.c AS x)", f"(SELECT r.c AS x), {TIMES}"]
)
def test_either_input_that_reads_the_query_around_is_correlated(ask, inputs):
    text = f"SELECT (SELECT count(*) FROM ML.ENTITY_FEATURES_AT_TIME({inputs})) FROM rows AS r"

    ask.refuse(text, "correlated-ml-call")


def test_a_call_without_a_model_may_stand_in_a_call_with_one(ask):
    (found,) = ask(
        "SELECT count(*) FROM ML.PREDICT(MODEL prices, (SELECT x, z, c FROM"
        " ML.FEATURES_AT_TIME((SELECT CAST(id AS VARCHAR) AS entity_id, x, z, c,"
        " TIMESTAMP '2020-01-01' AS feature_timestamp FROM rows), time => '2021-01-01')))"
    )

    assert found == (1500,)
