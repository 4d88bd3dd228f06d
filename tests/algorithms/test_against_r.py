"""Models and series against R 4.2.2, on data sets that R ships.

The figures are in cases/algorithms/reference.json, which cases/algorithms/reference.R prints; R's
packages stats and datasets alone are read. A tolerance is that of the two searches: R's own
documentation promises no more of ``arima`` than its optimiser finds.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_iris
from statsmodels.datasets import nile
from tests.algorithms.air_passengers import AIR_PASSENGERS, LUTEINIZING_HORMONE, months
from tests.algorithms.test_arima import PLAIN, forecast
from tests.algorithms.test_kmeans import points, squares
from tests.algorithms.test_p_values import FULL, P_VALUES, found_by, standardised
from tests.algorithms.test_pca import USARRESTS, directions

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.auto_arima import OrderChoice
from forebay.algorithms.fitted_series import SeriesPlan, fit_series
from forebay.algorithms.regular_series import regular_series
from forebay.algorithms.seasonal_parts import seasonal_parts
from forebay.algorithms.series_record import SeriesRecord

REFERENCE = json.loads(
    (Path(__file__).parents[1] / "cases" / "algorithms" / "reference.json").read_text()
)
CO2 = np.array(REFERENCE["co2"])  # Mauna Loa, months of 1959 to 1997; statsmodels ships weeks
NILE = nile.load().data["volume"].to_numpy(float)
SERIES = {
    "lh_1_0_0": LUTEINIZING_HORMONE,
    "lh_3_0_0": LUTEINIZING_HORMONE,
    "nile_1_1_1": NILE,
    "nile_0_1_1": NILE,
    "air_passengers_2_1_1": AIR_PASSENGERS,
    "log_air_passengers_0_1_1": np.log(AIR_PASSENGERS)[12:] - np.log(AIR_PASSENGERS)[:-12],
    "co2_1_1_1": CO2[12:] - CO2[:-12],
    "co2_seasonless_0_2_2": np.array(REFERENCE["co2_seasonless"]),
}


def fitted(values, order):
    times = np.arange(len(values)) * 600_000_000
    series = regular_series(times, values, "AUTO_FREQUENCY", 10**6)
    return fit_series(series, SeriesPlan(PLAIN, OrderChoice(order=order)))


def test_the_figures_are_those_of_one_release_of_r():
    assert REFERENCE["version"] == "4.2.2"
    assert len(CO2) == 468


@pytest.mark.parametrize("name", SERIES)
def test_processes_are_those_of_arima(name):
    """arima(x, order, method = "ML"): coefficients to 2e-4, the likelihood no lower by 1e-5."""
    values, expected = SERIES[name], REFERENCE[name]
    order = tuple(int(part) for part in expected["order"])

    process = fitted(values, order).best.process

    mean = [process.mean] if order[1] == 0 else []
    np.testing.assert_allclose(
        [*process.ar, *process.ma, *mean], expected["coefficients"], atol=2e-4, rtol=2e-4
    )
    assert process.variance == pytest.approx(expected["variance"][0], rel=2e-4)
    assert process.log_likelihood >= expected["log_likelihood"][0] - 1e-5
    assert process.log_likelihood == pytest.approx(expected["log_likelihood"][0], abs=5e-3)
    assert process.aic == pytest.approx(expected["aic"][0], abs=1e-2)


@pytest.mark.parametrize("name", SERIES)
def test_forecasts_and_their_errors_are_those_of_predict_arima(name):
    """predict(arima(...), n.ahead = 12): to 1e-3 of the spread of the series."""
    values, expected = SERIES[name], REFERENCE[name]

    found = forecast(values, tuple(int(part) for part in expected["order"]), 12)

    np.testing.assert_allclose(found.value[0], expected["forecast"], atol=1e-3 * np.std(values))
    np.testing.assert_allclose(found.error[0], expected["error"], rtol=1e-3)


@pytest.mark.parametrize(
    ("order", "name", "values"),
    [
        ((0, 1, 1), "nile_simple", NILE),
        ((0, 2, 2), "co2_seasonless_holt", np.array(REFERENCE["co2_seasonless"])),
    ],
)
def test_exponential_smoothing_is_a_process_of_differences(order, name, values):
    """HoltWinters(x, ...) with alpha and beta of the process (Hyndman et al. 2008, chapter 11).

    R begins with the first values and not with what is most likely before them; what that leaves
    after 100 years and 468 months is the tolerance: 1e-6 and 1e-2 of the spread.
    """
    expected = REFERENCE[name]
    process = fitted(values, order).best.process

    found = forecast(values, order, 12)

    alpha = 1 + process.ma[0] if order[1] == 1 else 1 - process.ma[1]
    assert alpha == pytest.approx(expected["alpha"][0], abs=2e-4)
    if order[1] == 2:
        beta = (process.ma[0] + 2 - alpha) / alpha
        assert beta == pytest.approx(expected["beta"][0], abs=2e-4)
    within = 1e-4 if order[1] == 1 else 1e-2
    np.testing.assert_allclose(found.value[0], expected["forecast"], atol=within * np.std(values))


@pytest.mark.parametrize(
    ("name", "values"), [("air_passengers_season", AIR_PASSENGERS), ("co2_season", CO2)]
)
def test_seasons_are_those_of_stl(name, values):
    """stl(x, s.window = 11, ...) with the windows that ``seasonal_parts`` asks for."""
    found = seasonal_parts(values, {"YEARLY": 12})["YEARLY"]

    np.testing.assert_allclose(found, REFERENCE[name], atol=1e-6 * np.std(values))


@pytest.mark.parametrize(
    ("name", "values", "first", "within"),
    [
        ("co2_holt_winters", CO2, "1959-01", 0.7),
        ("log_air_passengers_holt_winters", np.log(AIR_PASSENGERS), "1949-01", 0.05),
    ],
)
def test_a_year_ahead_agrees_with_holt_and_winters(name, values, first, within):
    """HoltWinters(co2) in ppm, HoltWinters(log(AirPassengers)) in logarithms.

    Two methods, so a band: less than what either is off by when a year is held out.
    """
    series = regular_series(months(len(values), first), values, "AUTO_FREQUENCY", 10**6)
    model = ArimaPlus.of([SeriesRecord.of(fit_series(series, SeriesPlan()))], (None, None), [])

    found = model.forecast(model.known, 12)

    np.testing.assert_allclose(found.value[0], REFERENCE[name]["forecast"], atol=within)


@pytest.mark.parametrize("scaled", [True, False])
def test_components_are_those_of_prcomp(scaled, training_data, train):
    """prcomp(USArrests, scale.): twelve digits, up to the sign of a direction."""
    expected = REFERENCE["usarrests_scaled" if scaled else "usarrests_plain"]
    values, columns = standardised(USARRESTS, [f"x{i}" for i in range(4)])

    model = train(
        "PCA", training_data(values, np.zeros(50), matrix_columns=columns),
        num_principal_components=4, scale_features=scaled,
    )  # fmt: skip

    deviations = [np.sqrt(row["eigenvalue"]) for row in model.component_info()]
    np.testing.assert_allclose(deviations, expected["deviations"], rtol=1e-10)
    found = directions(model, columns)
    signs = np.sign((found * np.array(expected["rotation"])).sum(axis=1))
    np.testing.assert_allclose(found * signs[:, None], expected["rotation"], atol=1e-10)
    coordinates = model.score([column[:3] for column in values])[:, :4] * signs
    np.testing.assert_allclose(coordinates, expected["first"], atol=1e-9)


@pytest.mark.parametrize("k", [2, 3, 6])
def test_the_best_of_some_starts_is_the_best_that_kmeans_finds(k, training_data, train):
    """kmeans(iris[, 1:4], k, nstart = 200): twelve digits."""
    expected = REFERENCE[f"iris_{k}"]
    data = training_data(list(load_iris().data.T), np.zeros(150))
    fixed = {"early_stop": False, "max_iterations": 100, "standardize_features": False}

    found = [
        train(
            "KMEANS", data, seed=seed, num_clusters=k, kmeans_init_method="KMEANS++", **fixed
        )
        for seed in range(12)
    ]  # fmt: skip
    best = min(found, key=squares)

    assert squares(best) == pytest.approx(expected["total"][0], rel=1e-10)
    centers = sorted(points(best, data.columns).tolist())
    np.testing.assert_allclose(centers, sorted(expected["centers"]), rtol=1e-10)


@pytest.mark.parametrize("name", ["swiss", "mtcars", "infert"])
def test_coefficients_errors_and_p_values_are_those_of_lm_and_glm(name, training_data, train):
    """summary(lm(...)), summary(glm(..., binomial)): weights and errors to nine digits."""
    expected = REFERENCE[name]
    is_logistic = name == "infert"
    matrix = np.array(expected["x"])
    values, columns = standardised(matrix, [f"x{i}" for i in range(matrix.shape[1])])
    data = training_data(
        values, expected["y"], n_classes=2 if is_logistic else 0, matrix_columns=columns
    )

    model = train(*(("LOGISTIC_REG", data) if is_logistic else ("LINEAR_REG", data)),
                  **(FULL if is_logistic else P_VALUES))  # fmt: skip

    weights, errors, p_values = found_by(model, columns)
    np.testing.assert_allclose(weights, expected["weights"], rtol=1e-9)
    np.testing.assert_allclose(errors, expected["errors"], rtol=1e-8)
    np.testing.assert_allclose(p_values, expected["p_values"], rtol=1e-6)
