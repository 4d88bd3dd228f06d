"""A session without a project (SEMANTICS 37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from forebay.errors import ProjectError
from forebay.session import Result, connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.session.memory import MemorySession

MODEL = """
CREATE OR REPLACE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y'])
KEY (id) PREDICT AT NONE STANDARDS (r2_score >= {floor}) AS SELECT id, x, y FROM given;
"""


@pytest.fixture
def fb() -> Iterator[MemorySession]:
    """A session with 2,000 rows of y = 3 x + 1 and noise."""
    session = connect()
    draw = np.random.default_rng(3)
    x = draw.normal(size=2000)
    given = {"id": np.arange(2000), "x": x, "y": 3 * x + 1 + draw.normal(scale=0.5, size=2000)}
    session.register("given", given)
    yield session
    session.close()


def test_statements_run_in_order_and_the_last_one_answers(fb: MemorySession) -> None:
    found = fb.sql("CREATE TABLE a AS SELECT count(*) AS n FROM given; SELECT n FROM a;")

    assert isinstance(found, Result)
    assert found.fetchall() == [(2000,)]


def test_a_name_may_be_defined_again(fb: MemorySession) -> None:
    fb.sql("CREATE TABLE a AS SELECT 1 AS n")

    fb.sql("CREATE OR REPLACE TABLE a AS SELECT 2 AS n")

    assert fb.sql("SELECT n FROM a").fetchone() == (2,)


def test_a_model_is_trained_judged_and_answers(fb: MemorySession) -> None:
    built = fb.sql(MODEL.format(floor=0.9))

    weights = fb.sql("SELECT weight FROM ML.WEIGHTS(MODEL m) WHERE processed_input = 'x'")

    assert built.outcome == "done"
    assert weights.fetchone() == (pytest.approx(3, abs=0.1),)


def test_a_refused_model_keeps_its_old_version_and_the_result_says_so(fb: MemorySession) -> None:
    fb.sql(MODEL.format(floor=0.9))

    again = fb.sql(MODEL.format(floor=0.9999))

    assert again.outcome == "refused"
    assert fb.sql("SELECT count(*) FROM ML.PREDICT(MODEL m, TABLE given)").fetchone() == (2000,)


def test_a_wrong_statement_leaves_the_session_as_it_was(fb: MemorySession) -> None:
    fb.sql("CREATE TABLE a AS SELECT 1 AS n")

    with pytest.raises(ProjectError, match="nope"):
        fb.sql("CREATE OR REPLACE TABLE a AS SELECT nope FROM given")

    assert fb.sql("SELECT n FROM a").fetchone() == (1,)


def test_a_failed_check_is_a_result_and_no_exception(fb: MemorySession) -> None:
    built = fb.sql("CREATE TABLE a (*, CONSTRAINT positive EXPECT (x > 0)) AS SELECT * FROM given")

    assert built.outcome == "failed"
    with pytest.raises(ProjectError, match="not live"):
        fb.sql("SELECT * FROM a")


def test_data_of_an_unknown_kind_cannot_be_registered(fb: MemorySession) -> None:
    with pytest.raises(ProjectError, match="cannot be registered"):
        fb.register("b", 3)


def test_alter_model_changes_what_is_told_and_trains_nothing(fb: MemorySession) -> None:
    fb.sql(MODEL.format(floor=0.9))

    built = fb.sql("ALTER MODEL m SET OPTIONS (description = 'a line')")

    assert built.run.trained == 0
    assert "description = 'a line'" in (fb.root / "sql" / "m.sql").read_text()


def test_alter_model_cannot_change_what_is_learned(fb: MemorySession) -> None:
    fb.sql(MODEL.format(floor=0.9))

    with pytest.raises(ProjectError, match='ALTER MODEL cannot change "l2_reg"'):
        fb.sql("ALTER MODEL m SET OPTIONS (l2_reg = 1)")


def test_a_dropped_model_is_gone(fb: MemorySession) -> None:
    fb.sql(MODEL.format(floor=0.9))

    fb.sql("DROP MODEL m")

    with pytest.raises(ProjectError, match="unknown-model"):
        fb.sql("SELECT * FROM ML.WEIGHTS(MODEL m)")


def test_if_exists_forgives_a_model_that_is_not_there(fb: MemorySession) -> None:
    assert (
        fb.sql("DROP MODEL IF EXISTS m; ALTER MODEL IF EXISTS m SET OPTIONS ()").outcome == "done"
    )


@pytest.mark.parametrize("statement", ["DROP MODEL m", "ALTER MODEL m SET OPTIONS (tags = ['a'])"])
def test_a_model_that_is_not_there_is_an_error(fb: MemorySession, statement: str) -> None:
    with pytest.raises(ProjectError, match='there is no model "m"'):
        fb.sql(statement)


def test_a_name_is_dropped_as_what_it_is(fb: MemorySession) -> None:
    fb.sql("CREATE VIEW v AS SELECT 1 AS n")

    with pytest.raises(ProjectError, match='there is no table "v"'):
        fb.sql("DROP TABLE IF EXISTS v")


def test_if_not_exists_trains_nothing_when_the_model_is_there(fb: MemorySession) -> None:
    fb.sql(MODEL.format(floor=0.9))

    again = MODEL.format(floor=0.5).replace("OR REPLACE MODEL", "MODEL IF NOT EXISTS")

    assert fb.sql(again.replace("x, y", "x * 2 AS x, y")).run.trained == 0


def test_a_temporary_table_is_a_table_of_the_session(fb: MemorySession) -> None:
    assert fb.sql("CREATE TEMP TABLE a AS SELECT 1 AS n; SELECT n FROM a").fetchone() == (1,)


def test_a_model_that_never_was_live_says_why(fb):
    fb.sql("CREATE TABLE noise AS SELECT i AS x, hash(i) % 2 = 0 AS y FROM range(2000) t(i)")
    built = fb.sql(
        "CREATE MODEL coin OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y'])"
        " STANDARDS (roc_auc >= 0.9) AS SELECT x, y FROM noise"
    )

    assert built.outcome == "refused"
    assert "coin v1 was refused: roc_auc" in repr(built)
    with pytest.raises(ProjectError) as caught:
        fb.sql("SELECT * FROM ML.EVALUATE(MODEL coin)")
    (problem,) = caught.value.problems
    assert problem.name == "no-live-version"
    assert "v1" in problem.message
    assert "needs 0.9" in problem.detail
    assert "coin@refused" in problem.hint
    assert fb.sql("SELECT * FROM ML.EVALUATE(MODEL coin@refused)").fetchone()


def test_without_gate_rows_a_question_is_answered_from_training_rows_and_a_build_is_not(fb):
    fb.sql("CREATE TABLE few AS SELECT i AS x, i % 3 AS g, i * 2.0 AS y FROM range(90) t(i)")
    fb.sql(
        "CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) AS FROM few"
    )

    told = fb.sql("SELECT * FROM ML.EVALUATE(MODEL m)").fetchall()

    assert told == fb.sql("SELECT * FROM ML.EVALUATE(MODEL m, TABLE few)").fetchall()
    assert fb.sql("SELECT count(*) FROM ML.GLOBAL_EXPLAIN(MODEL m)").fetchone() == (2,)
    built = fb.sql("CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m)")
    assert [problem.name for problem in built.problems] == ["no-gate-rows"]


@pytest.mark.parametrize("given", ["TABLE nope", "(SELECT * FROM nope)"])
def test_a_table_that_a_call_cannot_find_is_shown_where_it_stands(fb, given):
    fb.sql(
        "CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) KEY (id)"
        " PREDICT AT NONE AS SELECT id, x, y FROM given"
    )

    with pytest.raises(ProjectError) as caught:
        fb.sql(f"SELECT * FROM ML.PREDICT(MODEL m, {given})")

    (problem,) = caught.value.problems
    assert (problem.name, problem.span.text) == ("unknown-table", "nope")
