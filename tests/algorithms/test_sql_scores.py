"""What the engine computes is what NumPy does, on any row, by any number of threads."""

from __future__ import annotations

import duckdb
import numpy as np
import pytest

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.cluster_space import Space
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_training import LinearTraining
from forebay.algorithms.principal_components import PrincipalComponents
from forebay.algorithms.sql_scores_of import sql_scores_of
from forebay.features.matrix_column import MatrixColumn

N_ROWS = 400
# The exponential is the engine's own: a few units in the last place.
EXPONENTIAL = 1e-14


def sizes_of(n_numbers, categories):
    return np.array([1] * n_numbers + list(categories))


def columns_of(n_numbers, categories):
    numbers = [MatrixColumn(f"x{i}", "number") for i in range(n_numbers)]
    known = [
        MatrixColumn(f"c{i}", "category", tuple(map(str, range(n))))
        for i, n in enumerate(categories)
    ]
    return (*numbers, *known)


def linear(rng, n_numbers, categories, n_outputs, link, scale=1.0):
    sizes = sizes_of(n_numbers, categories)
    arrays = {
        "weight": rng.normal(size=(sizes.sum(), n_outputs)) * scale,
        "start": np.concatenate([[0], np.cumsum(sizes)]),
        "is_category": np.arange(len(sizes)) >= n_numbers,
        "intercept": rng.normal(size=n_outputs),
        "mean": np.zeros(sizes.sum()),
    }
    return LinearModel(arrays, link, fit_intercept=True, training=LinearTraining("NEWTON", ()))


def rows_of(rng, n_numbers, categories, *, odd=True):
    """Return rows with missing and infinite numbers, and with codes that no category has."""
    numbers = [rng.normal(size=N_ROWS) * 3 for _ in range(n_numbers)]
    codes = [rng.integers(-1, n + 2, N_ROWS) for n in categories]
    if odd and numbers:
        for i, value in enumerate((np.nan, np.inf, -np.inf, 0.0, -0.0, 1e308, 5e-324)):
            numbers[i % n_numbers][i] = value
    return [*numbers, *codes]


def places_of(codes, n):
    """Return what ``category_place`` makes of codes."""
    return np.clip(codes, -1, n) + 2


def asked(made, shape, given, *, threads=2, nulls=False):
    """Return what the engine gives for rows; with `nulls`, NaN comes as NULL."""
    given = [*given[: shape[0]], *map(places_of, given[shape[0] :], shape[1])]
    connection = duckdb.connect(config={"threads": threads})
    kinds = ", ".join(f"__f{i} {'DOUBLE' if c.dtype.kind == 'f' else 'INTEGER'}"
                      for i, c in enumerate(given))  # fmt: skip
    connection.execute(f"CREATE TABLE matrix (__row INTEGER, {kinds})")
    names = ", ".join(f"f{i} AS __f{i}" for i in range(len(given)))
    arrays = {"row": np.arange(len(given[0]))} | {f"f{i}": c for i, c in enumerate(given)}
    connection.register("arrays", arrays)
    connection.execute(f"INSERT INTO matrix SELECT row, {names} FROM arrays")
    for i, column in enumerate(given):  # the engine reads NaN of an array as NULL
        if column.dtype.kind == "f" and not nulls:
            connection.execute(f"UPDATE matrix SET __f{i} = 'nan' WHERE __f{i} IS NULL")
    scores = ", ".join(f"{sql} AS o{i}" for i, sql in enumerate(made.scores))
    text = f"SELECT {scores} FROM {made.over('(FROM matrix ORDER BY __row)')}"
    found = connection.execute(text).fetchnumpy()
    assert not any(np.ma.is_masked(column) for column in found.values())
    return np.column_stack([np.ma.getdata(column) for column in found.values()])


@pytest.mark.parametrize("link", ["identity", "exp", "logistic"])
def test_one_number_of_a_linear_model_is_the_same(link):
    rng = np.random.default_rng(1)
    model, shape = linear(rng, 5, (3, 40), 1, link), (5, (3, 40))
    given = rows_of(rng, *shape)
    with np.errstate(all="ignore"):
        wanted = model.score(given)

    for nulls in (False, True):
        made = sql_scores_of(model, columns_of(*shape), 1, may_be_null=nulls)
        found = asked(made, shape, given, nulls=nulls)
        if link == "identity":
            assert np.array_equal(found, wanted, equal_nan=True)
        np.testing.assert_allclose(found, wanted, rtol=EXPONENTIAL, atol=0)
    assert np.isnan(wanted).any()


