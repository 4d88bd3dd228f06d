"""Intervals of all metrics through the engine."""

import math

import numpy as np
import pytest

from forebay.evaluate.evidence import Evidence
from forebay.evaluate.figures import figures
from forebay.evaluate.intervals import intervals
from forebay.evaluate.metric_names import metric_names
from forebay.evaluate.quantity import Quantity, single


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
    return {"score": label + random.normal(0, 1, n), "label": label}


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
@pytest.mark.parametrize("role", ["none", "block", "weight"])
def test_each_metric_lies_in_its_interval_and_is_the_figure_itself(scored, task, role):
    columns = columns_of(task, 1_500)
    if role != "none":
        columns[role] = np.arange(1_500) % 50 + (1 if role == "weight" else 0)
    rows = scored(task, **columns)

    found = intervals(rows, metric_names(task), seed_text="model 7")

    values = figures(rows, metric_names(task))
    assert {name: interval.value for name, interval in found.items()} == values
    assert [n for n, i in found.items() if not i.lower <= i.value <= i.upper] == []
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
        found.append(dict(intervals(rows, names, seed_text="model 7")))

    assert repr(found[0]) == repr(found[1]) == repr(found[2])


def test_another_model_has_other_replicates(scored):
    rows = scored("binary", **columns_of("binary", 800))

    one = intervals(rows, ["f1_score"], seed_text="model 7")["f1_score"]
    other = intervals(rows, ["f1_score"], seed_text="model 8")["f1_score"]

    assert one.lower != other.lower
    assert one.lower == pytest.approx(other.lower, abs=0.01)


def test_few_rows_are_corrected_for_bias_and_skewness(scored):
    few = intervals(scored("binary", **columns_of("binary", 800)), ["f1_score"])["f1_score"]
    many = intervals(scored("binary", **columns_of("binary", 1_200)), ["f1_score"])["f1_score"]

    assert few.method == "Poisson bootstrap, BCa"
    assert many.method == "Poisson bootstrap"


def test_rows_above_four_thousand_are_resampled_in_lots_with_the_same_spread(scored):
    """4,096 lots give the standard error of the mean to 1.1 %; 5 % are allowed."""
    columns = columns_of("regression", 40_000)
    rows = scored("regression", **columns)
    evidence = Evidence(rows, [Quantity("mean_absolute_error")])

    units = evidence.units([Quantity("mean_absolute_error")])
    influences = units.influences(single(Quantity("mean_absolute_error")))

    errors = np.abs(columns["score"] - columns["label"])
    assert len(influences) == 4_096
    assert np.sqrt((influences**2).sum()) == pytest.approx(errors.std() / 200, rel=0.05)


@pytest.mark.parametrize("metric", ["roc_auc", "average_precision"])
def test_an_influence_is_how_a_figure_moves_with_the_weight_of_a_row(scored, metric):
    columns = columns_of("binary", 24, seed=4)
    rows = scored("binary", **columns, weight=np.ones(24))
    evidence = Evidence(rows, [Quantity(metric)])
    influences = evidence.units([Quantity(metric)]).influences(single(Quantity(metric)))

    value = figures(rows, [metric])[metric]
    step, moved = 1e-5, []
    for row in range(24):
        weight = np.ones(24)
        weight[row] += step
        heavier = scored("binary", **columns, weight=weight)
        moved.append((figures(heavier, [metric])[metric] - value) / step)

    assert np.sort(influences) == pytest.approx(np.sort(moved), abs=1e-5)


def test_the_influences_of_a_macro_area_sum_to_zero_and_have_its_spread(scored):
    columns = columns_of("multiclass", 900)
    rows = scored("multiclass", **columns)
    evidence = Evidence(rows, [Quantity("roc_auc")])

    influences = evidence.units([Quantity("roc_auc")]).influences(single(Quantity("roc_auc")))

    random = np.random.default_rng(5)
    again = []
    for _ in range(60):
        picked = random.integers(0, 900, 900)
        resampled = {k: v if k == "classes" else v[picked] for k, v in columns.items()}
        again.append(figures(scored("multiclass", **resampled), ["roc_auc"])["roc_auc"])
    assert influences.sum() == pytest.approx(0, abs=1e-9)
    # 60 resamples know a standard deviation to 9 %.
    assert np.sqrt((influences**2).sum()) == pytest.approx(np.std(again), rel=0.3)


def test_one_block_and_no_rows_have_no_interval(scored):
    columns = columns_of("binary", 300)
    one_block = scored("binary", **columns, block=np.ones(300, int))
    empty = scored("binary", score=np.zeros(0), label=np.zeros(0))

    found = [*intervals(one_block).values(), *intervals(empty).values()]

    assert [i for i in found if not (math.isnan(i.lower) or i.lower <= 0.0)] == []
