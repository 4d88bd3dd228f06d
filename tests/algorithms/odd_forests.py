"""Forests that LightGBM grew on odd rows, and odder rows to put to them."""

from __future__ import annotations

import lightgbm
import numpy as np

from forebay.algorithms.lightgbm_text import read_lightgbm_text

N_NUMBERS, N_CATEGORIES = 4, 3
OBJECTIVES = {
    "binary": {"objective": "binary"},
    "multiclass": {"objective": "multiclass", "num_class": 3},
    "regression": {"objective": "regression"},
    "dart": {
        "objective": "binary",
        "boosting": "dart",
        "drop_rate": 0.5,
        "xgboost_dart_mode": True,
    },
    "zero_as_missing": {"objective": "regression", "zero_as_missing": True},
    "no_missing": {"objective": "binary", "use_missing": False},
    "one_hot": {"objective": "binary", "max_cat_to_onehot": 1000},
}


def odd_numbers(rng, n_rows):
    """Return float32 columns with NaN, infinities, both zeros, tiny values and many ties."""
    values = np.round(rng.randn(n_rows, N_NUMBERS) * 3, 1).astype(np.float32)
    odd = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1e-36, -1e-36, 3e38], np.float32)
    where = rng.uniform(size=values.shape) < 0.15
    values[where] = odd[rng.randint(0, len(odd), where.sum())]
    values[:, 3] = np.nan_to_num(values[:, 3], nan=1.0)  # a column that never misses in training
    return values


def learned(params, seed, *, num_leaves=31, n_rows=600):
    rng = np.random.RandomState(seed)
    numbers = odd_numbers(rng, n_rows)
    codes = rng.randint(0, 40, (n_rows, N_CATEGORIES))
    finite = np.nan_to_num(numbers, nan=2.0, posinf=4.0, neginf=-4.0)
    raw = finite[:, 0].clip(-9, 9) + np.sin(codes[:, 0]) * 3 + rng.randn(n_rows)
    label = raw if params["objective"] == "regression" else np.digitize(raw, [-1.0, 2.0])
    label = (label > 0) if params["objective"] == "binary" else label
    settings_ = {
        "verbosity": -1,
        "num_threads": 1,
        "num_leaves": num_leaves,
        "min_data_in_leaf": 2,
        "min_data_in_bin": 1,
        "min_data_per_group": 2,
        "cat_smooth": 1.0,
        "seed": seed,
        **params,
    }
    matrix = np.column_stack([numbers, codes]).astype(np.float32)
    categorical = list(range(N_NUMBERS, N_NUMBERS + N_CATEGORIES))
    data = lightgbm.Dataset(matrix, label, categorical_feature=categorical, params=settings_)
    return lightgbm.train(settings_, data, 12)


def rows_to_score(booster, seed, n_rows=700):
    """Return rows as odd as those of training, with thresholds themselves and unseen codes."""
    rng = np.random.RandomState(seed + 1_000)
    forest = read_lightgbm_text(booster.model_to_string())
    numbers = odd_numbers(rng, n_rows)
    numbers[:, 3] = odd_numbers(rng, n_rows)[:, 0]  # missing values that training never saw
    for feature in range(N_NUMBERS):
        cuts = forest.threshold[(forest.feature == feature) & ~forest.is_set]
        if len(cuts):
            near = rng.choice(cuts, n_rows // 4)
            toward = rng.choice(np.array([-np.inf, np.inf], np.float32), len(near))
            near[::2] = np.nextafter(near, toward)[::2]
            numbers[: len(near), feature] = near
    codes = rng.randint(-1, 60, (n_rows, N_CATEGORIES))
    return numbers, codes
