"""How sure sums of forecasts are: against worlds whose future is known, and against the formula."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from tests.algorithms.air_passengers import AIR_PASSENGERS, months

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.auto_arima import OrderChoice
from forebay.algorithms.data_frequency import DAY
from forebay.algorithms.decomposed_series import Decomposition
from forebay.algorithms.fitted_series import SeriesPlan, fit_series
from forebay.algorithms.regular_series import regular_series
from forebay.algorithms.series_record import SeriesRecord
from forebay.algorithms.series_sums import SeriesSums
from forebay.algorithms.sum_correlation import last_errors, sum_correlation

SERIES, TIMES, STEPS = 8, 150, 12
LEVEL = 0.8


def shared_shocks(rng):
    """Random walks and noise that are correlated by 0.6 between series."""
    noise = rng.normal(size=(2, SERIES, TIMES + STEPS)) * np.sqrt(0.4)
    noise += rng.normal(size=(2, 1, TIMES + STEPS)) * np.sqrt(0.6)
    return np.cumsum(noise[0], axis=1) + 2 * noise[1]


def shared_level(rng):
    """Independent noise around one slow level: one step ahead nothing seems to be shared."""
    level = 0.3 * np.cumsum(rng.normal(size=TIMES + STEPS))
    return level + 3 * rng.normal(size=(SERIES, TIMES + STEPS))


def independent(rng):
    noise = rng.normal(size=(2, SERIES, TIMES + STEPS))
    return np.cumsum(noise[0], axis=1) + 2 * noise[1]


def covered(world, rounds=50):
    """Return which share of true sums lies in the bounds of their level, in those of none shared.

    The processes are known in their orders, and estimated.
    """
    rng = np.random.default_rng(20)
    plan = SeriesPlan(
        Decomposition(cleans=False, adjusts=False, seasons=()), OrderChoice(order=(0, 1, 1))
    )
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2)
    inside = np.zeros(2)
    for _ in range(rounds):
        values = world(rng)
        fitted = [
            fit_series(regular_series(np.arange(TIMES) * DAY, row, "DAILY", 1000), plan)
            for row in values[:, :TIMES]
        ]
        model = ArimaPlus.of([SeriesRecord.of(one) for one in fitted], (None, None), [])
        found = model.forecast(model.known, STEPS)
        errors = np.array([last_errors(one, 0, TIMES) for one in fitted])
        responses = model.responses(model.known, STEPS)
        (shared,) = sum_correlation(errors, responses, found.error, [np.arange(SERIES)])
        own = (found.error**2).sum(axis=0)
        between = found.error.sum(axis=0) ** 2 - own
        off = np.abs((found.value - values[:, TIMES:]).sum(axis=0))
        inside += [
            (off <= reach * np.sqrt(own + shared * between)).mean(),
            (off <= reach * np.sqrt(own)).mean(),
        ]
    return inside / rounds


@pytest.mark.parametrize("world", [shared_shocks, shared_level, independent])
def test_bounds_of_sums_hold_what_they_say_of_futures_that_are_known(world):
    """80 % of 600 points; points of one round hang together, so one in 20 such shares is 8 off."""
    ours, as_if_independent = covered(world)

    assert ours == pytest.approx(LEVEL, abs=0.08)
    if world is not independent:
        assert as_if_independent < LEVEL - 0.08


def test_without_gaps_it_is_the_quadratic_form_of_the_correlations():
    rng = np.random.default_rng(3)
    errors = rng.normal(size=(5, 200)) + rng.normal(size=200)
    scales = rng.uniform(1, 3, size=(5, 1))

    ((found,),) = sum_correlation(errors, np.ones((5, 1)), scales, [np.arange(5)])

    s = scales[:, 0]
    uncentred = (errors @ errors.T) / np.sqrt(
        np.outer((errors**2).sum(axis=1), (errors**2).sum(axis=1))
    )
    variance = (s**2).sum() + found * (s.sum() ** 2 - (s**2).sum())
    assert variance == pytest.approx(s @ uncentred @ s, rel=1e-12)


def test_errors_of_more_steps_are_made_of_those_of_one():
    rng = np.random.default_rng(4)
    errors = rng.normal(size=(2, 160)) + 0.5 * rng.normal(size=160)
    responses = np.array([[1.0, 0.5, 0.25], [1.0, 1.0, 1.0]])
    scales = np.array([[1.0, 1.2, 1.3], [1.0, 1.4, 1.7]])

    (found,) = sum_correlation(errors, responses, scales, [np.arange(2)])

    ahead = [np.convolve(row, weights, "valid") for row, weights in
             zip(errors, responses, strict=True)]  # fmt: skip
    product = (ahead[0] * ahead[1]).mean()
    assert found[2] == pytest.approx(product / np.sqrt((ahead[0] ** 2).mean() *
                                     (ahead[1] ** 2).mean()), rel=1e-12)  # fmt: skip


def test_only_times_at_which_series_meet_say_how_they_hang_together():
    noise = np.random.default_rng(5).normal(size=100)
    errors = np.array([noise, noise, noise])
    errors[1, :50] = np.nan
    errors[2, 50:] = np.nan
    ones = np.ones((3, 1))
    pairs = [np.array([0, 1]), np.array([1, 2]), np.array([0])]

    found = sum_correlation(errors, ones, ones, pairs)[:, 0]

    # The first is scaled by all of its times, so that half of them need not give 1.
    assert found[0] == pytest.approx(1, abs=0.02)
    # The second two never meet, and one alone has nobody to meet: the widest bound.
    assert found[1:].tolist() == [1, 1]


def test_few_times_promise_nothing():
    errors = np.random.default_rng(6).normal(size=(2, 15))
    ones = np.ones((2, 4))

    assert sum_correlation(errors, ones, ones, [np.arange(2)]).tolist() == [[1.0]]


def test_opposite_errors_are_not_counted_on():
    noise = np.random.default_rng(7).normal(size=100)
    ones = np.ones((2, 1))

    assert sum_correlation(np.array([noise, -noise]), ones, ones, [np.arange(2)])[0, 0] == 0


def test_last_errors_stand_at_the_times_of_all_series():
    fitted = fit_series(regular_series(months(144), AIR_PASSENGERS, "MONTHLY", 200), SeriesPlan())

    whole, late, short = (last_errors(fitted, lag, n) for lag, n in ((0, 150), (3, 20), (30, 20)))

    assert np.isnan(whole[:6]).all()
    assert (whole[-10:] == fitted.residual[-10:]).all()
    assert (late[:17] == fitted.residual[-17:]).all()
    assert np.isnan(late[17:]).all()
    assert np.isnan(short).all()


def test_sums_are_stored_beside_their_series_and_read_again():
    fitted = fit_series(regular_series(months(144), AIR_PASSENGERS, "MONTHLY", 200), SeriesPlan())
    model = ArimaPlus.of([SeriesRecord.of(fitted)], (None, None), [])
    sums = SeriesSums(np.array([2]), np.array([[0.5, 0.25]]), np.array([7.0]))

    stored = model.with_sums(sums)
    read = ArimaPlus.load(stored.describe(), stored.arrays())

    assert read.sums is not None
    assert read.sums.correlation.tolist() == [[0.5, 0.25]]
    assert read.naive_errors[1] == 7
    assert model.sums is None
    # Two points later than without a hierarchy: all series begin after the last point of any.
    later, own = (m.forecast(m.known, n) for m, n in ((read, 3), (model, 5)))
    for name in ("times", "value", "error", "trend", "holiday"):
        assert (getattr(later, name) == getattr(own, name)[:, 2:]).all()
