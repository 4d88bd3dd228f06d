"""What LightGBM cannot do, trained by XGBoost and answered by our own forest.

Outside truth is XGBoost's own Python package, on the same matrix with the same parameters. It sums
float32 leaves in float32, we in float64: raw scores differ by rounding, at most 2^-24 of the sum of
the largest leaf of each tree for each tree added.
"""

from __future__ import annotations

import json

import numpy as np
import pytest
import xgboost
from hypothesis import given, settings
from hypothesis import strategies as st

from forebay.algorithms import load_algorithm, load_model, validate_options
from forebay.algorithms.attribution_of import attribution_of
from forebay.algorithms.tree_gradients import exactly_summable
from forebay.algorithms.xgboost_booster import XGBoostBooster
from forebay.algorithms.xgboost_reasons import xgboost_reasons
from forebay.errors import ProjectError

CLASSIFIER, REGRESSOR = "BOOSTED_TREE_CLASSIFIER", "BOOSTED_TREE_REGRESSOR"
FOREST, SHARES = "RANDOM_FOREST_REGRESSOR", "RANDOM_FOREST_CLASSIFIER"
FEW = {"max_iterations": 5, "early_stop": False}
DART = {"booster_type": "DART", "dropout": 0.4}
# One for each reason, and some together.
ASKING = [
    {"tree_method": "EXACT"},
    {"tree_method": "APPROX"},
    {"colsample_bylevel": 0.5},
    {**DART, "dart_normalize_type": "FOREST"},
    {**DART, "num_parallel_tree": 3, "subsample": 0.6},
    {**DART, "num_parallel_tree": 2, "dart_normalize_type": "FOREST", "tree_method": "EXACT"},
    {"tree_method": "APPROX", "colsample_bylevel": 0.5, "subsample": 0.7, "colsample_bytree": 0.7},
]


def some_rows(n_rows=800, seed=3, n_categories=9):
    rng = np.random.RandomState(seed)
    x, noise, code = rng.randn(n_rows), rng.randn(n_rows), rng.randint(0, n_categories, n_rows)
    x[::13], code[::11] = np.nan, -1
    signal = np.nan_to_num(x, nan=0.7) + np.sin(code) * 1.5 + 0.4 * rng.randn(n_rows)
    return [x, noise, code], signal


def label_of(signal, n_classes):
    cuts = {0: signal, 2: signal > 0.3, 3: np.digitize(signal, [-0.4, 0.9])}
    return cuts[n_classes].astype(np.float64)


def type_of(n_classes):
    return CLASSIFIER if n_classes else REGRESSOR


@pytest.fixture
def seen(monkeypatch):
    """Return the boosters that were trained: XGBoost's own model, and what it says of the rows."""
    found = []
    forest = XGBoostBooster.forest

    def watched(self, n_rounds):
        found.append((self._predicted(0, training=False), self.predicted(0)))
        return forest(self, n_rounds)

    monkeypatch.setattr(XGBoostBooster, "forest", watched)
    return found


def rounding(model):
    trees = model.forest
    largest = sum(
        float(np.abs(trees.leaf_value[a:b]).max())
        for a, b in zip(trees.leaf_start[:-1], trees.leaf_start[1:], strict=True)
    )
    return 2**-24 * (trees.n_trees + 2) * max(1.0, largest)


@pytest.mark.parametrize("n_classes", [0, 2, 3])
@pytest.mark.parametrize("options", ASKING, ids=str)
def test_our_forest_answers_as_xgboost_does(options, n_classes, training_data, train, seen):
    columns, signal = some_rows()
    data = training_data(columns, label_of(signal, n_classes), n_classes=n_classes)

    model = train(type_of(n_classes), data, **FEW, **options)

    said = seen[0][1].reshape(len(signal), -1)
    np.testing.assert_allclose(
        model.score(columns) - model.base_score, said, rtol=0, atol=rounding(model)
    )
    assert len(model.training_info()) == 5
    (note,) = model.describe()["notes"]
    assert note.startswith(f"XGBoost {xgboost.__version__} grew the trees, because of ")


def log_loss_derivatives(raw, matrix):
    share = 1 / (1 + np.exp(-raw.astype(np.float64)))
    return share - matrix.get_label(), share * (1 - share)


