"""The figures against scikit-learn, and where nothing can be computed."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sklearn import metrics as sklearn
from tests.evaluate.line_by_hand import line_by_hand

from forebay.algorithms.resolve_costs import Costs
from forebay.errors import ProjectError
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.figures import figures
from forebay.evaluate.metric_names import evaluate_columns, metric_names
from forebay.evaluate.quantity import Quantity

EXACT = {"rel": 1e-9, "abs": 1e-12}


def two_classes(seed, n=400, *, ties=True):
    """Return labels, scores with ties, and weights."""
    random = np.random.default_rng(seed)
    label = (random.random(n) < 0.3).astype(int)
    score = 1 / (1 + np.exp(-(random.normal(size=n) + 1.2 * label - 0.8)))
    return label, np.round(score, 2) if ties else score, random.uniform(0.1, 3, n)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("weighted", [False, True])
def test_figures_of_two_classes_are_those_of_scikit_learn(scored, seed, weighted):
    label, score, weight = two_classes(seed, ties=seed % 2 == 0)
    columns = {"weight": weight} if weighted else {}
    rows = scored("binary", score=score, label=label, threshold=0.4, **columns)

    found = figures(rows, metric_names("binary"))

    predicted, w = score > 0.4, weight if weighted else None
    share = np.average(label, weights=w) * (1 - np.average(label, weights=w))
    slope, intercept = line_by_hand(label, score, weight if weighted else np.ones(len(label)))
    assert {k: v for k, v in found.items() if k != "calibration_error"} == pytest.approx(
        {
            "precision": sklearn.precision_score(label, predicted, sample_weight=w),
            "recall": sklearn.recall_score(label, predicted, sample_weight=w),
            "accuracy": sklearn.accuracy_score(label, predicted, sample_weight=w),
            "f1_score": sklearn.f1_score(label, predicted, sample_weight=w),
            "log_loss": sklearn.log_loss(label, score, sample_weight=w),
            "roc_auc": sklearn.roc_auc_score(label, score, sample_weight=w),
            "balanced_accuracy": sklearn.balanced_accuracy_score(label, predicted, sample_weight=w),
            "average_precision": sklearn.average_precision_score(label, score, sample_weight=w),
            "brier_score": sklearn.brier_score_loss(label, score, sample_weight=w),
            "brier_skill": 1 - sklearn.brier_score_loss(label, score, sample_weight=w) / share,
            "calibration_slope": slope,
            "calibration_intercept": intercept,
            "matthews_correlation": sklearn.matthews_corrcoef(label, predicted, sample_weight=w),
            "positive_rate": np.average(predicted, weights=w),
            "false_positive_rate": 1
            - sklearn.recall_score(label, predicted, pos_label=0, sample_weight=w),
            # Without costs every wrong answer costs 1.
            "expected_cost": 1 - sklearn.accuracy_score(label, predicted, sample_weight=w),
        },
        **EXACT,
    )


def test_the_expected_cost_is_that_of_the_confusion_matrix_by_each_ones_threshold(scored):
    label, score, _ = two_classes(3)
    costs = Costs(0.5, 2.0, 30.0, 1.0)
    rows = scored("binary", score=score, label=label, champion=score, threshold=0.4)
    rows = replace(rows, costs=costs, thresholds=(("champion", 0.2),))

    for scorer, threshold in (("score", 0.4), ("champion", 0.2)):
        found = Evidence(rows, [Quantity("expected_cost", scorer)])
        counts = sklearn.confusion_matrix(label, score > threshold).ravel()
        expected = np.dot(counts, costs) / len(label)
        assert found.value(Quantity("expected_cost", scorer)) == pytest.approx(expected, **EXACT)


@pytest.mark.parametrize("n_classes", [3, 7])
@pytest.mark.parametrize("weighted", [False, True])
def test_figures_of_several_classes_are_the_macro_averages_of_scikit_learn(
    scored, n_classes, weighted
):
    random = np.random.default_rng(n_classes)
    score = np.round(random.dirichlet(np.ones(n_classes), 500), 2)
    label = random.integers(0, n_classes, 500)
    weight = random.uniform(0.1, 3, 500)
    columns = {"weight": weight} if weighted else {}
    names = tuple(f"c{k}" for k in range(n_classes))
    rows = scored("multiclass", classes=names, score=score, label=label, **columns)

    found = figures(rows, metric_names("multiclass"))

    w, best = weight if weighted else None, score.argmax(axis=1)
    macro = {"average": "macro", "zero_division": 0, "sample_weight": w}
    each = [(label == k, score[:, k]) for k in range(n_classes)]
    assert found == pytest.approx(
        {
            "precision": sklearn.precision_score(label, best, **macro),
            "recall": sklearn.recall_score(label, best, **macro),
            "accuracy": sklearn.accuracy_score(label, best, sample_weight=w),
            "f1_score": sklearn.f1_score(label, best, **macro),
            "log_loss": np.mean([sklearn.log_loss(y, s, sample_weight=w) for y, s in each]),
            "roc_auc": np.mean([sklearn.roc_auc_score(y, s, sample_weight=w) for y, s in each]),
            "balanced_accuracy": sklearn.balanced_accuracy_score(label, best, sample_weight=w),
        },
        **EXACT,
    )


@pytest.mark.parametrize("shift", [0.0, 1e6])
@pytest.mark.parametrize("weighted", [False, True])
def test_figures_of_numbers_are_those_of_scikit_learn(scored, shift, weighted):
    random = np.random.default_rng(5)
    label = shift + 5 + random.gamma(2, 2, 401)
    score = label + random.normal(0.3, 1, 401)
    score[:50] = label[:50]
    weight = random.uniform(0.1, 3, 401)
    columns = {"weight": weight} if weighted else {}
    rows = scored("regression", score=score, label=label, **columns)

    found = figures(rows, metric_names("regression"))

    w = weight if weighted else None
    mse = sklearn.mean_squared_error(label, score, sample_weight=w)
    # scikit-learn's own logarithm loses digits where labels are large and errors small.
    logs = np.log1p((score - label) / (1 + label)) ** 2
    expected = {
        "mean_absolute_error": sklearn.mean_absolute_error(label, score, sample_weight=w),
        "mean_squared_error": mse,
        "root_mean_squared_error": math.sqrt(mse),
        "mean_squared_log_error": np.average(logs, weights=w),
        "r2_score": sklearn.r2_score(label, score, sample_weight=w),
        "explained_variance": sklearn.explained_variance_score(label, score, sample_weight=w),
        "mean_absolute_percentage_error": 100
        * sklearn.mean_absolute_percentage_error(label, score, sample_weight=w),
        "bias": np.average(score - label, weights=w),
    }
    if not weighted:
        expected["median_absolute_error"] = sklearn.median_absolute_error(label, score)
    tolerance = {"rel": 1e-9 if shift == 0 else 3e-9, "abs": 1e-15}
    assert {name: found[name] for name in expected} == pytest.approx(expected, **tolerance)


@pytest.mark.parametrize("weighted", [False, True])
def test_coverage_is_the_share_of_labels_in_their_intervals(scored, weighted):
    random = np.random.default_rng(6)
    label, inside, weight = random.normal(size=300), random.random(300) < 0.8, random.random(300)
    columns = {"weight": weight} if weighted else {}
    rows = scored("regression", score=label, label=label, inside=inside, **columns)
    without = scored("regression", score=label, label=label)

    found = figures(rows, ["interval_coverage"])["interval_coverage"]

    expected = np.average(inside, weights=weight if weighted else None)
    assert found == pytest.approx(expected, **EXACT)
    assert math.isnan(figures(without, ["interval_coverage"])["interval_coverage"])


def test_the_median_error_is_the_lower_middle_value(scored):
    """BigQuery ML's rule; scikit-learn would say 2.5."""
    rows = scored("regression", score=[1.0, 2.0, 3.0, 4.0], label=[0.0, 0.0, 0.0, 0.0])

    assert figures(rows, ["median_absolute_error"]) == {"median_absolute_error": 2.0}


