"""How often printed intervals cover the true figure, and bounds promise too much.

Samples are drawn from known models. Promised are, in ``docs/standards.md``: an interval covers in
93 to 97 % of samples, and a model that is just at a figure passes it in at most 5 %. A rate p from
K samples is known to sqrt(p (1 - p) / K); three of these are allowed beyond the promise. The full
size, ``make test-statistics``, prints the rates. Pulls are computed in closed form here; that the
engine's are the same is shown in test_pulls.py.
"""

import math
import runpy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from forebay.evaluate.delta_bounds import delta_bounds
from forebay.evaluate.exact_share import exact_share
from forebay.evaluate.metric_names import METRICS
from forebay.evaluate.scale import Scale

WORLDS = runpy.run_path(str(Path(__file__).with_name("worlds.py")))
HAND = runpy.run_path(str(Path(__file__).with_name("by_hand.py")))
ROWS = {50: 10_000, 200: 10_000, 1_000: 10_000, 5_000: 3_000}  # and repeats, in full
CHUNK = 400_000


def grid(*few, of=tuple(ROWS), percents=(50, 20, 5)):
    """Return cells of (rows, percent of positives, repeats): few by default, all if asked for.

    Left out are those with fewer than 10 positives: they have no interval.
    """
    cells = [(n, p, ROWS[n]) for n in of for p in percents if n * p > 10 * 100]
    return [*few, *(pytest.param(*cell, marks=pytest.mark.slow_statistics) for cell in cells)]


def chunks(world, n, repeats, seed):
    """Yield samples of a world, so many at once that they fit into memory."""
    random = np.random.default_rng(seed)
    for start in range(0, repeats, max(1, CHUNK // n)):
        yield world.draw(random, min(max(1, CHUNK // n), repeats - start), n)


def bounded(metric, value, spread, rarer=math.inf, bias=0.0):
    """Return what ``estimate`` makes of a figure and its spread."""
    scale = Scale(METRICS[metric].low, METRICS[metric].high)
    if not scale.holds(value - bias):
        width = scale.high - scale.low
        return exact_share((value - scale.low) / width, rarer).moved(scale.low, width)
    if metric == "roc_auc":
        return delta_bounds(value, spread, scale, "", more=1.0)
    if metric == "average_precision":
        spread = replace(spread, df=min(spread.df, rarer - 1.0))
    return delta_bounds(value - bias, spread, scale, "")


def expect_promise(found, truth, record, *, upwards, bounds_too=True):
    """Assert both promises for estimates of one figure, and record the rates."""
    name, estimates = found
    k = len(estimates)
    intervals = [estimate.interval() for estimate in estimates]
    covered = sum(i.lower <= truth <= i.upper for i in intervals) / k
    passed = sum(e.lower(0.05) > truth if upwards else e.upper(0.05) < truth for e in estimates) / k
    record(name, f"covers {covered:.1%} false pass {passed:.1%}")
    spare = 3 * math.sqrt(0.05 * 0.95 / k)
    assert 0.93 - spare <= covered <= 0.97 + spare, name
    assert passed <= 0.05 + spare or not bounds_too, name


def two_class_estimates(world, n, repeats):
    """Return the estimates of every figure that is no proportion, by name."""
    found = {}
    for drawn, scores in chunks(world, n, repeats, 11):
        fewest = np.minimum(drawn.sum(axis=1), (1 - drawn).sum(axis=1))
        kept = fewest >= 10
        label, score, rarer = drawn[kept], scores[kept], fewest[kept].astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            figures = HAND["counts"](label, (score > world.threshold) * 1.0)
        figures |= HAND["losses"](label, score)
        for metric, (value, pulls) in figures.items():
            several = zip(value, HAND["spreads"](pulls), rarer, strict=True)
            found.setdefault(metric, []).extend(
                bounded(metric, float(v), s, float(m)) for v, s, m in several if math.isfinite(v)
            )
        add_ranked(found, label, score)
    return found


def add_ranked(found, label, score):
    rarer = np.minimum(label.sum(axis=1), (1 - label).sum(axis=1))
    value, pulls = HAND["area"](label, score)
    several = zip(value, HAND["class_spreads"](label, pulls), rarer, strict=True)
    found.setdefault("roc_auc", []).extend(
        bounded("roc_auc", float(v), s, float(m)) for v, s, m in several
    )
    value, pulls, bias = HAND["precision"](label, score)
    several = zip(value, HAND["spreads"](pulls), rarer, bias, strict=True)
    found.setdefault("average_precision", []).extend(
        bounded("average_precision", float(v), s, float(m), float(b)) for v, s, m, b in several
    )


@pytest.mark.parametrize(("n", "percent", "repeats"), grid((200, 50, 150), (1_000, 5, 100)))
def test_figures_of_two_classes(n, percent, repeats, record_property):
    world = WORLDS["CALIBRATED"][percent]
    truth = world.truth()

    found = two_class_estimates(world, n, repeats)

    for metric, estimates in found.items():
        upwards = METRICS[metric].direction == "higher"
        # Below 50 of a class the gate judges nothing: bounds need not hold there.
        judged = n >= 200 and n * min(percent, 100 - percent) >= 50 * 100
        expect_promise(
            (metric, estimates), truth[metric], record_property, upwards=upwards, bounds_too=judged
        )


@pytest.mark.parametrize("width", [0.6, 1.0, 1.6])
@pytest.mark.parametrize("area", [0.6, 0.8, 0.9])
@pytest.mark.parametrize(("n", "percent", "repeats"), grid((200, 50, 60), of=(200, 1_000, 5_000)))
def test_areas_of_scores_that_spread_unequally(n, percent, repeats, area, width, record_property):
    if n * percent < 50 * 100:
        pytest.skip("below the floor of the gate")
    world = WORLDS["Separated"](area, width, percent / 100)
    truth, found = world.truth(), {}

    for label, score in chunks(world, n, repeats, 12):
        add_ranked(found, label, score)

    for metric, estimates in found.items():
        expect_promise((metric, estimates), truth[metric], record_property, upwards=True)


@pytest.mark.parametrize(("n", "_percent", "repeats"), grid((100, 100, 200), percents=(100,)))
@pytest.mark.parametrize("errors", ["normal", "heavy"])
def test_figures_of_numbers(n, _percent, repeats, errors, record_property):
    world = WORLDS["Numbers"](errors)
    found = {}

    for label, score in chunks(world, n, repeats, 13):
        for metric, (value, pulls) in HAND["errors"](label, score).items():
            several = zip(value, HAND["spreads"](pulls), strict=True)
            found.setdefault(metric, []).extend(bounded(metric, float(v), s) for v, s in several)

    for metric, truth in world.truth().items():
        upwards = METRICS[metric].direction == "higher"
        expect_promise((metric, found[metric]), truth, record_property, upwards=upwards)
