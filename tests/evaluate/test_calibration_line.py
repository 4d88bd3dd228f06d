"""Slope and intercept of a calibration against statsmodels, and where there is no answer."""

import math

import numpy as np
import pytest
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from forebay.evaluate.figures import figures
from forebay.evaluate.intervals import intervals

LINE = ["calibration_slope", "calibration_intercept"]


def world(seed, n, slope, intercept):
    """Labels whose log-odds are a line over those of the scores."""
    random = np.random.default_rng(seed)
    z = random.normal(-1, 1.2, n)
    truth = 1 / (1 + np.exp(-(intercept + slope * z)))
    return (random.random(n) < truth).astype(int), 1 / (1 + np.exp(-z)), z


def test_intervals_are_those_of_a_regression_with_robust_errors(scored):
    """statsmodels, HC0; the engine's pulls give n / (n - 1) of its variance, and Student's t.

    An interval counts a quarter of a row beside, as all of figures without limits do.
    """
    label, score, z = world(1, 4_000, 0.7, 0.3)

    found = intervals(scored("binary", score=score, label=label), LINE)

    binomial = families.Binomial()
    both = GLM(label, np.column_stack([np.ones(len(z)), z]), binomial).fit(cov_type="HC0")
    alone = GLM(label, np.ones(len(z)), binomial, offset=z).fit(cov_type="HC0")
    for name, value, error in (
        ("calibration_slope", both.params[1], both.bse[1]),
        ("calibration_intercept", alone.params[0], alone.bse[0]),
    ):
        one = found[name]
        assert one.value == pytest.approx(value, abs=1e-6)
        assert (one.upper - one.lower) / 2 == pytest.approx(1.96 * error, rel=0.02)


def test_a_calibrated_model_has_one_and_zero(scored):
    label, score, _ = world(2, 20_000, 1.0, 0.0)

    found = intervals(scored("binary", score=score, label=label), LINE)

    assert found["calibration_slope"].lower < 1 < found["calibration_slope"].upper
    assert found["calibration_intercept"].lower < 0 < found["calibration_intercept"].upper


@pytest.mark.parametrize(
    ("label", "score", "known"),
    [
        ([1, 1, 1, 1], [0.1, 0.4, 0.6, 0.9], []),
        ([0, 1, 0, 1], [0.3, 0.3, 0.3, 0.3], ["calibration_intercept"]),
        ([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9], ["calibration_intercept"]),
        ([0, 1, 1, 0], [0.0, 1.0, 0.6, 0.3], LINE[1:]),
    ],
    ids=["one class", "one score", "told apart", "certain"],
)
def test_without_an_answer_there_is_none(scored, label, score, known):
    found = figures(scored("binary", score=np.array(score), label=np.array(label)), LINE)

    assert [name for name in LINE if not math.isnan(found[name])] == known


def test_the_bits_do_not_depend_on_threads_or_on_the_order_of_the_rows(scored):
    label, score, _ = world(3, 3_000, 1.3, -0.2)
    turned = np.random.default_rng(4).permutation(len(label))

    one = figures(scored("binary", score=score, label=label), LINE)
    two = figures(scored("binary", score=score[turned], label=label[turned], threads=4), LINE)

    assert one == two
