"""KMEANS against published clusterings and scikit-learn, and what it must never do."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.metrics import davies_bouldin_score

from forebay.algorithms import load_model
from forebay.algorithms.cluster_rows import ClusterRows
from forebay.algorithms.cluster_space import Space
from forebay.algorithms.first_centroids import first_centroids
from forebay.errors import EngineError
from forebay.features.matrix_column import MatrixColumn

IRIS = load_iris().data


def squares(model):
    """Return the sum of squared distances of the training rows."""
    last = model.training_info()[-1]
    return last["loss"] * sum(cluster["cluster_size"] for cluster in last["cluster_info"])


def sizes(model):
    return sorted(c["cluster_size"] for c in model.training_info()[-1]["cluster_info"])


def points(model, columns):
    """Return the centroids as rows."""
    rows = model.centroids(columns)
    k = rows[-1]["centroid_id"]
    return np.array([row["numerical_value"] for row in rows]).reshape(k, -1)


def test_iris_falls_into_the_three_groups_that_r_prints(training_data, train):
    """kmeans(iris[, 1:4], 3) of R: sizes 50, 62, 38, total within SS 78.85144 (seven digits)."""
    data = training_data(list(IRIS.T), np.zeros(150))

    found = [
        train(
            "KMEANS", data, seed=seed, num_clusters=3, kmeans_init_method="KMEANS++",
            early_stop=False, max_iterations=100, standardize_features=False,
        )
        for seed in range(5)
    ]  # fmt: skip
    best = min(found, key=squares)

    assert squares(best) == pytest.approx(78.85144, abs=5e-6)
    assert sizes(best) == [38, 50, 62]


@pytest.mark.parametrize("k", [2, 3, 6])
def test_from_the_same_first_rows_scikit_learn_finds_the_same_centroids(k, training_data, train):
    rng = np.random.RandomState(k)
    matrix = np.concatenate([rng.randn(200, 3) + 3 * rng.randn(3) for _ in range(k)])
    first = rng.choice(len(matrix), k, replace=False)
    marked = np.isin(np.arange(len(matrix)), first).astype(float)
    data = training_data(list(matrix.T), marked)

    model = train(
        "KMEANS", data, num_clusters=k, kmeans_init_method="CUSTOM", kmeans_init_col="first",
        early_stop=False, max_iterations=500,
    )  # fmt: skip

    start = matrix[np.sort(first)]
    expected = KMeans(k, init=start, n_init=1, max_iter=500, tol=0, algorithm="lloyd").fit(matrix)
    np.testing.assert_allclose(
        points(model, data.columns), expected.cluster_centers_, rtol=1e-12, atol=1e-12
    )
    assert squares(model) == pytest.approx(expected.inertia_, rel=1e-12)


def test_the_loss_never_grows(training_data, train):
    """Lloyd's algorithm: each step is the best for the other one."""
    rng = np.random.RandomState(0)
    data = training_data(list(rng.randn(4, 1000)), np.zeros(1000))

    model = train("KMEANS", data, num_clusters=8, early_stop=False, max_iterations=60)

    losses = [row["loss"] for row in model.training_info()]
    assert len(losses) > 5
    assert all(after <= before + 1e-12 for before, after in pairwise(losses))


def test_figures_are_mean_squares_and_the_index_with_root_mean_square_radii(training_data, train):
    """scikit-learn's index has mean radii: equal where every row is as far as the others."""
    corners = np.array([[x, y] for x in (-1.0, 1.0) for y in (-1.0, 1.0)])
    right, above = np.array([10.0, 0.0]), np.array([0.0, 12.0])
    matrix = np.concatenate([corners, corners + right, corners + above])
    data = training_data(list(matrix.T), np.zeros(12))
    model = train("KMEANS", data, num_clusters=3, kmeans_init_method="KMEANS++", early_stop=False)
    nearest = model.score(list(matrix.T))
    cluster = nearest[:, 0].astype(int) - 1

    found = model.figures(
        np.bincount(cluster, minlength=3).astype(float),
        np.bincount(cluster, nearest[:, model.n_nearest] ** 2, 3),
    )

    assert found["davies_bouldin_index"] == pytest.approx(davies_bouldin_score(matrix, cluster))
    assert found["mean_squared_distance"] == pytest.approx(2.0, rel=1e-12)


def test_scores_are_the_numbers_of_the_nearest_and_their_distances(training_data, train):
    rng = np.random.RandomState(4)
    matrix = rng.randn(500, 2)
    data = training_data(list(matrix.T), np.zeros(500))
    model = train("KMEANS", data, num_clusters=7)

    scored = model.score(list(matrix.T))

    apart = np.linalg.norm(matrix[:, None] - points(model, data.columns), axis=2)
    order = np.argsort(apart, axis=1)[:, :5]
    assert model.n_nearest == 5
    np.testing.assert_array_equal(scored[:, :5], order + 1)
    np.testing.assert_allclose(scored[:, 5:], np.take_along_axis(apart, order, 1), rtol=1e-12)


