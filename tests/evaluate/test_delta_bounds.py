"""Bounds by the delta method against SciPy's intervals and statsmodels'."""

import math

import numpy as np
import pytest
from scipy import special, stats
from statsmodels.stats.weightstats import DescrStatsW

from forebay.evaluate.delta_bounds import delta_bounds
from forebay.evaluate.scale import Scale
from forebay.evaluate.spread import Spread


def spread_of_mean(x):
    """Return the spread of the mean of some numbers, from its definition."""
    pulls = (x - x.mean()) / len(x)
    return Spread(
        variance=x.var(ddof=1) / len(x),
        df=len(x) - 1,
        below=min(0, pulls.min()) ** 2,
        above=max(0, pulls.max()) ** 2,
        skew=stats.skew(x) / (6 * math.sqrt(len(x))),
    )


@pytest.mark.parametrize("n", [8, 60, 400])
def test_without_more_rows_and_skewness_a_mean_has_students_interval(n):
    x = np.random.default_rng(n).normal(3, 2, n)
    plain = Spread(x.var(ddof=1) / n, n - 1, 0.0, 0.0)

    found = delta_bounds(x.mean(), plain, Scale(), "", more=0)

    assert found.around(0.025) == pytest.approx(DescrStatsW(x).tconfint_mean(alpha=0.05))
    # A tenth of the error rate of a bound is kept back.
    assert (found.lower(0.025), found.upper(0.025)) == pytest.approx(
        DescrStatsW(x).tconfint_mean(alpha=0.045)
    )


def test_on_the_logit_scale_it_is_the_interval_of_the_logit():
    found = delta_bounds(0.8, Spread(0.0016, math.inf, 0.0, 0.0), Scale(0.0, 1.0), "", more=0)

    # The standard error of the logit is that of the figure over p (1 - p).
    half = stats.norm.ppf(0.975) * 0.04 / (0.8 * 0.2)
    ends = special.expit(special.logit(0.8) + np.array([-half, half]))
    assert found.interval(0.95).lower == pytest.approx(ends[0])
    assert found.interval(0.95).upper == pytest.approx(ends[1])


@pytest.mark.parametrize("seed", range(5))
def test_the_correction_for_skewness_is_that_of_the_bootstrap_that_corrects_for_it(seed):
    """The end in the long tail is BCa's of SciPy to a tenth of a standard error."""
    x = np.random.default_rng(seed).exponential(size=150)
    found = delta_bounds(x.mean(), spread_of_mean(x), Scale(), "", more=0)

    corrected = stats.bootstrap(
        (x,), np.mean, n_resamples=20_000, confidence_level=0.9, method="BCa", rng=seed
    ).confidence_interval

    error = x.std(ddof=1) / math.sqrt(len(x))
    assert found.upper(0.05) == pytest.approx(corrected.high, abs=0.1 * error)
    assert found.upper(0.05) - x.mean() > 1.05 * stats.t.ppf(0.95, 149) * error
    # In the short tail nothing is taken away: that end may be farther out, never farther in.
    assert found.lower(0.05) < corrected.low + 0.1 * error


def test_a_bound_counts_three_more_rows_and_an_interval_a_part_of_one():
    spread = Spread(0.01, math.inf, 0.002, 0.0005)

    found = delta_bounds(5.0, spread, Scale(), "")

    z = stats.norm.ppf(0.955)
    assert found.lower(0.05) == pytest.approx(5 - z * math.sqrt(0.01 + 3 * 0.002))
    assert found.upper(0.05) == pytest.approx(5 + z * math.sqrt(0.01 + 3 * 0.0005))
    z = stats.norm.ppf(0.975)
    assert found.around(0.025)[0] == pytest.approx(5 - z * math.sqrt(0.01 + 0.25 * 0.002))
    on_a_scale = delta_bounds(5.0, spread, Scale(0.0), "").around(0.025)[0]
    assert on_a_scale == pytest.approx(5 * math.exp(-z * math.sqrt(0.01 + 0.5 * 0.002) / 5))


def test_where_pieces_have_no_limit_the_scale_takes_nothing_back():
    """The curvature of a logarithm would draw the upper end in."""
    spread, scale = Spread(0.04, math.inf, 0.0, 0.0, 0.05), Scale(0.0)

    closed, wide = (delta_bounds(1.0, spread, scale, "", more=0, is_open=o) for o in (False, True))

    z = stats.norm.ppf(0.975)
    push, bend = 0.05 + 0.1 * z * z, -0.5 * 0.2 * z * z
    assert closed.around(0.025)[1] == pytest.approx(math.exp(0.2 * (z + push + bend)))
    assert wide.around(0.025)[1] == pytest.approx(math.exp(0.2 * (z + push)))
    assert closed.around(0.025)[0] == wide.around(0.025)[0]


def test_bounds_widen_with_certainty_and_contain_the_figure():
    found = delta_bounds(0.9, Spread(0.001, 12, 0.0002, 0.0001, 0.1), Scale(0.0, 1.0), "")

    lower = [found.lower(alpha) for alpha in (0.4, 0.05, 0.001)]
    upper = [found.upper(alpha) for alpha in (0.4, 0.05, 0.001)]
    assert 0.0 < lower[2] < lower[1] < lower[0] < 0.9 < upper[0] < upper[1] < upper[2] < 1.0


def test_a_variance_of_one_piece_bounds_nothing_and_of_none_is_unknown():
    single = delta_bounds(0.7, Spread(0.01, 0, 0.0, 0.0), Scale(0.0, 1.0), "")
    none = delta_bounds(0.7, Spread(math.nan, 0, math.nan, math.nan), Scale(0.0, 1.0), "")

    assert (single.lower(0.05), single.upper(0.05)) == (0.0, 1.0)
    assert math.isnan(none.lower(0.05))