def test_more_classes_are_softmax_without_overflow():
    rng = np.random.default_rng(2)
    shape = (4, (7,))
    model = linear(rng, *shape, 5, "softmax", scale=100.0)
    given = rows_of(rng, *shape)
    with np.errstate(all="ignore"):
        wanted = model.score(given)

    found = asked(sql_scores_of(model, columns_of(*shape), 5), shape, given)

    # Each exponential is of up to 1,000, where the last places of NumPy's own count too.
    np.testing.assert_allclose(found, wanted, rtol=1e-13, atol=0)
    finite = np.isfinite(wanted[:, 0])
    assert found[finite].sum(axis=1) == pytest.approx(1.0, abs=1e-12)


def test_a_sum_of_hundreds_of_columns_is_added_in_the_same_order():
    rng = np.random.default_rng(3)
    shape = (650, ())
    model = linear(rng, *shape, 1, "identity")
    given = rows_of(rng, *shape, odd=False)

    found = asked(sql_scores_of(model, columns_of(*shape), 1), shape, given)

    assert np.array_equal(found, model.score(given))


def test_ten_thousand_categories_are_one_list():
    rng = np.random.default_rng(4)
    shape = (1, (10_000,))
    model = linear(rng, *shape, 1, "identity")
    given = rows_of(rng, *shape)
    made = sql_scores_of(model, columns_of(*shape), 1)

    assert "CASE" not in made.layers[0][0][1]
    assert np.array_equal(asked(made, shape, given), model.score(given), equal_nan=True)


def test_threads_change_nothing():
    rng = np.random.default_rng(5)
    shape = (3, (5,))
    model = linear(rng, *shape, 3, "softmax")
    given = [np.tile(column, 700) for column in rows_of(rng, *shape)]  # several of its blocks
    made = sql_scores_of(model, columns_of(*shape), 3)

    one, four = asked(made, shape, given, threads=1), asked(made, shape, given, threads=4)

    assert one.tobytes() == four.tobytes()


@pytest.mark.parametrize("distance_type", ["EUCLIDEAN", "COSINE"])
@pytest.mark.parametrize("k", [1, 3, 9])
def test_the_nearest_centroids_are_the_same(distance_type, k):
    rng = np.random.default_rng(6)
    shape = (3, (4,))
    sizes = sizes_of(*shape)
    is_category = np.arange(4) >= 3
    center, scale = np.where(is_category, 0, [1.0, 0, 0, 0]), np.where(is_category, 1, [2, 1, 1, 1])
    space = Space(distance_type, center, scale, sizes, is_category)
    points = space.directed(np.round(rng.normal(size=(k, sizes.sum())), 1))
    points[-1] = points[0]  # equally near: the first counts
    model = Centroids(space, points, np.ones(k, int), np.ones(k), [])
    given = rows_of(rng, *shape)
    for column in given[:3]:
        column[10] = 0.0  # without a direction where its category is unknown too
    given[3][10] = -1
    with np.errstate(all="ignore"):
        wanted = model.score(given)

    for nulls in (False, True):
        made = sql_scores_of(model, columns_of(*shape), model.n_outputs, may_be_null=nulls)
        found = asked(made, shape, given, nulls=nulls)
        assert np.array_equal(found, wanted, equal_nan=True)


def test_coordinates_and_what_they_leave_out_are_the_same():
    rng = np.random.default_rng(7)
    shape = (4, (3, 12))
    sizes = sizes_of(*shape)
    directions = np.linalg.qr(rng.normal(size=(sizes.sum(), 3)))[0].T
    unit = np.where(np.arange(6) < 4, [1, 2, 0.5, 1, 1, 1], 1.0)
    model = PrincipalComponents(
        directions, np.ones(3), 3.0, unit, sizes, np.arange(6) >= 4
    )  # fmt: skip
    given = rows_of(rng, *shape)
    with np.errstate(all="ignore"):
        wanted = model.score(given)

    found = asked(sql_scores_of(model, columns_of(*shape), 5), shape, given)

    assert np.array_equal(found[:, [0, 1, 2, 4]], wanted[:, [0, 1, 2, 4]], equal_nan=True)
    np.testing.assert_allclose(found[:, 3], wanted[:, 3], rtol=1e-13, atol=0)
    for nulls in (False, True):
        alone = sql_scores_of(model, columns_of(*shape), 3, may_be_null=nulls)
        found = asked(alone, shape, given, nulls=nulls)
        assert np.array_equal(found, wanted[:, :3], equal_nan=True)


def test_what_would_be_a_very_long_text_is_left_to_numpy():
    rng = np.random.default_rng(8)

    assert sql_scores_of(linear(rng, 500, (), 9, "softmax"), columns_of(500, ()), 9) is None
    wide = (MatrixColumn("a[0]", "number", group="a", position=0),)
    assert sql_scores_of(linear(rng, 1, (), 1, "identity"), wide, 1) is None
