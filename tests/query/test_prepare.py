"""SEMANTICS 20: calls inside queries."""

from __future__ import annotations

import pytest

from forebay.errors import EngineError, ProjectError

PREDICT = "ML.PREDICT(MODEL late_trees, {})"


def test_a_query_without_calls_stays_as_it_is(ask):
    assert ask.sql("SELECT 1 AS one") == "SELECT 1 AS one"


def test_calls_are_answered_from_the_inside_out(ask):
    inner = PREDICT.format("(FROM rows WHERE id < 10)")
    text = f"""
        SELECT count(*), count(predicted_price)
        FROM ML.PREDICT(MODEL prices, (SELECT * FROM {inner} WHERE id >= 5)) AS p
    """

    assert ask(text) == [(5, 5)]


def test_several_calls_join_like_tables(ask):
    text = (
        f"SELECT count(*) FROM {PREDICT.format('TABLE rows')} a"
        " JOIN ML.PREDICT(MODEL prices, TABLE rows) b USING (id)"
        " WHERE (SELECT accuracy FROM ML.EVALUATE(MODEL kinds)) > 0"
    )

    assert ask(text) == [(1500,)]


def test_visible_ctes_travel_with_a_call(ask):
    inner = "(SELECT * FROM b -- why\n)"
    text = f"""
        WITH a AS (SELECT * FROM rows WHERE id < 100),
             b AS (SELECT * FROM a WHERE id >= 90),
             unused AS (SELECT 1 AS one)
        SELECT count(*), min(id) FROM {PREDICT.format(inner)}
    """

    assert ask(text) == [(10, 90)]


def test_a_table_argument_means_a_cte_before_a_relation(ask):
    text = (
        "WITH rows AS (SELECT * FROM rows WHERE id < 7)"
        f" SELECT count(*) FROM {PREDICT.format('TABLE rows')}"
    )

    assert ask(text) == [(7,)]


def test_an_inner_with_sees_the_ctes_around_it(ask):
    inner = "(WITH b AS (SELECT * FROM a WHERE id > 3) SELECT * FROM b)"
    text = (
        f"WITH a AS (SELECT * FROM rows WHERE id < 10) SELECT count(*) FROM {PREDICT.format(inner)}"
    )

    assert ask(text) == [(6,)]


def test_a_cte_out_of_sight_does_not_travel(ask):
    text = (
        "SELECT (WITH rows AS (SELECT 1 AS x) SELECT count(*) FROM rows) AS one,"
        f" count(*) FROM {PREDICT.format('TABLE rows')}"
    )

    assert ask(text) == [(1, 1500)]


def test_a_cte_that_a_call_and_the_query_use_is_run_once(ask):
    text = f"""
        WITH a AS (SELECT *, random() AS r FROM rows WHERE id < 50)
        SELECT count(*) FROM {PREDICT.format("(SELECT * FROM a)")} p JOIN a USING (id, r)
    """

    assert ask(text) == [(50,)]


def test_a_call_inside_a_cte_is_read_by_a_later_call(ask):
    text = f"""
        WITH p AS (SELECT id, x, z, c, price, predicted_late
                   FROM {PREDICT.format("(FROM rows WHERE id < 20)")})
        SELECT count(*), (SELECT count(*) FROM p)
        FROM ML.PREDICT(MODEL prices, (SELECT * FROM p WHERE id < 5))
    """

    assert ask(text) == [(5, 20)]


def test_a_recursive_cte_can_travel(ask):
    text = f"""
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4)
        SELECT count(*) FROM {PREDICT.format("(SELECT * FROM rows WHERE id IN (FROM n))")}
        WHERE id < (SELECT max(i) FROM n)
    """

    assert ask(text) == [(4,)]


def test_a_call_in_a_recursive_cte_is_refused(ask):
    text = f"""
        WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL
                             SELECT i + 1 FROM n, {PREDICT.format("TABLE rows")} WHERE i < 4)
        SELECT * FROM n
    """

    ask.refuse(text, "recursive-ml-call")


def test_a_correlated_inner_query_is_refused(ask):
    for text in (
        f"SELECT * FROM rows o, {PREDICT.format('(SELECT * FROM rows WHERE id = o.id)')} p",
        f"SELECT (SELECT count(*) FROM {PREDICT.format('(SELECT o.x, o.z, o.c)')}) FROM rows o",
    ):
        ask.refuse(text, "correlated-ml-call")
        with pytest.raises(ProjectError, match="correlated-ml-call"):
            ask.sql(text)


def test_a_mistake_inside_a_call_has_its_place_in_the_persons_text(ask):
    text = f"WITH a AS (SELECT * FROM rows)\nSELECT * FROM {PREDICT.format('(SELECT idd FROM a)')}"

    (problem,) = ask.refuse(text, "unknown-column")

    assert problem.span is not None
    assert (problem.span.text, problem.span.line) == ("idd", 2)


def test_a_failure_while_running_has_its_place_in_the_persons_text(ask):
    inner = "(SELECT * REPLACE (CAST(c AS INTEGER) + x AS x) FROM rows)"
    text = f"SELECT * FROM {PREDICT.format(inner)}"

    with pytest.raises(EngineError) as caught:
        ask.sql(text)

    assert caught.value.problems[0].name == "cast-failed"


def test_all_mistakes_of_all_calls_are_told_at_once(ask):
    text = (
        "SELECT * FROM ML.PREDICT(MODEL late_trees, (SELECT id FROM rows)),"
        " ML.WEIGHTS(MODEL late_trees)"
    )

    ask.refuse(text, "missing-feature", "missing-feature", "missing-feature", "not-supported")


def test_the_same_query_can_be_asked_twice(ask):
    text = f"SELECT count(*) FROM {PREDICT.format('(FROM rows WHERE id < 3)')}"

    assert ask(text) == ask(text)


def test_a_view_with_a_call_and_a_query_with_a_call_do_not_meet(ask):
    view = ask.sql(f"SELECT id, predicted_late FROM {PREDICT.format('(FROM rows WHERE id < 9)')}")
    ask.workspace.define_view("v", view)

    query = ask.sql(
        "SELECT * FROM ML.PREDICT(MODEL prices, (FROM rows WHERE id < 4)) JOIN v USING (id)"
    )

    assert len(ask.workspace.rows(query)) == 4
    with pytest.raises(ProjectError):
        ask.bind("SELECT * FROM v")