@pytest.mark.parametrize("n_classes", [0, 2])
@pytest.mark.parametrize(
    ("options", "theirs"),
    [
        ({"tree_method": "EXACT"}, {"tree_method": "exact"}),
        ({"tree_method": "APPROX"}, {"tree_method": "approx"}),
        ({"colsample_bylevel": 0.5}, {"colsample_bylevel": 0.5}),
        (
            {**DART, "dart_normalize_type": "FOREST"},
            {"booster": "dart", "rate_drop": 0.4, "normalize_type": "forest"},
        ),
    ],
    ids=str,
)
def test_the_trees_are_those_of_xgboosts_own_training(
    options, theirs, n_classes, training_data, train
):
    """A label mean that float32 holds; our gradients are theirs but for the last digit.

    The bins of APPROX are weighted by second derivatives, where that digit moves thresholds: there
    XGBoost is given the formula of the derivatives, as we have it.
    """
    columns, signal = some_rows()
    label = label_of(signal, n_classes)
    if n_classes:  # as many rows of each class: both begin with a probability of 1/2
        label = (signal > np.median(signal)).astype(float)
    else:
        label = np.round(label - label.mean(), 3)
        label -= label.mean()
    data = training_data(columns, label, n_classes=n_classes)

    model = train(type_of(n_classes), data, category_encoding_method="LABEL_ENCODING",
                  **FEW, **options)  # fmt: skip

    matrix = np.column_stack([*columns[:2], np.where(columns[2] < 0, np.nan, columns[2])])
    is_given = n_classes and "APPROX" in options.values()
    objective = "binary:logistic" if n_classes and not is_given else "reg:squarederror"
    base = 0.5 if objective == "binary:logistic" else 0.0
    booster = xgboost.train(
        {"objective": objective, "base_score": base, "eta": 0.3, "max_depth": 6, "seed": 42,
         "nthread": 1, **theirs},
        xgboost.DMatrix(matrix.astype(np.float32), label), 5,
        obj=log_loss_derivatives if is_given else None,
    )  # fmt: skip
    raw = booster.predict(xgboost.DMatrix(matrix.astype(np.float32)), output_margin=True)
    np.testing.assert_allclose(model.raw(columns)[:, 0], raw, rtol=0, atol=2e-5)


@pytest.mark.parametrize("encoding", ["", "ONE_HOT_ENCODING", "LABEL_ENCODING", "TARGET_ENCODING"])
@pytest.mark.parametrize("n_classes", [0, 3])
def test_categories_are_encoded_as_the_option_says(encoding, n_classes, training_data, train, seen):
    columns, signal = some_rows(n_categories=40)
    data = training_data(columns, label_of(signal, n_classes), n_classes=n_classes)
    more = {"category_encoding_method": encoding} if encoding else {}

    model = train(type_of(n_classes), data, tree_method="APPROX", **FEW, **more)

    said = seen[0][1].reshape(len(signal), -1)
    np.testing.assert_allclose(
        model.score(columns) - model.base_score, said, rtol=0, atol=rounding(model)
    )
    on_code = model.forest.feature == 2
    assert on_code.any()
    assert np.all(model.forest.is_set[on_code]) == (encoding != "LABEL_ENCODING")
    if encoding == "ONE_HOT_ENCODING":
        words = [
            model.forest.set_words[a:b]
            for a, b in zip(model.forest.set_start[:-1], model.forest.set_start[1:], strict=True)
        ]
        sizes = {sum(int(w).bit_count() for w in part) for part in words if len(part)}
        assert sizes <= {1, 39}  # one category against the rest


@pytest.mark.parametrize("model_type", [FOREST, SHARES])
@pytest.mark.parametrize("n_classes", [2, 3])
def test_a_forest_is_the_mean_of_the_labels_in_leaves(model_type, n_classes, training_data, train):
    """Nothing is drawn and nothing held back: every tree is the same, a leaf is a share."""
    columns, signal = some_rows()
    n_classes = 0 if model_type == FOREST else n_classes
    label = label_of(signal, n_classes)
    data = training_data(columns, label, n_classes=n_classes)

    model = train(model_type, data, tree_method="EXACT", num_parallel_tree=3, subsample=1.0,
                  colsample_bynode=1.0, l2_reg=0.0, max_tree_depth=3)  # fmt: skip

    found = model.score(columns)
    for output in range(found.shape[1]):
        wanted = label if n_classes == 0 else (label == (1 if n_classes == 2 else output))
        for value in np.unique(found[:, output]):
            rows = found[:, output] == value
            if n_classes != 3:  # three forests' shares are divided by their sum
                assert np.mean(wanted[rows]) == pytest.approx(value, abs=1e-5)
    assert found.shape == (len(label), max(1, n_classes) if n_classes == 3 else 1)
    assert model.forest.n_trees == 3 * (3 if n_classes == 3 else 1)
    assert model.training_info()[0]["loss"] > 0
    assert "tree_method EXACT" in model.describe()["notes"][0]