def test_cosine_looks_at_directions_only(training_data, train):
    rng = np.random.RandomState(5)
    angle = np.concatenate([rng.normal(0.3, 0.05, 100), rng.normal(2.0, 0.05, 100)])
    matrix = np.stack([np.cos(angle), np.sin(angle)], 1) * rng.uniform(0.1, 50, (200, 1))
    data = training_data(list(matrix.T), np.zeros(200))

    model = train(
        "KMEANS", data, num_clusters=2, distance_type="COSINE", kmeans_init_method="KMEANS++",
        standardize_features=False,
    )  # fmt: skip

    assert sizes(model) == [100, 100]
    center = points(model, data.columns)
    cosine = (matrix @ center.T) / np.outer(
        np.linalg.norm(matrix, axis=1), np.linalg.norm(center, axis=1)
    )
    expected = np.sqrt(np.maximum(0, 1 - cosine)).min(axis=1)
    np.testing.assert_allclose(model.score(list(matrix.T))[:, 2], expected, atol=1e-8)


def test_a_category_is_a_coordinate_of_its_own(training_data, train):
    """Against the dense one-hot matrix: distances, centroids as shares of the cluster's rows."""
    rng = np.random.RandomState(6)
    number, code = rng.randn(300), rng.randint(0, 3, 300)
    data = training_data([number, code], np.zeros(300))
    model = train("KMEANS", data, num_clusters=4, early_stop=False, max_iterations=100)
    rows = model.centroids(data.columns)
    center = np.array(
        [
            [a["numerical_value"], *(pair["value"] for pair in b["categorical_value"])]
            for a, b in zip(rows[::2], rows[1::2], strict=True)
        ]
    )

    dense = np.column_stack([number, np.eye(3)[code]])
    scored = model.score([number, code])

    apart = np.linalg.norm(dense[:, None] - center, axis=2)
    np.testing.assert_allclose(scored[:, model.n_nearest], apart.min(axis=1), rtol=1e-12)
    members = scored[:, 0] == 1
    np.testing.assert_allclose(center[0], dense[members].mean(axis=0), rtol=1e-12, atol=1e-15)


def test_standardised_features_count_in_deviations_and_centroids_are_on_their_own_scale(
    training_data, train
):
    center, scale = IRIS.mean(axis=0), IRIS.std(axis=0, ddof=1)
    columns = tuple(
        MatrixColumn(f"x{i}", "number", center=float(c), scale=float(s))
        for i, (c, s) in enumerate(zip(center, scale, strict=True))
    )
    standard = (IRIS - center) / scale
    data = training_data(list(standard.T), np.zeros(150), matrix_columns=columns)

    in_deviations = train("KMEANS", data, num_clusters=3, early_stop=False, max_iterations=100)
    as_they_are = train(
        "KMEANS", data, num_clusters=3, early_stop=False, max_iterations=100,
        standardize_features=False, kmeans_init_method="KMEANS++",
    )  # fmt: skip

    for model, matrix in ((in_deviations, standard), (as_they_are, IRIS)):
        cluster = model.score(list(standard.T))[:, 0]
        means = [IRIS[cluster == i + 1].mean(axis=0) for i in range(3)]
        np.testing.assert_allclose(points(model, columns), means, rtol=1e-9)
        inner = sum(
            ((matrix[cluster == i] - matrix[cluster == i].mean(axis=0)) ** 2).sum()
            for i in (1, 2, 3)
        )
        assert squares(model) == pytest.approx(inner, rel=1e-9)


@pytest.mark.parametrize(("n", "k"), [(20, 2), (344, 3), (4000, 4)])
def test_without_a_number_of_clusters_it_follows_the_rows(n, k, training_data, train):
    """BigQuery ML: log10 of the number of training rows."""
    rng = np.random.RandomState(n)
    data = training_data(list(rng.randn(2, n)), np.zeros(n))

    assert train("KMEANS", data).n_clusters == k


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_start(training_data, train):
    rng = np.random.RandomState(8)
    data = training_data(list(rng.randn(3, 2000)), np.zeros(2000))

    one, same = (train("KMEANS", data, num_clusters=5, threads=n) for n in (1, 4))
    other = train("KMEANS", data, num_clusters=5, seed=7)

    assert all(a.tobytes() == same.arrays()[name].tobytes() for name, a in one.arrays().items())
    assert one.arrays()["points"].tobytes() != other.arrays()["points"].tobytes()


def test_blocks_and_batches_of_the_engine_do_not_count(training_data, train, monkeypatch):
    """Rows are summed in blocks of one size, kept in memory or read again."""
    rng = np.random.RandomState(9)
    data = training_data(list(rng.randn(3, 40_000)), np.zeros(40_000))
    kept = train("KMEANS", data, num_clusters=4, max_iterations=3)

    monkeypatch.setattr("forebay.algorithms.row_blocks.KEPT_BYTES", 0)
    streamed = train("KMEANS", data, num_clusters=4, max_iterations=3)

    assert kept.arrays()["points"].tobytes() == streamed.arrays()["points"].tobytes()


