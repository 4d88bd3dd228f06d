"""PCA against R's published results and scikit-learn."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA

from forebay.algorithms import load_model
from forebay.errors import EngineError
from forebay.features.matrix_column import MatrixColumn

IRIS = load_iris().data

# Violent crime in 50 states of the USA, 1973: the data set USArrests of R's package datasets
# (McNeil 1977), as the package pydataset 0.2.0 ships it.
with (Path(__file__).parents[1] / "cases" / "algorithms" / "usarrests.csv").open() as file:
    USARRESTS = np.array([[float(x) for x in row[1:]] for row in list(csv.reader(file))[1:]])


def standardised(matrix):
    """Return columns and their descriptions as ``features`` makes them."""
    center, scale = matrix.mean(axis=0), matrix.std(axis=0, ddof=1)
    columns = tuple(
        MatrixColumn(f"x{i}", "number", center=float(c), scale=float(s))
        for i, (c, s) in enumerate(zip(center, scale, strict=True))
    )
    return list(((matrix - center) / scale).T), columns


def directions(model, columns):
    rows = model.components(columns)
    values = [row["numerical_value"] for row in rows]
    return np.array(values).reshape(model.n_components, -1)


def test_usarrests_has_the_components_that_r_prints(training_data, train):
    """prcomp(USArrests, scale = TRUE) of R, four decimals; James et al. (2013), table 10.1."""
    values, columns = standardised(USARRESTS)
    data = training_data(values, np.zeros(50), matrix_columns=columns)

    model = train("PCA", data, num_principal_components=4)

    deviations = [np.sqrt(row["eigenvalue"]) for row in model.component_info()]
    np.testing.assert_allclose(deviations, [1.5749, 0.9949, 0.5971, 0.4164], atol=5e-5)
    loadings = np.abs(directions(model, columns)[:2])
    np.testing.assert_allclose(
        loadings, [[0.5359, 0.5832, 0.2782, 0.5434], [0.4182, 0.1880, 0.8728, 0.1673]], atol=5.5e-5
    )


@pytest.mark.parametrize("matrix", [IRIS, USARRESTS], ids=["iris", "usarrests"])
@pytest.mark.parametrize("scale_features", [True, False])
@pytest.mark.parametrize("solver", ["FULL", "RANDOMIZED"])
def test_components_and_coordinates_equal_scikit_learn(
    matrix, scale_features, solver, training_data, train
):
    values, columns = standardised(matrix)
    data = training_data(values, np.zeros(len(matrix)), matrix_columns=columns)

    model = train(
        "PCA", data, num_principal_components=2, scale_features=scale_features, pca_solver=solver
    )

    given = np.stack(values, 1) if scale_features else matrix
    expected = PCA(2, svd_solver="full").fit(given)
    np.testing.assert_allclose(directions(model, columns), expected.components_, atol=1e-9)
    info = model.component_info()
    np.testing.assert_allclose(
        [row["explained_variance_ratio"] for row in info], expected.explained_variance_ratio_,
        rtol=1e-9,
    )  # fmt: skip
    scored = model.score(values)
    np.testing.assert_allclose(scored[:, :2], expected.transform(given), atol=1e-8)
    rest = given - expected.inverse_transform(expected.transform(given))
    np.testing.assert_allclose(scored[:, 2], (rest**2).sum(axis=1), rtol=1e-6, atol=1e-9)
    whole = ((given - given.mean(axis=0)) ** 2).sum(axis=1)
    np.testing.assert_allclose(scored[:, 3], whole, rtol=1e-9)


def test_categories_are_columns_of_zero_and_one_as_they_are(training_data, train):
    """BigQuery ML: X'X / (n - 1) of standardised numbers and raw one-hot columns."""
    rng = np.random.RandomState(1)
    numbers, code = rng.randn(2, 200), rng.randint(0, 3, 200)
    numbers = (numbers - numbers.mean(axis=1)[:, None]) / numbers.std(axis=1, ddof=1)[:, None]
    data = training_data([numbers[0], code, numbers[1]], np.zeros(200))

    model = train("PCA", data, num_principal_components=5)

    dense = np.column_stack([numbers[0], np.eye(3)[code], numbers[1]])
    values, vectors = np.linalg.eigh(dense.T @ dense / 199)
    found = [row["eigenvalue"] for row in model.component_info()]
    np.testing.assert_allclose(found, values[::-1], atol=1e-12)
    scored = model.score([numbers[0], code, numbers[1]])
    np.testing.assert_allclose(np.abs(scored[:, :5]), np.abs(dense @ vectors[:, ::-1]), atol=1e-9)
    np.testing.assert_allclose(scored[:, 5], 0.0, atol=1e-24)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.95, 1.0])
