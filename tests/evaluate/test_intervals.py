"""Intervals of all metrics through the engine."""

import math

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics as sk

from forebay.evaluate.figures import figures
from forebay.evaluate.intervals import intervals
from forebay.evaluate.metric_names import metric_names


def columns_of(task, n, seed=0):
    random = np.random.default_rng(seed)
    if task == "multiclass":
        score = random.dirichlet(np.ones(3), n)
        picked = (random.random((n, 1)) > score.cumsum(axis=1)).sum(axis=1)
        return {"score": score, "label": picked, "classes": ("a", "b", "c")}
    if task == "binary":
        score = np.round(random.beta(1.5, 3, n), 3)
        return {"score": score, "label": (random.random(n) < score).astype(int)}
    label = random.gamma(3, 2, n) + 1
    score = label + random.normal(0, 1, n)
    return {"score": score, "label": label, "inside": random.random(n) < 0.9}


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
@pytest.mark.parametrize("role", ["none", "block", "weight"])
def test_each_metric_lies_in_its_interval_and_is_the_figure_itself(scored, task, role):
    columns = columns_of(task, 1_500)
    if role != "none":
        columns[role] = np.arange(1_500) % 50 + (1 if role == "weight" else 0)
    rows = scored(task, **columns)

    found = intervals(rows, metric_names(task))

    values = figures(rows, metric_names(task))
    assert {name: interval.value for name, interval in found.items()} == values
    outside = {n for n, i in found.items() if not i.lower <= i.value <= i.upper}
    # The debiased error may be below 0, or what chance adds to calm gaps is taken off real ones.
    assert outside <= {"calibration_error"}
    assert all(found[n].value < found[n].lower for n in outside)
    assert [n for n, i in found.items() if i.upper - i.lower <= 0] == []


@pytest.mark.parametrize("task", ["binary", "regression"])
@pytest.mark.parametrize("n", [700, 4_200])
def test_intervals_have_the_same_bits_for_any_order_of_rows_and_any_threads(scored, task, n):
    """SEMANTICS 11."""
    columns = columns_of(task, n)
    random = np.random.default_rng(1)
    names = {
        "binary": ["roc_auc", "average_precision", "f1_score", "calibration_error"],
        "regression": ["mean_absolute_error", "median_absolute_error", "r2_score"],
    }[task]

    found = []
    for threads in (1, 2, 4):
        order = random.permutation(n)
        shuffled = {name: np.asarray(values)[order] for name, values in columns.items()}
        rows = scored(task, threads=threads, **shuffled)
        found.append(dict(intervals(rows, names)))

    assert repr(found[0]) == repr(found[1]) == repr(found[2])


@pytest.mark.parametrize(
    ("task", "metric", "method"),
    [
        ("binary", "accuracy", "Wilson"),
        ("binary", "precision", "Wilson"),
        ("binary", "roc_auc", "logit-DeLong"),
        ("binary", "average_precision", "delta method"),
        ("binary", "f1_score", "delta method"),
        ("binary", "calibration_error", "calibration bound"),
        ("multiclass", "accuracy", "Wilson"),
        ("multiclass", "precision", "delta method"),
        ("multiclass", "roc_auc", "delta method"),
        ("regression", "median_absolute_error", "order statistics"),
        ("regression", "r2_score", "delta method"),
    ],
)
def test_each_figure_says_how_its_interval_was_made(scored, task, metric, method):
    found = intervals(scored(task, **columns_of(task, 400)), [metric])

    assert found[metric].method == method


@pytest.mark.parametrize("metric", ["f1_score", "average_precision", "brier_score", "roc_auc"])
def test_an_interval_is_that_of_scipys_bootstrap(scored, metric):
    """600 rows and 4,000 resamples: ends agree to a tenth of the width."""
    columns = columns_of("binary", 600)
    label, score = columns["label"], columns["score"]
    figure = {
        "f1_score": lambda y, s: sk.f1_score(y, s > 0.5),
        "average_precision": sk.average_precision_score,
        "brier_score": sk.brier_score_loss,
        "roc_auc": sk.roc_auc_score,
    }[metric]

    found = intervals(scored("binary", **columns), [metric])[metric]

    resampled = stats.bootstrap(
        (label, score), figure, paired=True, vectorized=False, n_resamples=1_500,
        method="BCa", rng=1,
    ).confidence_interval  # fmt: skip
    width = resampled.high - resampled.low
    assert found.lower == pytest.approx(resampled.low, abs=0.15 * width)
    assert found.upper == pytest.approx(resampled.high, abs=0.15 * width)


def test_the_interval_of_a_macro_area_has_the_width_of_resampled_rows(scored):
    columns = columns_of("multiclass", 900)
    found = intervals(scored("multiclass", **columns), ["roc_auc"])["roc_auc"]

    random = np.random.default_rng(5)
    again = []
    for _ in range(200):
        picked = random.integers(0, 900, 900)
        label, score = columns["label"][picked], columns["score"][picked]
        again.append(sk.roc_auc_score(label, score, multi_class="ovr"))

    # 200 resamples know a standard deviation to 5 %.
    assert found.upper - found.lower == pytest.approx(2 * 1.96 * np.std(again), rel=0.15)


def test_weights_that_are_all_the_same_change_nothing(scored):
    columns = columns_of("binary", 500)
    names = [name for name in metric_names("binary") if name != "roc_auc"]

    once = intervals(scored("binary", **columns), names)
    heavy = intervals(scored("binary", **columns, weight=np.full(500, 8.0)), names)

    for name in names:
        assert heavy[name].lower == pytest.approx(once[name].lower, abs=2e-3), name
        assert heavy[name].upper == pytest.approx(once[name].upper, abs=2e-3), name


def test_a_proportion_of_blocks_that_are_all_right_counts_its_blocks(scored):
    score, block = np.tile([0.1, 0.9], 300), np.arange(600) // 20
    rows = scored("binary", score=score, label=np.tile([0, 1], 300), block=block)

    found = intervals(rows, ["accuracy"])["accuracy"]

    # Wilson's end for 30 of 30 with Student's quantile of 29 degrees.
    t = stats.t.ppf(0.975, 29)
    assert found.lower == pytest.approx(30 / (30 + t**2), abs=1e-9)
    assert found.upper == 1.0


def test_one_block_and_no_rows_have_no_interval(scored):
    columns = columns_of("binary", 300)
    one_block = scored("binary", **columns, block=np.ones(300, int))
    empty = scored("binary", score=np.zeros(0), label=np.zeros(0))

    found = [*intervals(one_block).values(), *intervals(empty).values()]

    assert [i for i in found if not (math.isnan(i.lower) or i.lower <= 0.0)] == []
