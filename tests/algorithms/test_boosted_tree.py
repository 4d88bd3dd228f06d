"""BOOSTED_TREE_*: streamed training that repeats itself bit for bit."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys

import lightgbm
import numpy as np
import pytest

from forebay.algorithms import (
    boosted_tree,
    lightgbm_dataset,
    load_algorithm,
    load_model,
    validate_options,
)
from forebay.errors import InternalError, ProjectError

CLASSIFIER, REGRESSOR = "BOOSTED_TREE_CLASSIFIER", "BOOSTED_TREE_REGRESSOR"


def some_rows(n_rows=3_000, seed=0):
    """Return number and category columns, and a signal in both."""
    rng = np.random.RandomState(seed)
    x, noise, code = rng.randn(n_rows), rng.randn(n_rows), rng.randint(0, 12, n_rows)
    x[::17] = np.nan
    signal = np.nan_to_num(x, nan=1.5) + np.sin(code) * 2 + 0.5 * rng.randn(n_rows)
    return [x, noise, code], signal


def digest(model):
    summed = hashlib.sha256()
    for name, array in sorted(model.arrays().items()):
        summed.update(name.encode() + array.tobytes())
    return summed.hexdigest()


def log_loss(model, columns, label):
    p = model.score(columns)[:, 0]
    return -np.log(np.where(label > 0, p, 1 - p))


def test_the_streamed_model_is_the_one_lightgbm_learns_from_the_whole_matrix(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, signal > 0, n_classes=2)

    model = train(CLASSIFIER, data, early_stop=False)

    values, _ = validate_options(CLASSIFIER, {})
    params = boosted_tree.lightgbm_parameters(data, values, seed=42, threads=1)
    categorical = [int(params.pop("categorical_feature"))]
    matrix = np.column_stack(columns).astype(np.float32)
    whole = lightgbm.Dataset(matrix, signal > 0, params=params, categorical_feature=categorical)
    oracle = lightgbm.train(params, whole, 20).predict(matrix, raw_score=True)
    np.testing.assert_array_equal(model.raw(columns)[:, 0], oracle)


def test_threads_and_batches_never_change_the_model(training_data, train, monkeypatch):
    """SEMANTICS 11: same rows, same model hash, however many threads and batches."""
    columns, signal = some_rows(12_000)
    data = training_data(columns, signal > 0, n_classes=2, n_tune=2_000)
    options = {"subsample": 0.7, "colsample_bynode": 0.7, "early_stop": False}
    one = digest(train(CLASSIFIER, data, threads=1, **options))

    original = type(data.workspace).stream
    monkeypatch.setattr(
        type(data.workspace), "stream", lambda self, text: original(self, text, batch_rows=977)
    )

    assert digest(train(CLASSIFIER, data, threads=2, **options)) == one


@pytest.mark.parametrize("kept_bytes", [0, 1 << 30])
def test_the_order_in_which_rows_come_never_changes_the_model(
    kept_bytes, training_data, train, monkeypatch
):
    """SEMANTICS 11: the order of the keys counts, whether rows are kept or spooled."""
    columns, signal = some_rows(6_000)
    in_order = digest(train(REGRESSOR, training_data(columns, signal)))
    mixed = np.random.default_rng(3).permutation(6_000)
    monkeypatch.setattr("forebay.algorithms.row_blocks.KEPT_BYTES", kept_bytes)

    data = training_data([c[mixed] for c in columns], signal[mixed], key=mixed.astype(np.uint64))

    assert digest(train(REGRESSOR, data)) == in_order


def test_a_sample_chooses_the_bins_of_many_rows(training_data, train, monkeypatch):
    columns, signal = some_rows(20_000)
    data = training_data(columns, signal, n_classes=0)
    of_all = digest(train(REGRESSOR, data))
    monkeypatch.setattr(lightgbm_dataset, "SAMPLE_ROWS", 5_000)
    monkeypatch.setattr("forebay.algorithms.tree_rows.BLOCK_ROWS", 4_096)

    model = train(REGRESSOR, data)

    assert digest(model) != of_all
    assert np.corrcoef(model.score(columns)[:, 0], signal)[0, 1] > 0.9


def test_regression_starts_from_the_label_mean_even_far_from_zero(training_data, train):
    columns, signal = some_rows()
    far = 1e9 + signal  # float32, which LightGBM keeps labels in, steps by 64 there

    model = train(REGRESSOR, training_data(columns, far), early_stop=False)

    error = model.score(columns)[:, 0] - far
    assert error.var() < 0.1 * signal.var()
    assert model.describe()["base_score"] == pytest.approx(far.mean(), rel=1e-15)


def test_three_classes_have_probabilities_that_sum_to_one(training_data, train):
    columns, signal = some_rows()
    label = np.digitize(signal, [-1, 1])

    model = train(CLASSIFIER, training_data(columns, label, n_classes=3))

    scores = model.score(columns)
    assert scores.shape == (3_000, 3)
    np.testing.assert_allclose(scores.sum(axis=1), 1.0, rtol=1e-12)
    assert (scores.argmax(axis=1) == label).mean() > 0.8


def test_training_info_counts_rounds_from_one_and_gives_both_losses(training_data, train):
    columns, signal = some_rows()
    label = (signal > 0).astype(float)
    data = training_data(columns, label, n_classes=2, n_tune=1_000)

    model = train(CLASSIFIER, data, max_iterations=7, early_stop=False)

    rows = model.training_info()
    losses = log_loss(model, columns, label)
    assert [row["iteration"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[-1]["loss"] == pytest.approx(losses[:2_000].mean(), rel=1e-9)
    assert rows[-1]["eval_loss"] == pytest.approx(losses[2_000:].mean(), rel=1e-9)
    assert {row["learning_rate"] for row in rows} == {0.3}


def test_the_losses_have_the_same_bits_with_any_number_of_threads(training_data, train):
    columns, signal = some_rows()
    weight = np.linspace(0.1, 3.0, len(signal))
    data = training_data(columns, signal > 0, n_classes=2, n_tune=1_000, weight=weight)
    found = []
    for threads in (1, 2, 3):
        rows = train(CLASSIFIER, data, max_iterations=5, threads=threads).training_info()
        found.append([(row["loss"].hex(), row["eval_loss"].hex()) for row in rows])
    assert found[0] == found[1] == found[2]


def test_early_stop_ends_after_the_first_round_of_too_little_progress(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, signal > 0, n_classes=2, n_tune=1_000)

    stopped = train(CLASSIFIER, data, max_iterations=50, min_rel_progress=0.05)
    full = train(CLASSIFIER, data, max_iterations=50, early_stop=False)

    losses = [row["eval_loss"] for row in full.training_info()]
    gains = [(a - b) / a for a, b in itertools.pairwise(losses)]
    last = next(i for i, gain in enumerate(gains) if gain < 0.05) + 2
    kept = last if gains[last - 2] >= 0 else last - 1
    assert len(stopped.training_info()) == stopped.forest.n_trees == kept < 50
    assert "Early stop" in stopped.describe()["notes"][0]


def test_a_round_that_made_things_worse_is_taken_back(training_data, train):
    rng = np.random.RandomState(3)
    columns = [rng.randn(300), rng.randn(300)]
    data = training_data(columns, rng.randint(0, 2, 300), n_classes=2, n_tune=150)

    model = train(CLASSIFIER, data, max_iterations=50, min_rel_progress=0.0)

    losses = [row["eval_loss"] for row in model.training_info()]
    assert losses == sorted(losses, reverse=True)
    assert len(losses) < 50


def test_labels_that_cannot_be_told_apart_give_the_share_of_the_class(training_data, train):
    data = training_data([np.zeros(100)], np.arange(100) < 30, n_classes=2)

    model = train(CLASSIFIER, data)

    assert model.score([np.zeros(3)])[:, 0].tolist() == pytest.approx([0.3] * 3, rel=1e-6)
    assert "No split" in model.describe()["notes"][0]


def test_row_weights_and_class_weights_multiply(training_data, train):
    columns, signal = some_rows(500)
    label = (signal > 0).astype(int)
    weight = np.where(label == 1, 3.0, 0.5)

    by_rows = train(CLASSIFIER, training_data(columns, label, n_classes=2, weight=weight))
    by_class = train(
        CLASSIFIER, training_data(columns, label, n_classes=2), class_weights=((0, 0.5), (1, 3.0))
    )

    assert digest(by_rows) == digest(by_class)


def test_importance_counts_splits_and_means_gain_and_cover(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, signal > 0, n_classes=2)

    model = train(CLASSIFIER, data)

    rows = {row["feature"]: row for row in model.importance(data.columns)}
    forest = model.forest
    of_x = forest.feature == 0
    assert set(rows) == {"f0", "f1", "f2"}
    assert rows["f0"]["importance_weight"] == of_x.sum()
    assert rows["f0"]["importance_gain"] == pytest.approx(forest.gain[of_x].mean())
    assert rows["f0"]["importance_cover"] == pytest.approx(forest.cover[of_x].mean())
    assert rows["f1"]["importance_gain"] < rows["f0"]["importance_gain"]
    # The root covers all rows: the second derivative of log loss is p (1 - p) in each.
    share = (signal > 0).mean()
    assert forest.cover[0] == pytest.approx(3_000 * share * (1 - share), rel=1e-5)


def test_trees_have_no_weights(training_data, train):
    columns, signal = some_rows(300)
    data = training_data(columns, signal)

    with pytest.raises(ProjectError, match=r"not-supported.*ML\.WEIGHTS"):
        train(REGRESSOR, data).weights(data.columns)


@pytest.mark.parametrize("model_type", [CLASSIFIER, REGRESSOR])
def test_a_stored_model_predicts_the_same(model_type, training_data, train):
    columns, signal = some_rows(500)
    classes = 2 if model_type == CLASSIFIER else 0
    label = signal > 0 if classes else signal
    model = train(model_type, training_data(columns, label, n_classes=classes))

    again = load_model(model_type, model.describe(), model.arrays())

    assert again.score(columns).tobytes() == model.score(columns).tobytes()
    assert again.training_info() == model.training_info()


def test_progress_names_the_round_and_its_figure(training_data):
    columns, signal = some_rows(500)
    values, _ = validate_options(CLASSIFIER, {})
    told = []

    load_algorithm(CLASSIFIER).train(
        training_data(columns, signal > 0, n_classes=2, n_tune=100),
        values,
        seed=1,
        threads=1,
        on_progress=lambda share, text: told.append((share, text)),
    )

    assert told[0] == (None, "reading rows")
    assert told[1][0] == 1 / 20
    assert told[1][1].startswith("round 1 of 20, tune log_loss 0.")


def test_training_says_nothing_on_the_terminal(training_data, train, capfd):
    columns, signal = some_rows(300)
    columns[2] = columns[2] - 1  # an unknown category, of which LightGBM would warn

    train(CLASSIFIER, training_data(columns, signal > 9, n_classes=2))

    assert capfd.readouterr() == ("", "")


def test_what_validates_and_what_scores_imports_nothing_heavy():
    """SEMANTICS 22."""
    code = (
        "import sys, forebay.algorithms as a; a.validate_options('LOGISTIC_REG', {});"
        "assert not {'numpy', 'lightgbm', 'duckdb', 'sqlglot'} & set(sys.modules);"
        "a.load_algorithm('BOOSTED_TREE_REGRESSOR'); a.load_algorithm('LOGISTIC_REG');"
        "assert not {'lightgbm', 'duckdb'} & set(sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


TRAIN = """
import sys
from pathlib import Path
from forebay.algorithms import TrainingData, load_algorithm, validate_options
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.features.matrix_column import MatrixColumn
space = DuckDBEngine().workspace(
    threads=1, memory_limit=None, readable=[], scratch=Path(sys.argv[1])
)
query = (
    "SELECT i::DOUBLE AS f0, (i % 3)::DOUBLE AS label, 1e0 AS weight, i::UBIGINT AS key"
    " FROM range(100) t(i)"
)
data = TrainingData(space, query, None, (MatrixColumn("x", "number"),), 0, 100, 0)
values, _ = validate_options("BOOSTED_TREE_REGRESSOR", {})
load_algorithm("BOOSTED_TREE_REGRESSOR").train(
    data, values, seed=1, threads=1, on_progress=lambda *_: None
)
space.close()
assert not {"lightgbm", "pandas", "sklearn", "scipy", "pyarrow"} & set(sys.modules)
"""


def test_training_imports_neither_lightgbm_nor_pandas(tmp_path):
    command = [sys.executable, "-c", TRAIN, str(tmp_path / "scratch")]

    assert subprocess.run(command, check=False).returncode == 0


def test_what_lightgbm_refuses_is_reported_in_its_words(training_data, train, monkeypatch):
    original = boosted_tree.lightgbm_parameters
    monkeypatch.setattr(
        boosted_tree,
        "lightgbm_parameters",
        lambda *given, **named: original(*given, **named) | {"objective": "horoscope"},
    )

    with pytest.raises(InternalError, match="Unknown objective type name: horoscope"):
        train(REGRESSOR, training_data([np.arange(9.0)], np.arange(9.0)))