def test_the_fewest_components_that_explain_a_share_are_kept(share, training_data, train):
    values, columns = standardised(IRIS)
    data = training_data(values, np.zeros(150), matrix_columns=columns)

    model = train("PCA", data, pca_explained_variance_ratio=share)

    ratios = np.cumsum(PCA().fit(np.stack(values, 1)).explained_variance_ratio_)
    assert model.n_components == min(4, int((ratios < share - 1e-12).sum()) + 1)


def test_many_coordinates_need_no_sums_of_products(training_data, train):
    """10,000 categories: the first directions by products, against scikit-learn's sparse ones."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import eigsh

    rng = np.random.RandomState(2)
    code = np.concatenate([np.arange(10_000), rng.choice([1, 5, 9], 30_000, p=[0.6, 0.3, 0.1])])
    number = rng.randn(40_000) + (code == 5)
    number = (number - number.mean()) / number.std(ddof=1)
    data = training_data([number, code], np.zeros(40_000))

    model = train("PCA", data, num_principal_components=3)

    one_hot = csr_matrix((np.ones(40_000), (np.arange(40_000), code + 1)), (40_000, 10_001))
    dense = one_hot + csr_matrix((number, (np.arange(40_000), np.zeros(40_000))), one_hot.shape)
    expected = eigsh(dense.T @ dense / 39_999, k=3, return_eigenvectors=False)
    found = [row["eigenvalue"] for row in model.component_info()]
    np.testing.assert_allclose(found, np.sort(expected)[::-1], rtol=1e-6)


@pytest.mark.parametrize("solver", ["FULL", "RANDOMIZED"])
def test_threads_and_batches_never_change_the_model(solver, training_data, train, monkeypatch):
    rng = np.random.RandomState(3)
    columns = [*rng.randn(4, 40_000), rng.randint(0, 30, 40_000)]
    data = training_data(columns, np.zeros(40_000))

    one = train("PCA", data, num_principal_components=3, pca_solver=solver, threads=1)
    monkeypatch.setattr("forebay.algorithms.row_blocks.KEPT_BYTES", 0)
    again = train("PCA", data, num_principal_components=3, pca_solver=solver, threads=4)

    assert one.arrays()["directions"].tobytes() == again.arrays()["directions"].tobytes()


def test_one_row_scores_as_among_others_and_a_stored_model_the_same(training_data, train):
    rng = np.random.RandomState(4)
    columns = [*rng.randn(3, 500), rng.randint(0, 7, 500)]
    model = train("PCA", training_data(columns, np.zeros(500)), num_principal_components=4)
    whole = model.score(columns)

    again = load_model("PCA", model.describe(), model.arrays())

    alone = np.concatenate([again.score([c[i : i + 1] for c in columns]) for i in range(50)])
    assert alone.tobytes() == whole[:50].tobytes()
    assert again.score(columns).tobytes() == whole.tobytes()
    assert again.describe() == model.describe()


def test_unseen_categories_are_zero_and_infinite_numbers_have_no_place(training_data, train):
    rng = np.random.RandomState(5)
    columns = [rng.randn(200), rng.randint(0, 2, 200)]
    model = train("PCA", training_data(columns, np.zeros(200)), num_principal_components=2)

    scored = model.score([np.array([0.0, np.inf, np.nan]), np.array([-1, 0, 1])])

    np.testing.assert_array_equal(scored[0], 0.0)
    assert not np.isfinite(scored[1:, :2]).any()


def test_more_components_than_coordinates_are_an_error(training_data, train):
    data = training_data(list(np.random.RandomState(6).randn(2, 50)), np.zeros(50))

    with pytest.raises(EngineError) as caught:
        train("PCA", data, num_principal_components=3)

    assert [p.name for p in caught.value.problems] == ["too-many-components"]