@pytest.mark.parametrize("n_classes", [0, 3])
@pytest.mark.parametrize("options", [*ASKING[1:3], ASKING[4]], ids=str)
def test_threads_and_repetitions_change_nothing(options, n_classes, training_data, train):
    columns, signal = some_rows(4_000)
    data = training_data(columns, label_of(signal * 1e3, n_classes), n_classes=n_classes)

    models = [
        train(type_of(n_classes), data, threads=threads, **FEW, **options) for threads in (1, 3, 3)
    ]
    other = train(type_of(n_classes), data, seed=7, **FEW, **options)

    first, *rest = (model.arrays() for model in models)
    for again in rest:
        assert all(np.array_equal(first[name], again[name]) for name in first)
    if "tree_method" not in options:
        assert not np.array_equal(models[0].raw(columns), other.raw(columns))


def test_what_was_stored_answers_alike_and_adds_up_when_explained(training_data, train):
    columns, signal = some_rows()
    data = training_data(columns, label_of(signal, 2), n_classes=2)
    model = train(CLASSIFIER, data, colsample_bylevel=0.5, **FEW)
    about = json.loads(json.dumps(model.describe()))

    again = load_model(CLASSIFIER, about, model.arrays())
    why = attribution_of(again)
    parts = why.of(columns)

    np.testing.assert_array_equal(again.raw(columns), model.raw(columns))
    np.testing.assert_allclose(
        why.baseline + parts.sum(axis=1), model.raw(columns), rtol=0, atol=1e-9
    )


def test_infinite_numbers_are_the_largest(training_data, train):
    x = np.concatenate([np.arange(40.0), [np.inf] * 20, [-np.inf] * 20])
    label = np.concatenate([np.zeros(40), np.ones(20), np.full(20, 2.0)])
    data = training_data([x], label)

    model = train(REGRESSOR, data, tree_method="EXACT", max_iterations=60, early_stop=False)

    np.testing.assert_allclose(model.score([x])[:, 0], label, atol=1e-3)


def test_the_loss_of_tune_rows_ends_training(training_data, train):
    rng = np.random.RandomState(0)
    x, noise = rng.randn(600), rng.randn(600)
    data = training_data([x], x + noise, n_tune=200)

    model = train(REGRESSOR, data, tree_method="EXACT", max_iterations=50)

    rows = model.training_info()
    assert len(rows) < 50
    assert all(row["eval_loss"] is not None for row in rows)
    assert model.forest.n_trees == len(rows)
    assert "Early stop" in model.describe()["notes"][1]


@given(
    st.lists(
        st.floats(-(2.0**99), 2.0**99, width=32, allow_subnormal=False), min_size=1, max_size=200
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_sums_of_rounded_gradients_are_the_same_in_any_order(values, shuffle):
    rounded = exactly_summable(np.array(values)).astype(np.float64).tolist()
    mixed = list(rounded)
    shuffle.shuffle(mixed)

    assert sum(rounded) == sum(mixed)
    largest = max(map(abs, values))
    assert np.abs(np.array(rounded) - values).max() <= largest * len(values) * 2.0**-50


@pytest.mark.parametrize("options", [{}, {"tree_method": "HIST"}, DART, {"num_parallel_tree": 4}])
def test_lightgbm_trains_what_it_can(options, written, training_data, train):
    values, problems = validate_options(CLASSIFIER, written(**options))

    assert (problems, xgboost_reasons(values)) == ([], {})
    data = training_data([np.arange(60.0)], np.arange(60.0) % 2, n_classes=2)
    assert not any("XGBoost" in n for n in train(CLASSIFIER, data, **options).describe()["notes"])


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"colsample_bynode": 0.5}, "colsample_bynode"),
        ({"category_encoding_method": "ONE_HOT_ENCODING"}, "ONE_HOT_ENCODING"),
    ],
)
def test_what_the_exact_method_cannot_do_is_said_before_anything_runs(options, word, written):
    _, (problem,) = validate_options(REGRESSOR, written(tree_method="EXACT", **options))

    assert problem.name == "not-supported"
    assert word in problem.message
    assert problem.span.text == "'EXACT'"
    _, (of_default,) = validate_options(FOREST, written(tree_method="EXACT"))
    assert "colsample_bynode = 1.0" in of_default.hint


def test_a_trial_that_asks_for_it_is_refused_alone(written, training_data):
    values, problems = validate_options(REGRESSOR, written(colsample_bynode=0.5))
    assert not problems
    data = training_data([np.arange(9.0)], np.arange(9.0))
    with pytest.raises(ProjectError, match="EXACT"):
        load_algorithm(REGRESSOR).train(
            data, values | {"tree_method": "EXACT"}, seed=1, threads=1, on_progress=lambda *_: None
        )
