"""ARIMA processes against printed estimates, and against statsmodels' state space models."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.datasets import nile, sunspots
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.innovations.arma_innovations import arma_innovations
from statsmodels.tsa.stattools import kpss
from tests.algorithms.air_passengers import AIR_PASSENGERS, LUTEINIZING_HORMONE

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.arma_likelihood import whiten
from forebay.algorithms.auto_arima import OrderChoice, auto_arima
from forebay.algorithms.count_differences import count_differences, level_statistic
from forebay.algorithms.decomposed_series import Decomposition
from forebay.algorithms.fit_arma import fit_arma
from forebay.algorithms.fitted_series import SeriesPlan, fit_series
from forebay.algorithms.quasi_newton import quasi_newton
from forebay.algorithms.regular_series import regular_series
from forebay.algorithms.series_record import SeriesRecord

PLAIN = Decomposition(cleans=False, adjusts=False, seasons=())
MINUTES = 60_000_000


def learned(values, order):
    series = regular_series(
        np.arange(len(values)) * 10 * MINUTES, np.asarray(values), "AUTO_FREQUENCY", 10**6
    )
    fitted = fit_series(series, SeriesPlan(PLAIN, OrderChoice(order=order)))
    return ArimaPlus.of([SeriesRecord.of(fitted)], (None, None), [])


def forecast(values, order, horizon):
    model = learned(values, order)
    return model.forecast(model.known, horizon)


@pytest.mark.parametrize(
    ("order", "ar", "mean", "variance", "likelihood", "aic"),
    [
        ((1, 0), [0.5739], 2.4133, 0.1975, -29.38, 64.76),
        ((3, 0), [0.6448, -0.0634, -0.2198], 2.3931, 0.1787, -27.09, 64.18),
    ],
)
def test_estimates_of_lh_are_those_that_r_prints(order, ar, mean, variance, likelihood, aic):
    """``example(arima)`` of R, arima(lh, order = ...); all digits that are printed."""
    fit = fit_arma(LUTEINIZING_HORMONE, order, has_mean=True)

    assert fit.ar == pytest.approx(ar, abs=6e-5)
    assert fit.mean == pytest.approx(mean, abs=6e-5)
    assert fit.variance == pytest.approx(variance, abs=6e-5)
    assert fit.log_likelihood == pytest.approx(likelihood, abs=6e-3)
    assert fit.aic == pytest.approx(aic, abs=6e-3)


def test_forecasts_of_lh_are_those_that_r_prints():
    """``example(predict.Arima)`` of R: predict(arima(lh, order = c(3,0,0)), n.ahead = 12)."""
    found = forecast(LUTEINIZING_HORMONE, (3, 0, 0), 12)

    assert found.value[0, :6] == pytest.approx(
        [2.460173, 2.270829, 2.198597, 2.260696, 2.346939, 2.414479], abs=2e-5
    )
    assert found.error[0, :2] == pytest.approx([0.4226823, 0.5029332], abs=2e-5)


@pytest.mark.parametrize(
    ("order", "ar", "mean"),
    [((2, 0), [1.390656, -0.688571], 49.6594), ((3, 0), [1.300810, -0.508093, -0.129650], 49.7499)],
)
def test_estimates_of_sunspots_are_those_of_the_statsmodels_guide(order, ar, mean):
    """Autoregressive Moving Average (ARMA): Sunspots data; maximum likelihood."""
    values = sunspots.load().data["SUNACTIVITY"].to_numpy(float)

    fit = fit_arma(values, order, has_mean=True)

    assert fit.ar == pytest.approx(ar, abs=2e-5)
    assert fit.mean == pytest.approx(mean, abs=2e-3)


def test_the_search_finds_the_process_of_the_nile_that_auto_arima_of_r_finds():
    """forecast::auto.arima(Nile): ARIMA(1,1,1), ar1 0.2544, ma1 -0.8741, likelihood -630.63."""
    values = nile.load().data["volume"].to_numpy(float)

    best = auto_arima(values, OrderChoice())[0]

    assert (len(best.process.ar), best.differences, len(best.process.ma)) == (1, 1, 1)
    assert not best.has_drift
    assert best.process.ar == pytest.approx([0.2544], abs=6e-5)
    assert best.process.ma == pytest.approx([-0.8741], abs=6e-5)
    assert best.process.log_likelihood == pytest.approx(-630.63, abs=6e-3)
    assert best.process.aic == pytest.approx(1267.25, abs=6e-3)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (LUTEINIZING_HORMONE, (1, 0, 1)),
        (AIR_PASSENGERS, (2, 1, 1)),
        (AIR_PASSENGERS, (0, 1, 2)),
        (nile.load().data["volume"].to_numpy(float), (1, 1, 1)),
        (nile.load().data["volume"].to_numpy(float), (0, 1, 1)),
    ],
)
def test_forecasts_are_those_of_a_state_space_model(values, order):
    """statsmodels' ARIMA, by its Kalman filter: to the tolerance of both searches."""
    oracle = ARIMA(values, order=order, trend="c" if order[1] == 0 else "n").fit()
    theirs = oracle.get_forecast(8)

    ours = forecast(values, order, 8)

    scale = np.std(values)
    assert ours.value[0] == pytest.approx(theirs.predicted_mean, abs=2e-3 * scale)
    assert ours.error[0] == pytest.approx(theirs.se_mean, rel=2e-3)