def test_the_weighted_median_error_is_where_half_of_the_weight_is_reached(scored):
    rows = scored("regression", score=[1.0, 2.0, 9.0], label=[0.0] * 3, weight=[1.0, 1.0, 3.0])

    assert figures(rows, ["median_absolute_error"]) == {"median_absolute_error": 9.0}


def test_precision_is_nan_if_nothing_is_predicted_positive(scored):
    rows = scored("binary", score=[0.1, 0.2, 0.3], label=[0, 1, 1])

    found = figures(rows, ["precision", "recall", "f1_score", "matthews_correlation"])

    assert math.isnan(found.pop("precision"))
    assert found == {"recall": 0.0, "f1_score": 0.0, "matthews_correlation": 0.0}


def test_precision_is_zero_if_no_row_predicted_positive_is(scored):
    rows = scored("binary", score=[0.9, 0.2, 0.3], label=[0, 1, 1])

    assert figures(rows, ["precision"]) == {"precision": 0.0}


def test_one_class_has_no_area_and_constant_scores_have_half(scored):
    one_class = scored("binary", score=[0.1, 0.7], label=[1, 1])
    constant = scored("binary", score=[0.4] * 4, label=[0, 1, 1, 0])

    alone = figures(one_class, ["roc_auc", "balanced_accuracy", "accuracy"])
    flat = figures(constant, ["roc_auc", "average_precision", "calibration_error"])

    assert math.isnan(alone["roc_auc"])
    assert math.isnan(alone["balanced_accuracy"])
    assert alone["accuracy"] == 0.5
    assert (flat["roc_auc"], flat["average_precision"]) == (0.5, 0.5)
    # Four coins of 0.4: |2 - 1.6| / 4, less E|X - 1.6| / 4 of the binomial (4, 0.4).
    chance = [math.comb(4, k) * 0.4**k * 0.6 ** (4 - k) * abs(k - 1.6) for k in range(5)]
    assert flat["calibration_error"] == pytest.approx(0.1 - sum(chance) / 4)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_no_rows_give_nan_everywhere(scored, task):
    columns = {"score": np.zeros((0, 3)) if task == "multiclass" else np.zeros(0)}
    rows = scored(
        task,
        classes=("a", "b", "c")[: 3 if task == "multiclass" else 2],
        label=np.zeros(0),
        **columns,
    )

    found = figures(rows, metric_names(task))

    assert [name for name, value in found.items() if not math.isnan(value)] == []


