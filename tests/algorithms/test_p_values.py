"""Standard errors and p-values against statsmodels, on data that it ships."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from forebay.algorithms.advanced_weights import advanced_weights
from forebay.algorithms.student_t import two_sided_p_value
from forebay.errors import EngineError
from forebay.features.matrix_column import MatrixColumn

P_VALUES = {"calculate_p_values": True, "category_encoding_method": "DUMMY_ENCODING"}
FULL = P_VALUES | {"max_iterations": 100}


def standardised(matrix, names):
    """Return columns and their descriptions as ``features`` makes them."""
    center, scale = matrix.mean(axis=0), matrix.std(axis=0, ddof=1)
    columns = tuple(
        MatrixColumn(name, "number", center=float(c), scale=float(s))
        for name, c, s in zip(names, center, scale, strict=True)
    )
    return list(((matrix - center) / scale).T), columns


def shipped(name):
    data = getattr(sm.datasets, name).load_pandas()
    return data.exog.to_numpy(float), data.endog.to_numpy(float), list(data.exog.columns)


def found_by(model, columns, **settings):
    """Return weights, errors and p-values with the intercept first, as statsmodels has them."""
    rows = advanced_weights(model, columns, **settings)
    found = [(row["weight"], row["standard_error"], row["p_value"]) for row in rows]
    return np.array([found[-1], *found[:-1]]).T


@pytest.mark.parametrize("name", ["longley", "stackloss", "scotland", "copper"])
def test_least_squares_equals_statsmodels(name, training_data, train):
    matrix, label, names = shipped(name)
    varies = matrix.std(axis=0) > 0
    matrix, names = matrix[:, varies], [n for n, v in zip(names, varies, strict=True) if v]
    values, columns = standardised(matrix, names)

    model = train("LINEAR_REG", training_data(values, label, matrix_columns=columns), **P_VALUES)

    oracle = sm.OLS(label, sm.add_constant(matrix)).fit()
    expected = np.array([oracle.params, oracle.bse, oracle.pvalues])
    np.testing.assert_allclose(found_by(model, columns), expected, rtol=1e-8)


def test_weighted_least_squares_equals_statsmodels(training_data, train):
    matrix, label, names = shipped("longley")
    weight = np.linspace(0.5, 2.0, len(label))
    values, columns = standardised(matrix, names)
    data = training_data(values, label, matrix_columns=columns, weight=weight)

    model = train("LINEAR_REG", data, **P_VALUES)

    oracle = sm.WLS(label, sm.add_constant(matrix), weights=weight).fit()
    expected = np.array([oracle.params, oracle.bse, oracle.pvalues])
    np.testing.assert_allclose(found_by(model, columns), expected, rtol=1e-7)


@pytest.mark.parametrize("name", ["spector", "fair"])
def test_logistic_regression_equals_statsmodels(name, training_data, train):
    matrix, label, names = shipped(name)
    label = (label > 0).astype(float)
    values, columns = standardised(matrix, names)
    data = training_data(values, label, n_classes=2, matrix_columns=columns)

    model = train("LOGISTIC_REG", data, **FULL)

    oracle = sm.Logit(label, sm.add_constant(matrix)).fit(disp=0, method="newton", tol=1e-14)
    expected = np.array([oracle.params, oracle.bse, oracle.pvalues])
    np.testing.assert_allclose(found_by(model, columns), expected, rtol=1e-8)


def test_counts_as_row_weights_equal_the_binomial_model_of_star98(training_data, train):
    """Gill (2001): the published GLM of statsmodels' documentation."""
    data = sm.datasets.star98.load_pandas()
    matrix, counts = data.exog.to_numpy(float), data.endog.to_numpy(float)
    twice = np.concatenate([matrix, matrix])
    values, columns = standardised(twice, list(data.exog.columns))
    label = np.repeat([1.0, 0.0], len(matrix))
    weight = np.concatenate([counts[:, 0], counts[:, 1]])
    rows = training_data(values, label, n_classes=2, matrix_columns=columns, weight=weight)

    model = train("LOGISTIC_REG", rows, **FULL)

    design = sm.add_constant(matrix)
    oracle = sm.GLM(counts, design, family=sm.families.Binomial()).fit(tol=1e-14)
    expected = np.array([oracle.params, oracle.bse, oracle.pvalues])
    np.testing.assert_allclose(found_by(model, columns), expected, rtol=1e-6)


def test_categories_equal_dummies_of_statsmodels(training_data, train):
    rng = np.random.RandomState(0)
    x, code = rng.randn(300), rng.choice(3, 300, p=[0.2, 0.5, 0.3])
    label = x + np.array([0.0, 1.0, -1.0])[code] + rng.randn(300)
    data = training_data([x, code], label)

    model = train("LINEAR_REG", data, **P_VALUES)

    oracle = sm.OLS(label, np.column_stack([np.ones(300), x, code == 0, code == 2])).fit()
    rows = advanced_weights(model, data.columns)
    by_name = {(r["processed_input"], r["category"]): r for r in rows}
    order = [("__INTERCEPT__", None), ("f0", None), ("f1", "k0"), ("f1", "k2")]
    errors = [by_name[key]["standard_error"] for key in order]
    np.testing.assert_allclose(errors, oracle.bse, rtol=1e-10)
    left_out = by_name["f1", "k1"]
    assert (left_out["weight"], left_out["standard_error"]) == (0.0, 0.0)
    assert np.isnan(left_out["p_value"])


