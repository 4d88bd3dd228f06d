"""ML.METRICS against scikit-learn, which has the same definitions."""

from __future__ import annotations

import pytest
from sklearn import metrics

PAIRS = """
SELECT 3e0 * sin(i) + 5 AS y, 3e0 * sin(i) + 5 + cos(7 * i) AS p,
  ['cat', 'dog', 'owl', NULL][1 + i * i % 7 % 4] AS kind,
  ['cat', 'dog', 'emu'][1 + i * 31 % 11 % 3] AS guess,
  i % 3 = 0 AS late, i % 5 < 2 AS said_late
FROM range(300) r(i)
"""


def figures(ask, actual, predicted, task, rows="pairs"):
    ask.workspace.define_view("pairs", PAIRS)
    text = (
        f"SELECT * FROM ML.METRICS((SELECT * FROM {rows}), predicted_col => '{predicted}',"
        f" actual_col => '{actual}', task_type => '{task}')"
    )
    plain = ask.sql(text)
    return ask.workspace.describe(plain).names, ask.workspace.rows(plain)[0]


def columns(ask, *names):
    condition = " AND ".join(f"{name} IS NOT NULL" for name in names)
    rows = ask.workspace.rows(f"SELECT {', '.join(names)} FROM pairs WHERE {condition}")
    return tuple(list(column) for column in zip(*rows, strict=True))


def test_figures_of_numbers_are_scikit_learns(ask):
    names, found = figures(ask, "y", "p", "regression")
    y, p = columns(ask, "y", "p")

    assert names == (
        "mean_absolute_error", "mean_squared_error", "mean_squared_log_error",
        "median_absolute_error", "r2_score", "explained_variance",
    )  # fmt: skip
    expected = [
        metrics.mean_absolute_error(y, p), metrics.mean_squared_error(y, p),
        metrics.mean_squared_log_error(y, p),
        sorted(abs(a - b) for a, b in zip(y, p, strict=True))[149],  # the lower one of the middle
        metrics.r2_score(y, p), metrics.explained_variance_score(y, p),
    ]  # fmt: skip
    assert found == pytest.approx(expected, rel=1e-12)


def test_figures_of_texts_are_the_mean_over_all_classes_that_occur(ask):
    names, found = figures(ask, "kind", "guess", "classification")
    y, p = columns(ask, "kind", "guess")

    assert names == ("precision", "recall", "accuracy", "f1_score")
    how = {"average": "macro", "zero_division": 0}
    expected = [
        metrics.precision_score(y, p, **how), metrics.recall_score(y, p, **how),
        metrics.accuracy_score(y, p), metrics.f1_score(y, p, **how),
    ]  # fmt: skip
    assert found == pytest.approx(expected, rel=1e-12)


def test_figures_of_booleans_are_those_of_true(ask):
    _, found = figures(ask, "late", "said_late", "CLASSIFICATION")
    y, p = columns(ask, "late", "said_late")

    expected = [
        metrics.precision_score(y, p), metrics.recall_score(y, p),
        metrics.accuracy_score(y, p), metrics.f1_score(y, p),
    ]  # fmt: skip
    assert found == pytest.approx(expected, rel=1e-12)


def test_the_same_labels_as_texts_have_other_figures(ask):
    rows = "(SELECT CAST(late AS VARCHAR) AS late, CAST(said_late AS VARCHAR) AS p FROM pairs)"

    _, as_texts = figures(ask, "late", "p", "classification", rows)
    _, as_booleans = figures(ask, "late", "said_late", "classification")

    assert as_texts[2] == as_booleans[2]
    assert as_texts[0] != pytest.approx(as_booleans[0], abs=0.01)


@pytest.mark.parametrize(
    ("actual", "predicted", "task"),
    [
        ("y", "p", "regression"),
        ("kind", "guess", "classification"),
        ("late", "late", "classification"),
    ],
)
def test_no_rows_give_one_row_of_nulls(ask, actual, predicted, task):
    _, found = figures(ask, actual, predicted, task, "pairs WHERE false")

    assert set(found) == {None}


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("predicted_col => 'x', actual_col => 'z'", ["missing-argument"]),
        ("predicted_col => 'xx', actual_col => 'z', task_type => 'regression'", ["unknown-column"]),
        ("predicted_col => 'x', actual_col => 'c', task_type => 'regression'", ["input-column"]),
        ("predicted_col => 'c', actual_col => 'late', task_type => 'classification'",
         ["input-column"]),
        ("predicted_col => 'x', actual_col => 'z', task_type => 'ranking'", ["bad-argument"]),
        ("predicted_col => 'x', actual_col => 'z', task => 'regression'",
         ["unknown-argument", "missing-argument"]),
    ],
)  # fmt: skip
def test_arguments_that_cannot_be_meant_are_refused(ask, settings, names):
    ask.refuse(f"SELECT * FROM ML.METRICS(TABLE rows, {settings})", *names)