def test_equal_labels_have_no_r2_and_impossible_logarithms_no_figure(scored):
    equal = scored("regression", score=[1.0, 2.0], label=[3.0, 3.0])
    negative = scored("regression", score=[-2.0, 2.0], label=[0.0, 3.0])

    flat = figures(equal, ["r2_score", "explained_variance"])
    log = figures(negative, ["mean_squared_log_error", "mean_absolute_percentage_error", "bias"])

    assert all(math.isnan(value) for value in flat.values())
    assert math.isnan(log["mean_squared_log_error"])
    assert math.isnan(log["mean_absolute_percentage_error"])
    assert log["bias"] == -1.5


def test_rows_without_label_or_score_are_left_out(scored):
    rows = scored(
        "regression", score=[1.0, np.nan, 5.0, np.inf, 3.0], label=[2.0, 1.0, np.nan, 1.0, 3.0]
    )

    assert figures(rows, ["mean_absolute_error"]) == {"mean_absolute_error": 0.5}


def test_a_condition_narrows_the_rows(scored):
    rows = scored("binary", score=[0.9, 0.9, 0.9], label=[1, 0, 0], where="label = 0")

    assert figures(rows, ["accuracy"]) == {"accuracy": 0.0}
    assert math.isnan(figures(rows.narrowed("score < 0.5"), ["accuracy"])["accuracy"])


def test_evaluate_has_the_columns_of_bigquery_ml(scored):
    rows = scored("binary", score=[0.9, 0.1], label=[1, 0])

    assert tuple(figures(rows)) == evaluate_columns("binary")


def test_a_metric_of_another_task_is_refused_by_name(scored):
    rows = scored("binary", score=[0.9, 0.1], label=[1, 0])

    with pytest.raises(ProjectError, match=r"unknown-metric.*no metric of a binary"):
        figures(rows, ["r2_score"])


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_figures_have_the_same_bits_for_any_order_of_rows_and_any_threads(scored, task):
    """SEMANTICS 11."""
    random = np.random.default_rng(3)
    n = 150_000 if task == "binary" else 30_000
    if task == "multiclass":
        score = np.round(random.dirichlet(np.ones(3), n), 4)
        label = random.integers(0, 3, n)
    elif task == "binary":
        score, label = np.round(random.random(n), 5), random.integers(0, 2, n)
    else:
        label = random.lognormal(3, 2, n)
        score = label * random.lognormal(0, 0.3, n)
    weight = random.random(n)

    found = []
    for threads in (1, 2, 4):
        order = random.permutation(n)
        rows = scored(
            task,
            classes=("a", "b", "c") if task == "multiclass" else ("a", "b"),
            threads=threads,
            score=score[order],
            label=label[order],
            weight=weight[order],
        )
        names = [name for name in metric_names(task) if name != "interval_coverage"]
        found.append(dict(figures(rows, names)))

    assert found[0] == found[1] == found[2]


def test_large_and_small_numbers_keep_their_digits(scored):
    huge = scored("regression", score=[1e140, 3e140], label=[0.0, 0.0])
    tiny = scored("regression", score=[1e-140, 3e-140], label=[0.0, 0.0])

    assert figures(huge, ["mean_absolute_error"])["mean_absolute_error"] == pytest.approx(2e140)
    assert figures(tiny, ["mean_absolute_error"])["mean_absolute_error"] == pytest.approx(2e-140)