def test_standardised_weights_equal_a_fit_of_standardised_columns(training_data, train):
    matrix, label, names = shipped("longley")
    values, columns = standardised(matrix, names)

    model = train("LINEAR_REG", training_data(values, label, matrix_columns=columns), **P_VALUES)

    oracle = sm.OLS(label, sm.add_constant(np.stack(values, axis=1))).fit()
    expected = np.array([oracle.params, oracle.bse, oracle.pvalues])
    np.testing.assert_allclose(found_by(model, columns, standardize=True), expected, rtol=1e-8)


def test_without_calculate_p_values_there_are_none(training_data, train):
    data = training_data([np.arange(30.0)], np.arange(30.0) ** 2)

    assert advanced_weights(train("LINEAR_REG", data), data.columns) == []


def test_columns_that_say_the_same_are_an_error_that_names_them(training_data, train):
    rng = np.random.RandomState(1)
    x, code = rng.randn(200), rng.randint(0, 3, 200)
    data = training_data([x, rng.randn(200), 2 * x, code, code], x + rng.randn(200))

    with pytest.raises(EngineError) as caught:
        train("LINEAR_REG", data, **P_VALUES)

    problem = caught.value.problems[0]
    assert problem.name == "multicollinear-features"
    assert '"f0", "f2", "f3", "f4" say the same' in problem.message


def test_two_classes_with_columns_that_say_the_same_are_the_same_error(training_data, train):
    x = np.random.RandomState(2).randn(200)
    data = training_data([x, -x], x + np.random.RandomState(3).randn(200) > 0, n_classes=2)

    with pytest.raises(EngineError) as caught:
        train("LOGISTIC_REG", data, **P_VALUES)

    assert caught.value.problems[0].name == "multicollinear-features"


@pytest.mark.parametrize(
    ("rows", "n_classes", "words"),
    [
        ((list(np.eye(6)), np.arange(6.0)), 0, "no p-values: 6 training rows for 7 weights"),
        (([np.arange(9.0)], np.arange(9) % 3), 3, "no p-values for 3 classes"),
        (([np.arange(1001)], np.arange(1001.0)), 0, "no p-values for 1,000 weights"),
    ],
)
def test_data_that_allows_no_p_values_is_an_error(rows, n_classes, words, training_data, train):
    data = training_data(*rows, n_classes=n_classes)
    model_type = "LOGISTIC_REG" if n_classes else "LINEAR_REG"

    with pytest.raises(EngineError) as caught:
        train(model_type, data, **P_VALUES)

    assert (caught.value.problems[0].name, caught.value.problems[0].message) == (
        "no-p-values",
        words,
    )


def test_there_are_no_p_values_where_classes_are_separated(training_data, train):
    x = np.linspace(-1, 1, 60)

    with pytest.raises(EngineError) as caught:
        train("LOGISTIC_REG", training_data([x], x > 0, n_classes=2), **FULL)

    assert caught.value.problems[0].name == "separated-classes"


@pytest.mark.parametrize("seed", range(4))
def test_one_category_that_gives_the_answer_away_is_named(seed, training_data, train):
    """Quasi-complete separation: the loss converges, one weight does not."""
    rng = np.random.RandomState(seed)
    x, code = rng.randn(2_000), rng.choice(4, 2_000, p=[0.4, 0.3, 0.29, 0.01])
    label = np.where(code == 3, 1, x + rng.randn(2_000) > 0)

    model = train("LOGISTIC_REG", training_data([x, code], label, n_classes=2), max_iterations=50)

    (warning,) = model.describe()["warnings"]
    assert warning["name"] == "separated-classes"
    assert warning["message"].startswith('"f1" can tell')


def test_one_of_three_classes_that_is_given_away_is_found(training_data, train):
    rng = np.random.RandomState(5)
    x, code = rng.randn(900), rng.randint(0, 3, 900)
    label = np.where(code == 2, 2, (x + rng.randn(900) > 0).astype(int))

    model = train("LOGISTIC_REG", training_data([x, code], label, n_classes=3), max_iterations=50)

    assert [w["name"] for w in model.describe()["warnings"]] == ["separated-classes"]


@pytest.mark.parametrize("seed", range(4))
def test_classes_that_overlap_give_no_warning(seed, training_data, train):
    rng = np.random.RandomState(seed)
    x, code = rng.randn(400), rng.randint(0, 5, 400)
    label = 3 * x + code + rng.randn(400) > 2

    model = train("LOGISTIC_REG", training_data([x, code], label, n_classes=2))

    assert model.describe()["warnings"] == []


@pytest.mark.parametrize("freedom", [1, 2, 9, 100, 2_000, 19_999, 20_001, 10**6, np.inf])
def test_p_values_equal_those_of_scipy(freedom):
    from scipy import stats

    t = np.array([0.0, 1e-3, 0.1, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 25.0])

    found = [two_sided_p_value(value, freedom) for value in t]

    np.testing.assert_allclose(found, 2 * stats.t.sf(t, freedom), rtol=1e-9)