@pytest.mark.parametrize(
    ("ar", "ma"), [([0.5], [0.3]), ([0.5, -0.2], []), ([], [0.3, 0.2]), ([0.5, 0.1, 0.1], [0.2])]
)
def test_innovations_are_those_of_the_public_function_of_statsmodels(ar, ma):
    values = np.diff(AIR_PASSENGERS)
    theirs, variances = arma_innovations(values, np.array(ar), np.array(ma), 1.0)

    ours = whiten([values], np.array(ar), np.array(ma))

    assert ours.errors[0] == pytest.approx(theirs, abs=1e-9)
    assert ours.variances == pytest.approx(variances, rel=1e-12)


@pytest.mark.filterwarnings("ignore:The test statistic", "ignore:kpss currently returns")
@pytest.mark.parametrize("values", [AIR_PASSENGERS, np.diff(AIR_PASSENGERS), LUTEINIZING_HORMONE])
def test_the_statistic_for_a_level_is_that_of_statsmodels(values):
    n_lags = int(4 * (len(values) / 100) ** 0.25)

    assert level_statistic(values) == pytest.approx(kpss(values, "c", nlags=n_lags)[0], rel=1e-9)


def test_what_wanders_is_differenced_and_what_does_not_is_not():
    noise = np.random.default_rng(5).standard_normal((40, 120))

    assert np.mean([count_differences(one) == 0 for one in noise]) > 0.85  # the test errs in 5 %
    assert np.mean([count_differences(one.cumsum()) >= 1 for one in noise]) > 0.85


def test_the_number_of_candidates_is_that_of_bigquery_ml():
    """BigQuery ML's page on options: 12, 20, 30 and 42 processes for maximum orders 2 to 5."""
    values = np.random.default_rng(2).standard_normal(200).cumsum()

    counts = {most: len(auto_arima(values, OrderChoice(most=most))) for most in (1, 2, 3)}

    assert count_differences(values) == 1
    assert counts == {1: 6, 2: 12, 3: 20}


def test_a_minimum_order_leaves_the_smaller_ones_out():
    found = auto_arima(AIR_PASSENGERS, OrderChoice(least=2, most=2))

    assert {len(one.process.ar) + len(one.process.ma) for one in found} == {2}


def test_a_search_ends_at_the_lowest_place():
    def banana(x):
        return float((1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2)

    assert quasi_newton(banana, np.array([-1.2, 1.0])) == pytest.approx([1.0, 1.0], abs=1e-3)


@pytest.mark.parametrize("order", [(1, 0, 0), (0, 1, 1), (1, 1, 0)])
def test_as_many_values_fall_into_a_prediction_interval_as_it_says(order):
    """150 series of a known process, five steps ahead; 80 % within four standard errors."""
    rng = np.random.default_rng(11)
    inside = []
    for _ in range(150):
        errors = rng.standard_normal(160)
        changes = errors.copy()
        for t in range(1, 160):
            past = changes[t - 1] if order[0] else 0.0
            changes[t] = 0.6 * past + errors[t] + (0.4 * errors[t - 1] if order[2] else 0.0)
        values = changes.cumsum() if order[1] else changes
        low, high = forecast(values[40:155], order, 5).bounds(0.8)
        inside.append(low[0, 4] <= values[159] <= high[0, 4])

    assert np.mean(inside) == pytest.approx(0.8, abs=4 * np.sqrt(0.8 * 0.2 / 150))


def test_a_constant_and_a_straight_line_go_on_for_ever_without_doubt():
    for values, following in ((np.full(30, 7.0), [7, 7, 7]), (np.arange(30.0), [30, 31, 32])):
        found = fit_series(
            regular_series(np.arange(30) * 10 * MINUTES, values, "AUTO_FREQUENCY", 1000),
            SeriesPlan(),
        )
        model = ArimaPlus.of([SeriesRecord.of(found)], (None, None), [])
        ahead = model.forecast(model.known, 3)

        assert ahead.value[0] == pytest.approx(following)
        assert ahead.error[0].tolist() == [0, 0, 0]