def test_one_row_scores_as_among_others(training_data, train):
    rng = np.random.RandomState(10)
    columns = [rng.randn(1000), rng.randn(1000), rng.randint(0, 40, 1000)]
    model = train("KMEANS", training_data(columns, np.zeros(1000)), num_clusters=6)

    whole = model.score(columns)

    alone = np.concatenate([model.score([c[i : i + 1] for c in columns]) for i in range(50)])
    assert alone.tobytes() == whole[:50].tobytes()
    assert model.score([c[:0] for c in columns]).shape == (0, model.n_outputs)


def test_a_stored_model_scores_the_same(training_data, train):
    rng = np.random.RandomState(11)
    columns = [rng.randn(400), rng.randint(0, 5, 400)]
    model = train("KMEANS", training_data(columns, np.zeros(400)), num_clusters=3)

    again = load_model("KMEANS", model.describe(), model.arrays())

    assert again.score(columns).tobytes() == model.score(columns).tobytes()
    assert again.describe() == model.describe()


def test_unseen_categories_are_far_from_all_and_infinite_numbers_near_nothing(training_data, train):
    rng = np.random.RandomState(12)
    columns = [rng.randn(200), rng.randint(0, 2, 200)]
    model = train("KMEANS", training_data(columns, np.zeros(200)), num_clusters=2)

    scored = model.score([np.array([0.0, np.inf, np.nan]), np.array([-1, 0, 1])])

    assert np.isfinite(scored[0]).all()
    assert np.isnan(scored[1:]).all()


def test_equal_rows_are_drawn_once_and_too_few_are_an_error(training_data, train):
    values = np.repeat([1.0, 2.0, 3.0], 50)
    data = training_data([values], np.zeros(150))

    model = train("KMEANS", data, num_clusters=3)
    with pytest.raises(EngineError) as caught:
        train("KMEANS", data, num_clusters=4)

    assert sorted(points(model, data.columns).ravel()) == [1.0, 2.0, 3.0]
    assert [p.name for p in caught.value.problems] == ["few-distinct-rows"]


def test_custom_starts_need_one_marked_row_for_each_cluster(training_data, train):
    marked = np.zeros(20)
    marked[:3] = 1
    data = training_data([np.arange(20.0)], marked)

    with pytest.raises(EngineError) as caught:
        train("KMEANS", data, num_clusters=2, kmeans_init_method="CUSTOM", kmeans_init_col="first")

    assert [p.name for p in caught.value.problems] == ["init-rows"]


def test_an_emptied_cluster_moves_to_a_row_far_from_all_others(training_data, train):
    """Two first centroids beyond all rows but one: the second has no rows after the first pass."""
    values = np.array([0.0, 0.1, 0.2, 9.0, 9.1, 9.2, 100.0])
    marked = np.array([1, 1, 0, 0, 0, 0, 1.0])
    data = training_data([values], marked)

    model = train(
        "KMEANS", data, num_clusters=3, kmeans_init_method="CUSTOM", kmeans_init_col="first",
        early_stop=False,
    )  # fmt: skip

    assert min(sizes(model)) > 0


def test_early_stop_ends_after_the_first_iteration_of_too_little_progress(training_data, train):
    rng = np.random.RandomState(14)
    data = training_data(list(rng.randn(2, 3000)), np.zeros(3000))

    early = train("KMEANS", data, num_clusters=6, min_rel_progress=0.01)
    whole = train("KMEANS", data, num_clusters=6, early_stop=False, max_iterations=12)

    losses = [row["loss"] for row in early.training_info()]
    progress = [1 - after / before for before, after in pairwise(losses)]
    assert all(share >= 0.01 for share in progress[:-1])
    assert progress[-1] < 0.01
    assert len(whole.training_info()) == 12


def test_ten_thousand_categories_are_one_column(training_data, train):
    rng = np.random.RandomState(15)
    code = np.concatenate([np.arange(10_000), rng.randint(0, 10_000, 10_000)])
    data = training_data([rng.randn(20_000), code], np.zeros(20_000))

    model = train("KMEANS", data, num_clusters=2, max_iterations=2)

    assert model.arrays()["points"].shape == (2, 10_001)


def test_kmeans_plus_plus_starts_far_apart(training_data):
    """Two groups of five among a thousand rows are seldom drawn at random."""
    middle = np.linspace(0, 0.1, 990)
    data = training_data([np.concatenate([middle, [50.0] * 5, [-50.0] * 5])], np.zeros(1000))
    rows = ClusterRows(data, Space.of(data.columns, "EUCLIDEAN", standardize=True))

    def hits(method):
        starts = [first_centroids(rows, 3, method, seed=seed) for seed in range(10)]
        return sum(start.min() == -50 and start.max() == 50 for start in starts)

    assert hits("KMEANS++") >= 9
    assert hits("RANDOM") <= 1
