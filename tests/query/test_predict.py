from __future__ import annotations

import numpy as np
import pytest

from forebay.errors import Source
from forebay.query import prepare
from forebay.sql.parse_query import parse_query


def test_two_classes_give_bigquerys_columns_and_then_those_of_the_data(ask):
    text = "SELECT * FROM ML.PREDICT(MODEL late_trees, TABLE rows)"

    columns = ask.bind(text).columns

    assert [(c.name, c.type) for c in columns[:3]] == [
        ("predicted_late", "BOOLEAN"),
        ("predicted_late_probs", 'STRUCT("label" BOOLEAN, prob DOUBLE)[]'),
        ("id", "BIGINT"),
    ]
    assert [c.name for c in columns[2:]] == ["id", "x", "z", "c", "late", "kind", "price"]


def test_every_row_comes_back_once_in_its_order(ask):
    """SEMANTICS 21: appended by position, in one ordered stream."""
    found = ask("SELECT id FROM ML.PREDICT(MODEL late_trees, (FROM rows ORDER BY id DESC))")

    assert [row[0] for row in found] == list(range(1499, -1, -1))


def test_probabilities_sum_to_1_and_the_highest_comes_first(ask):
    for model, label in (("late_trees", "late"), ("kinds", "kind")):
        found = ask(
            f"SELECT predicted_{label}, predicted_{label}_probs"
            f" FROM ML.PREDICT(MODEL {model}, TABLE rows)"
        )

        for predicted, entries in found:
            probabilities = [e["prob"] for e in entries]
            assert sum(probabilities) == pytest.approx(1.0, abs=1e-12)
            assert probabilities == sorted(probabilities, reverse=True)
            if label == "kind":
                assert predicted == entries[0]["label"]


def test_the_model_and_the_row_function_agree(ask):
    """SEMANTICS 24: what a query predicts is what a single row gets."""
    model = ask.models["kinds"]
    found = ask(
        "SELECT x, z, c, predicted_kind_probs FROM ML.PREDICT(MODEL kinds,"
        " (FROM rows WHERE id < 50))"
    )

    for x, z, c, entries in found:
        row = model.features.row({"x": x, "z": z, "c": c})
        scores = model.model.score([np.array([value]) for value in row])[0]
        by_label = {e["label"]: e["prob"] for e in entries}
        # The engine's exponential is not NumPy's, and its weights hold the constants of features: a
        # few units in the last place of a score, which is some hundreds for shares of 1e-266.
        assert [by_label[k] for k in model.classes] == pytest.approx(
            scores.tolist(), rel=1e-11, abs=0
        )


def test_above_the_threshold_is_positive(ask):
    """SEMANTICS 29."""
    text = (
        "SELECT predicted_late, ML.PROBABILITY(predicted_late_probs, TRUE)"
        " FROM ML.PREDICT(MODEL late_trees, TABLE rows, STRUCT(0.9 AS threshold))"
    )

    assert all(predicted == (p > 0.9) for predicted, p in ask(text))


def test_a_threshold_is_for_two_classes(ask):
    ask.refuse(
        "SELECT * FROM ML.PREDICT(MODEL kinds, TABLE rows, STRUCT(0.5 AS threshold))",
        "threshold-needs-two-classes",
    )


def test_a_regression_predicts_a_number(ask):
    (found,) = ask(
        "SELECT predicted_price, price FROM ML.PREDICT(MODEL prices, (FROM rows WHERE id = 1))"
    )

    assert found[0] == pytest.approx(found[1], rel=0.2)


def test_missing_features_are_all_named_with_the_nearest(ask):
    problems = ask.refuse(
        "SELECT * FROM ML.PREDICT(MODEL late_trees, (SELECT id, x AS xx, c AS cc FROM rows))",
        "missing-feature", "missing-feature", "missing-feature",
    )  # fmt: skip

    assert any(p.hint.startswith('did you mean "xx"?') for p in problems)
    assert problems[0].span.text == "SELECT id, x AS xx, c AS cc FROM rows"


def test_names_are_compared_without_regard_to_case_and_the_order_does_not_count(ask):
    plain = ask("SELECT predicted_late FROM ML.PREDICT(MODEL late_trees, TABLE rows)")
    inner = "SELECT c AS C, z AS Z, x FROM rows"
    turned = ask(f"SELECT predicted_late FROM ML.PREDICT(MODEL LATE_TREES, ({inner}))")

    assert plain == turned


def test_a_text_is_no_number(ask):
    ask.refuse(
        "SELECT * FROM ML.PREDICT(MODEL late_trees,"
        " (SELECT * REPLACE (CAST(x AS VARCHAR) AS x) FROM rows))",
        "feature-type",
    )


def test_a_column_called_like_a_prediction_is_refused(ask):
    ask.refuse(
        "SELECT * FROM ML.PREDICT(MODEL late_trees, (SELECT *, 1 AS predicted_late FROM rows))",
        "duplicate-column",
    )


def test_no_rows_give_no_rows(ask):
    assert ask("SELECT * FROM ML.PREDICT(MODEL kinds, (FROM rows WHERE id < 0))") == []


def test_columns_of_every_type_come_back_as_they_were(ask):
    columns = (
        "CAST(id AS HUGEINT) * 1000000000000000000000 AS huge, CAST(c AS ENUM('a', 'b', 'c')) AS e,"
        " uuid_of AS u, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS tz, [1, NULL] AS l,"
        " {'a': id} AS s, TIME '05:30' AS clock, CAST('x' AS BLOB) AS blob, INTERVAL 1 DAY AS i,"
        " CAST(1.5 AS DECIMAL(9, 3)) AS m, CAST('{}' AS JSON) AS j, MAP {'k': 1} AS mp,"
        " CAST([1.0, 2.0] AS DOUBLE[2]) AS arr"
    )
    source = (
        f"SELECT x, z, c, {columns} FROM (SELECT *,"
        " CAST('00000000-0000-0000-0000-000000000001' AS UUID) AS uuid_of FROM rows) WHERE id < 3"
    )

    found = ask(f"SELECT * EXCLUDE (predicted_late, predicted_late_probs)"
                f" FROM ML.PREDICT(MODEL late_trees, ({source}))")  # fmt: skip

    assert found == ask.workspace.rows(source)


def test_many_batches_stay_in_order(ask, monkeypatch):
    """SEMANTICS 21."""
    monkeypatch.setattr("forebay.query.scored_stream._BATCH_ROWS", 97)
    text = "SELECT id, predicted_late FROM ML.PREDICT(MODEL late_trees, (FROM rows ORDER BY id))"
    few = ask(text)
    monkeypatch.setattr("forebay.query.scored_stream._BATCH_ROWS", 100_000)
    query = text.replace("ORDER BY id", "ORDER BY id ")

    assert ask(query) == few


def test_scoring_tells_how_many_rows_are_done(ask, monkeypatch):
    monkeypatch.setattr("forebay.query.scored_stream._BATCH_ROWS", 1000)
    done = []
    query = parse_query(Source("q", "SELECT * FROM ML.PREDICT(MODEL late_trees, TABLE rows)"))

    prepare(query, ask.workspace, ask.resolve, ask.scratch, on_rows=done.append)

    assert done == [1000, 1500]
