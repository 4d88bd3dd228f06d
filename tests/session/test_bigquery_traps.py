"""Each trap that people fall into with BigQuery ML has a test that names it, here or elsewhere."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from forebay import connect
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from tests.shop import Shop

TESTS = Path(__file__).parents[1]
# The trap, and the test that shows that it is none here.
TRAPS = {
    "ML.EVALUATE answers from a cache after a model was trained again": (
        "session/test_bigquery_traps.py",
        "test_figures_are_those_of_the_version_that_is_asked",
    ),
    "an old XGBoost is the default, and much worse": (
        "algorithms/test_tree_options.py",
        "test_every_version_of_xgboost_begins_with_the_label_mean",
    ),
    "the same statement gives another model": (
        "session/test_bigquery_traps.py",
        "test_the_same_statement_gives_the_same_model",
    ),
    "training succeeds, and the model is worse than the mean": (
        "gate/test_default_standards.py",
        "test_the_first_model_must_be_better_than_the_baseline",
    ),
    "frequency_threshold leaves rare categories out without a word": (
        "features/test_preprocessing.py",
        "test_rare_categories_are_counted_and_told",
    ),
    "rows taken by LIMIT look like skew": (
        "query/test_validate_data.py",
        "test_a_sample_by_hash_of_the_same_table_is_no_alarm",
    ),
    "a model is trained on the rows that LIMIT happens to give": (
        "project/test_make_nodes.py",
        "test_what_a_model_is_made_from_can_be_repeated",
    ),
    "a BOOL label and the same label as STRING have other figures": (
        "session/test_bigquery_traps.py",
        "test_a_label_has_the_same_figures_as_truth_value_text_and_number",
    ),
    "ML.METRICS has another rule for texts, as in BigQuery ML": (
        "query/test_metrics.py",
        "test_the_same_labels_as_texts_have_other_figures",
    ),
    "a join of predictions with features multiplies rows": (
        "checks/test_apply.py",
        "test_a_fan_out_join_breaks_the_key_of_its_table",
    ),
    "six months without data are interpolated": (
        "build/test_series.py",
        "test_gaps_duplicates_and_series_that_cannot_be_learned_are_told",
    ),
    "forecast limits and ML.EXPLAIN_FORECAST exclude each other": (
        "build/test_series.py",
        "test_limits_and_explanations_go_together",
    ),
    "an exported booster has no names of features": (
        "export/test_export_model.py",
        "test_xgboost_loads_a_booster_that_answers_alike",
    ),
    "model_registry is taken, and the model cannot be deployed": (
        "algorithms/test_options.py",
        "test_an_option_of_bigquery_that_is_not_supported_says_what_to_do",
    ),
    "ML.RECOMMEND answers for a user that nobody knows": (
        "session/test_bigquery_traps.py",
        "test_what_is_not_there_is_refused_by_its_name",
    ),
}
ROWS = """CREATE TABLE rows AS
SELECT i AS id, (i * 7919) % 1000 / 10.0 AS x, ['a', 'b', 'c'][1 + (i * i) % 3] AS c,
  (i * 7919) % 1000 + (i * 37) % 900 > 900 AS is_late
FROM range(1200) r(i)
"""
LABELS = {
    "truth": "is_late",
    "text": "CASE WHEN is_late THEN 'yes' ELSE 'no' END",
    "number": "CAST(is_late AS BIGINT)",
}
TYPES = {
    "linear": ("LOGISTIC_REG", "is_late", ""),
    "trees": ("BOOSTED_TREE_CLASSIFIER", "is_late", ", subsample = 0.5, max_iterations = 3"),
    "forest": ("RANDOM_FOREST_CLASSIFIER", "is_late", ", num_parallel_tree = 5"),
    "clusters": ("KMEANS", "", ", num_clusters = 3"),
    "parts": ("PCA", "", ", pca_explained_variance_ratio = 0.6"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_has_its_test(trap: str) -> None:
    file, name = TRAPS[trap]

    tree = ast.parse((TESTS / file).read_text())

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def evaluated(shop: Shop, model: str) -> Any:
    with connect(shop.root) as session:
        (row,) = session.sql(f"SELECT * FROM ML.EVALUATE(MODEL {model})").fetchall()
    return row


def test_figures_are_those_of_the_version_that_is_asked(shop: Shop) -> None:
    shop.build()
    first = evaluated(shop, "converts")
    shop.visits(seed=2)

    shop.build()

    second = evaluated(shop, "converts")
    assert first != second
    assert evaluated(shop, "converts@1") == first
    assert evaluated(shop, "converts@2") == second


def test_a_label_has_the_same_figures_as_truth_value_text_and_number() -> None:
    with connect() as session:
        session.sql(ROWS)
        found = []
        for name, label in LABELS.items():
            session.sql(
                f"CREATE MODEL of_{name} OPTIONS (model_type = 'LOGISTIC_REG',"
                " input_label_cols = ['label']) KEY (id) PREDICT AT NONE"
                f" AS SELECT id, x, c, {label} AS label FROM rows"
            )
            found += session.sql(f"SELECT * FROM ML.EVALUATE(MODEL of_{name})").fetchall()

    assert found[0] == found[1] == found[2]
    assert 0.5 < found[0][0] < 1


@pytest.mark.parametrize("kind", TYPES)
def test_the_same_statement_gives_the_same_model(kind: str) -> None:
    model_type, label, options = TYPES[kind]
    about = f"model_type = '{model_type}'" + (f", input_label_cols = ['{label}']" if label else "")
    columns = f"id, x, c{', ' + label if label else ''}"

    answers = []
    for _ in range(2):
        with connect() as session:
            session.sql(ROWS)
            session.sql(
                f"CREATE MODEL m OPTIONS ({about}{options}) KEY (id) PREDICT AT NONE"
                f" AS SELECT {columns} FROM rows"
            )
            rows = session.sql("SELECT * FROM ML.PREDICT(MODEL m, (SELECT * FROM rows))")
            answers.append(rows.fetchall())

    assert answers[0] == answers[1]


def test_what_is_not_there_is_refused_by_its_name() -> None:
    with connect() as session:
        session.sql(ROWS)
        with pytest.raises(ProjectError, match=r"ML\.RECOMMEND is not supported"):
            session.sql("SELECT * FROM ML.RECOMMEND(MODEL m)").fetchall()
        with pytest.raises(ProjectError, match="MATRIX_FACTORIZATION"):
            session.sql(
                "CREATE MODEL m OPTIONS (model_type = 'MATRIX_FACTORIZATION') AS SELECT * FROM rows"
            )
