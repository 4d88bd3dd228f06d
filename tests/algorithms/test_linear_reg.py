"""LINEAR_REG against certified values, closed forms and scikit-learn."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import Lasso, Ridge

from forebay.algorithms import load_model
from forebay.algorithms.advanced_weights import advanced_weights
from forebay.errors import ProjectError
from forebay.features.matrix_column import MatrixColumn

CASES = Path(__file__).parents[1] / "cases" / "algorithms"

# NIST Statistical Reference Datasets, linear regression,
# https://www.itl.nist.gov/div898/strd/lls/lls.shtml: data and certified estimates.
NORRIS = np.loadtxt(CASES / "norris.csv", delimiter=",", skiprows=1)
LONGLEY = np.loadtxt(CASES / "longley.csv", delimiter=",", skiprows=1)
X20 = np.arange(21.0)
POWERS = np.stack([X20**k for k in range(1, 6)], axis=1)
WAMPLER1 = 1 + POWERS.sum(axis=1)
WAMPLER2 = 1 + POWERS @ np.array([0.1, 0.01, 0.001, 0.0001, 0.00001])

# The noise that NIST adds once, 100 and 10,000 times.
NOISE = [
    759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048,
    2048, -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 759,
]  # fmt: skip
WAMPLER_ERRORS = np.array(
    [
        2152.3262467817,
        2363.55173469681,
        779.343524331583,
        101.47550755035,
        5.64566512170752,
        0.112324854679312,
    ]
)
PONTIUS = np.loadtxt(CASES / "pontius.csv", delimiter=",", skiprows=1)
FILIP = np.loadtxt(CASES / "filip.csv", delimiter=",", skiprows=1)

CERTIFIED = {
    "norris": (NORRIS[:, 1:], NORRIS[:, 0], [-0.262323073774029, 1.00211681802045], 1e-12),
    "pontius": (
        PONTIUS[:, 1:] ** [1, 2],
        PONTIUS[:, 0],
        [0.673565789473684e-03, 0.732059160401003e-06, -0.316081871345029e-14],
        1e-11,
    ),
    # Its ten powers of x nearly say the same: the condition number is 4e9, so that the last digits
    # of the data alone move the weights by 1e-7.
    "filip": (
        FILIP[:, 1:] ** np.arange(1, 11),
        FILIP[:, 0],
        [
            -1467.48961422980,
            -2772.17959193342,
            -2316.37108160893,
            -1127.97394098372,
            -354.478233703349,
            -75.1242017393757,
            -10.8753180355343,
            -1.06221498588947,
            -0.670191154593408e-01,
            -0.246781078275479e-02,
            -0.402962525080404e-04,
        ],
        1e-6,
    ),
    "longley": (
        LONGLEY[:, 1:],
        LONGLEY[:, 0],
        [
            -3482258.63459582,
            15.0618722713733,
            -0.358191792925910e-01,
            -2.02022980381683,
            -1.03322686717359,
            -0.511041056535807e-01,
            1829.15146461355,
        ],
        1e-11,
    ),
    "wampler1": (POWERS, WAMPLER1, [1.0] * 6, 1e-9),
    "wampler2": (POWERS, WAMPLER2, [1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001], 1e-9),
    "wampler3": (POWERS, WAMPLER1 + np.array(NOISE), [1.0] * 6, 1e-8),
    "wampler4": (POWERS, WAMPLER1 + 100.0 * np.array(NOISE), [1.0] * 6, 1e-6),
    "wampler5": (POWERS, WAMPLER1 + 10_000.0 * np.array(NOISE), [1.0] * 6, 1e-4),
}
CERTIFIED_ERRORS = {
    "norris": ([0.232818234301152, 0.429796848199937e-03], 1e-10),
    "pontius": ([0.107938612033077e-03, 0.157817399981659e-09, 0.486652849992036e-16], 1e-10),
    "filip": (
        [
            298.084530995537,
            559.779865474950,
            466.477572127796,
            227.204274477751,
            71.6478660875927,
            15.2897178747400,
            2.23691159816033,
            0.221624321934227,
            0.142363763154724e-01,
            0.535617408889821e-03,
            0.896632837373868e-05,
        ],
        1e-6,
    ),
    "longley": (
        [
            890420.383607373,
            84.9149257747669,
            0.334910077722432e-01,
            0.488399681651699,
            0.214274163161675,
            0.226073200069370,
            455.478499142212,
        ],
        1e-10,
    ),
    "wampler3": (WAMPLER_ERRORS, 1e-10),
    "wampler4": (100 * WAMPLER_ERRORS, 1e-10),
    "wampler5": (10_000 * WAMPLER_ERRORS, 1e-10),
}
NO_INTERCEPT = {
    "noint1": (np.arange(60.0, 71), np.arange(130.0, 141), 2.07438016528926, 0.0165289256198347),
    "noint2": (np.arange(4.0, 7), np.array([3.0, 4, 4]), 0.727272727272727, 0.0420827318078432),
}

P_VALUES = {"calculate_p_values": True, "category_encoding_method": "DUMMY_ENCODING"}
EXACT = {"optimize_strategy": "NORMAL_EQUATION"}


def standardised(matrix):
    """Return columns and their descriptions as ``features`` makes them."""
    center, scale = matrix.mean(axis=0), matrix.std(axis=0, ddof=1)
    columns = tuple(
        MatrixColumn(f"x{i}", "number", center=float(c), scale=float(s))
        for i, (c, s) in enumerate(zip(center, scale, strict=True))
    )
    return list(((matrix - center) / scale).T), columns


def original_weights(model, columns):
    rows = {row["processed_input"]: row["weight"] for row in model.weights(columns)}
    return [rows["__INTERCEPT__"], *(rows[column.name] for column in columns)]


def exact_weights(name):
    """Return the least squares of a data set as fractions, from the decimals of its file."""
    written = {"norris": 1, "longley": 1, "pontius": 2, "filip": 10}
    lines = (CASES / f"{name}.csv").read_text().split()[1:]
    rows = [[Fraction(text) for text in line.split(",")] for line in lines]
    powers = range(1, written[name] + 1)
    design = [[Fraction(1), *(x**k for x in row[1:] for k in powers)] for row in rows]
    n = len(design[0])
    system = [
        [sum(one[i] * one[j] for one in design) for j in range(n)]
        + [sum(one[i] * row[0] for one, row in zip(design, rows, strict=True))]
        for i in range(n)
    ]
    for i in range(n):  # Gauss and Jordan; no rounding, so any pivot that is not 0 will do
        system[i] = [value / system[i][i] for value in system[i]]
        for j in range(n):
            if j != i and system[j][i]:
                factor = system[j][i]
                pairs = zip(system[j], system[i], strict=True)
                system[j] = [a - factor * b for a, b in pairs]
    return [float(row[-1]) for row in system]


@pytest.mark.parametrize("name", ["norris", "longley", "pontius", "filip"])
def test_what_nist_certifies_is_the_exact_solution_of_the_data_here(name):
    """Data and certificates were copied: rational arithmetic shows that no digit is wrong."""
    np.testing.assert_allclose(exact_weights(name), CERTIFIED[name][2], rtol=2e-14)


@pytest.mark.parametrize("name", CERTIFIED)
def test_weights_on_the_original_scale_are_those_that_nist_certifies(name, training_data, train):
    """SEMANTICS 40: the Gram matrix of centred and scaled columns passes the NIST cases."""
    matrix, label, certified, tolerance = CERTIFIED[name]
    values, columns = standardised(matrix)
    data = training_data(values, label, matrix_columns=columns)

    model = train("LINEAR_REG", data, optimize_strategy="NORMAL_EQUATION")

    np.testing.assert_allclose(original_weights(model, columns), certified, rtol=tolerance)


@pytest.mark.parametrize("name", CERTIFIED_ERRORS)
def test_standard_errors_are_those_that_nist_certifies(name, training_data, train):
    matrix, label, *_ = CERTIFIED[name]
    values, columns = standardised(matrix)
    data = training_data(values, label, matrix_columns=columns)

    model = train("LINEAR_REG", data, **P_VALUES)

    rows = advanced_weights(model, columns)
    certified, tolerance = CERTIFIED_ERRORS[name]
    errors = [row["standard_error"] for row in (rows[-1], *rows[:-1])]
    np.testing.assert_allclose(errors, certified, rtol=tolerance)


@pytest.mark.parametrize("name", NO_INTERCEPT)
def test_lines_through_the_origin_are_those_that_nist_certifies(name, training_data, train):
    x, y, weight, error = NO_INTERCEPT[name]

    model = train("LINEAR_REG", training_data([x], y), fit_intercept=False, **P_VALUES)

    (row,) = advanced_weights(model, (MatrixColumn("x", "number"),))
    np.testing.assert_allclose([row["weight"], row["standard_error"]], [weight, error], rtol=1e-12)


def test_ridge_weights_equal_scikit_learn(training_data, train):
    rng = np.random.RandomState(1)
    matrix = rng.randn(300, 4)
    label = matrix @ [1.0, -2.0, 0.0, 3.0] + 5 + rng.randn(300)
    weight = rng.uniform(0.5, 2.0, 300)

    model = train("LINEAR_REG", training_data(list(matrix.T), label, weight=weight), l2_reg=7.0)

    oracle = Ridge(alpha=7.0, tol=1e-12).fit(matrix, label, sample_weight=weight)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_, rtol=1e-9)
    np.testing.assert_allclose(model.intercept, oracle.intercept_, rtol=1e-9)


def test_lasso_weights_equal_scikit_learn(training_data, train):
    rng = np.random.RandomState(2)
    matrix = rng.randn(400, 6)
    label = matrix @ [1.0, -2.0, 0.0, 0.0, 0.1, 3.0] + 5 + rng.randn(400)

    model = train(
        "LINEAR_REG",
        training_data(list(matrix.T), label),
        l1_reg=100.0,
        optimize_strategy="COORDINATE_DESCENT",
    )

    oracle = Lasso(alpha=100.0 / 400, tol=1e-14, max_iter=100_000).fit(matrix, label)
    np.testing.assert_allclose(model.weight[:, 0], oracle.coef_, rtol=1e-8, atol=1e-10)
    assert (model.weight == 0).sum() >= 2


def test_one_hot_with_intercept_predicts_as_the_pseudo_inverse(training_data, train):
    rng = np.random.RandomState(3)
    x, a, b = rng.randn(500), rng.randint(0, 5, 500), rng.randint(0, 3, 500)
    label = x + a**2 - b + rng.randn(500)
    dense = np.column_stack([x, np.ones(500), np.eye(5)[a], np.eye(3)[b]])

    model = train("LINEAR_REG", training_data([x, a, b], label))

    oracle = dense @ (np.linalg.pinv(dense) @ label)
    np.testing.assert_allclose(model.score([x, a, b])[:, 0], oracle, rtol=1e-10)


def test_dummy_encoding_leaves_out_the_most_frequent_category(training_data, train):
    rng = np.random.RandomState(4)
    a = np.concatenate([np.zeros(30), np.ones(50), np.full(20, 2)]).astype(int)
    label = np.array([1.0, 5.0, 9.0])[a] + rng.randn(100) / 100
    data = training_data([a], label)

    model = train("LINEAR_REG", data, category_encoding_method="DUMMY_ENCODING")

    category, intercept = model.weights(data.columns)
    shown = {pair["category"]: pair["weight"] for pair in category["category_weights"]}
    means = [label[a == k].mean() for k in range(3)]
    assert shown["k1"] == 0.0
    assert intercept["weight"] == pytest.approx(means[1], abs=1e-9)
    assert shown["k2"] == pytest.approx(means[2] - means[1], abs=1e-9)


def test_an_unknown_category_counts_nothing(training_data, train):
    a = np.array([0, 1, 0, 1, 1, 0])
    model = train("LINEAR_REG", training_data([a], [1.0, 3, 1, 3, 3, 1]), **EXACT)

    known, unknown = model.score([np.array([1])]), model.score([np.array([-1])])

    assert known[0, 0] == pytest.approx(3.0, abs=1e-12)
    assert unknown[0, 0] == pytest.approx(model.intercept[0], abs=1e-12)


def test_without_an_intercept_the_line_passes_through_the_origin(training_data, train):
    x = np.array([1.0, 2.0, 3.0])
    data = training_data([x], 2 * x + 1)

    model = train("LINEAR_REG", data, fit_intercept=False, **EXACT)

    assert model.score([np.zeros(1)])[0, 0] == 0.0
    assert [row["processed_input"] for row in model.weights(data.columns)] == ["f0"]
    assert model.weight[0, 0] == pytest.approx(x @ (2 * x + 1) / (x @ x), rel=1e-12)


def test_training_info_is_one_row_with_the_losses_of_both_parts(training_data, train):
    rng = np.random.RandomState(5)
    x = rng.randn(100)
    label = x + rng.randn(100)

    model = train("LINEAR_REG", training_data([x], label, n_tune=40))

    (row,) = model.training_info()
    error = (label - model.score([x])[:, 0]) ** 2
    assert list(row) == [
        "training_run",
        "iteration",
        "loss",
        "eval_loss",
        "learning_rate",
        "duration_ms",
    ]
    assert row["loss"] == pytest.approx(error[:60].mean(), rel=1e-12)
    assert row["eval_loss"] == pytest.approx(error[60:].mean(), rel=1e-12)


def test_weights_do_not_depend_on_the_batches_of_the_engine(training_data, train, monkeypatch):
    """SEMANTICS 11: sums are combined in fixed order."""
    rng = np.random.RandomState(6)
    x, a = rng.randn(40_000), rng.randint(0, 7, 40_000)
    data = training_data([x, a], x + a + rng.randn(40_000))
    whole = train("LINEAR_REG", data)

    original = type(data.workspace).stream
    monkeypatch.setattr(
        type(data.workspace), "stream", lambda self, text: original(self, text, batch_rows=1_001)
    )
    pieces = train("LINEAR_REG", data)

    assert whole.weight.tobytes() == pieces.weight.tobytes()


def test_many_categories_are_solved_without_holding_the_sums(training_data, train, monkeypatch):
    rng = np.random.RandomState(7)
    x, a = rng.randn(3_000), rng.randint(0, 40, 3_000)
    data = training_data([x, a], x + np.sin(a) + rng.randn(3_000))
    direct = train("LINEAR_REG", data)

    monkeypatch.setattr("forebay.algorithms.gram_limits.DIRECT_LIMIT", 10)
    products = train("LINEAR_REG", data)

    np.testing.assert_allclose(products.score([x, a]), direct.score([x, a]), rtol=1e-9)


def test_l1_with_too_many_weights_is_refused(training_data, train, monkeypatch):
    monkeypatch.setattr("forebay.algorithms.gram_limits._GRAM_LIMIT", 3)
    data = training_data([np.arange(9)], np.arange(9.0))

    with pytest.raises(ProjectError) as caught:
        train("LINEAR_REG", data, l1_reg=1.0, optimize_strategy="COORDINATE_DESCENT")

    assert caught.value.problems[0].name == "not-supported"


def test_a_stored_model_predicts_the_same(training_data, train):
    rng = np.random.RandomState(8)
    x, a = rng.randn(50), rng.randint(0, 3, 50)
    model = train("LINEAR_REG", training_data([x, a], x + a))

    again = load_model("LINEAR_REG", model.describe(), model.arrays())

    assert again.score([x, a]).tobytes() == model.score([x, a]).tobytes()
    assert again.training_info() == model.training_info()
