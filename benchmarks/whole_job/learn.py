"""Parts by time, the matrix of the features, and training as the build trains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lightgbm as lgb
import numpy as np
import pandas as pd
from by_hand import CATEGORIES, FEATURES, LABEL

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS, LEAST_PROGRESS = 20, 0.01
LARGEST = 2**64 - 1
_HOUR = np.timedelta64(1, "h")
_GATE, _TUNE = 0.2, 0.1
_ALL = tuple(range(len(CATEGORIES)))
# What the build tells LightGBM of these options and rows.
PARAMETERS: dict[str, Any] = {
    "objective": "binary", "metric": "binary_logloss", "learning_rate": 0.3, "max_depth": 6,
    "num_leaves": 64, "min_sum_hessian_in_leaf": 1.0, "min_data_in_leaf": 1, "min_data_in_bin": 1,
    "lambda_l2": 1.0, "min_data_per_group": 200, "cat_smooth": 100.0, "cat_l2": 50.0,
    "deterministic": True, "force_col_wise": True, "seed": 42, "feature_pre_filter": False,
    "bin_construct_sample_cnt": 100_000, "verbosity": -1,
}  # fmt: skip
SMALL = {**PARAMETERS, "max_depth": 4, "num_leaves": 16, "num_threads": 1}


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The rows of the model in the order of the hash of their key, and which part each is in.

    Parameters
    ----------
    places
        Positions in the departures by part, in that order: train, tune, gate, embargo, unlabelled.

    """

    rows: pd.DataFrame
    key_hash: NDArray[np.uint64]
    label: NDArray[np.float32]
    places: dict[str, NDArray[np.intp]]
    cutoffs: dict[str, str]

    def some(self, most: int, *parts: str) -> NDArray[np.intp]:
        """Return about `most` rows of some parts, picked by the hash of their key."""
        at = np.concatenate([self.places[part] for part in parts])
        if len(at) <= most:
            return at
        return at[self.key_hash[at] <= np.uint64(LARGEST * most // len(at))]


def make_frame(rows: pd.DataFrame, key_hash: NDArray[np.uint64]) -> Frame:
    """Split by time: a fifth judges; labels known before it are learned from, a tenth tunes."""
    label = rows[LABEL].to_numpy(np.float32, na_value=np.nan)
    when = rows["sched_dep"].to_numpy() - _HOUR
    known = ~np.isnan(label)
    gate = _last_values(when[known], _GATE)
    is_early = known & (when + 25 * _HOUR < gate)  # known a day after the schedule
    tune = _last_values(when[is_early], _TUNE)
    part = {
        "train": is_early & (when < tune),
        "tune": is_early & (when >= tune),
        "gate": known & (when >= gate),
        "embargo": known & (when < gate) & ~is_early,
        "unlabelled": ~known,
    }
    order = np.argsort(key_hash)
    at = {name: order[is_in[order]] for name, is_in in part.items()}
    return Frame(rows, key_hash, label, at, {"gate": str(gate), "tune": str(tune)})


def _last_values(times: NDArray[Any], share: float) -> Any:
    """Return the first time from which on there are at most a share of the rows."""
    values, counts = counted(times)
    later = np.cumsum(counts[::-1])[::-1]
    return values[later <= share * len(times)][0]


def counted(times: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the different values in order, and how often each occurs; by hashing, not sorting."""
    found = pd.Series(times).value_counts(sort=False).sort_index()
    return found.index.to_numpy(), found.to_numpy()


def vocabularies(frame: Frame) -> dict[str, list[str]]:
    """Return the values of each category in the training rows, sorted."""
    found = {}
    for name in CATEGORIES:
        column = frame.rows[name].cat
        codes = np.unique(column.codes.to_numpy()[frame.places["train"]])
        found[name] = sorted(column.categories[codes[codes >= 0]])
    return found


def matrix(rows: pd.DataFrame, words: dict[str, list[str]]) -> NDArray[np.float32]:
    """Return the features as LightGBM takes them: codes, then numbers; NaN where unknown."""
    values = np.empty((len(rows), len(FEATURES)), np.float32)
    for place, name in enumerate(FEATURES):
        column = rows[name]
        if name in words:
            codes = pd.Index(words[name]).get_indexer(column.cat.categories)
            known = np.append(np.where(codes < 0, np.nan, codes), np.nan).astype(np.float32)
            values[:, place] = known[column.cat.codes.to_numpy()]
        else:
            values[:, place] = column.to_numpy()
    return values


def dataset(
    x: NDArray[np.float32], y: NDArray[Any], parameters: dict[str, Any], **more: Any
) -> lgb.Dataset:
    """Return rows in bins."""
    return lgb.Dataset(
        x, y, categorical_feature=list(_ALL), params=parameters, feature_name=FEATURES, **more
    )


@dataclass(frozen=True, slots=True)
class Trained:
    """A booster and the losses of its rounds, on the training and the tune rows."""

    booster: lgb.Booster
    losses: tuple[tuple[float, float], ...]


def train(
    x: NDArray[np.float32], frame: Frame, threads: int, learn: NDArray[np.intp] | None = None
) -> Trained:
    """Train, stop after the first round that gains less than a hundredth on the tune rows.

    Parameters
    ----------
    learn
        The rows to learn from; None: the training rows.

    """
    parameters = {**PARAMETERS, "num_threads": threads}
    learn, tune = frame.places["train"] if learn is None else learn, frame.places["tune"]
    rows = dataset(x[learn], frame.label[learn], parameters)
    booster = lgb.Booster(parameters, rows)
    booster.add_valid(dataset(x[tune], frame.label[tune], parameters, reference=rows), "tune")
    losses: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        booster.update()
        losses.append((booster.eval_train()[0][2], booster.eval_valid()[0][2]))
        if len(losses) > 1 and losses[-2][1] - losses[-1][1] < LEAST_PROGRESS * losses[-2][1]:
            if losses[-1][1] > losses[-2][1]:
                booster.rollback_one_iter()
                losses.pop()
            break
    return Trained(booster, tuple(losses))


def train_small(
    x: NDArray[np.float32], y: NDArray[Any], parameters: dict[str, Any] | None = None
) -> lgb.Booster:
    """Train 20 trees on few rows, to compare with; threads would only wait for each other."""
    parameters = parameters or SMALL
    booster = lgb.Booster(parameters, dataset(x, y, parameters))
    for _ in range(ROUNDS):
        booster.update()
    return booster
