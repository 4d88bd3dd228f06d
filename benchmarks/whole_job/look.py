"""A look at the rows for what is too good to be true: features, parts, copies, shuffled labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from by_hand import CATEGORIES, FEATURES
from scipy.stats import rankdata

from whole_job import figures, learn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whole_job.learn import Frame

_SAMPLE, _SMALL = 50_000, 10_000
_SHRINK, _LEAST = 10.0, 20
_TOO_GOOD, _KEY_LIKE, _SHUFFLES = 0.95, 0.95, 3


def look_at_rows(
    frame: Frame, x: NDArray[np.float32], digests: NDArray[np.uint64]
) -> dict[str, Any]:
    """Return what was found; AssertionError for what must not be.

    On 50,000 training rows, the small models on 10,000 of each part, copies among all rows.
    """
    at = frame.some(_SAMPLE, "train", "tune")
    y, half = frame.label[at], (frame.key_hash[at] & np.uint64(1)).astype(np.intp)
    powers, nulls = {}, {}
    for place, name in enumerate(FEATURES):
        values = x[at, place]
        if name in CATEGORIES:
            values = _in_the_other_half(values, y, half)
        powers[name] = _power(values, y)
        is_null = np.isnan(x[at, place])
        if _LEAST <= is_null.sum() <= len(at) - _LEAST:
            nulls[name] = 0.5 + abs(is_null[y == 1].mean() - is_null[y == 0].mean()) / 2
    found: dict[str, Any] = {"powers": powers, "null_powers": nulls}
    assert max(powers.values()) < _TOO_GOOD, "a feature tells the label by itself"
    found["key_like"] = _key_like(frame, at)
    found["copies"] = _copies(frame, digests)
    assert not found["copies"], "rows are learned from and judged on"
    found |= _small_models(frame, x)
    return found


def _power(values: NDArray[Any], y: NDArray[Any]) -> float:
    is_known = ~np.isnan(values)
    ranks, late = rankdata(values[is_known]), y[is_known] == 1
    n_late = int(late.sum())
    pairs = ranks[late].sum() - n_late * (n_late + 1) / 2
    found = float(pairs / (n_late * (len(ranks) - n_late)))
    return max(found, 1 - found)


def _in_the_other_half(
    codes: NDArray[Any], y: NDArray[Any], half: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the mean label of each text in the other half, so that rare ones tell nothing."""
    code = np.nan_to_num(codes, nan=np.nanmax(codes) + 1).astype(np.intp)
    n = code.max() + 1
    cell = half * n + code
    late = np.bincount(cell, y, 2 * n).reshape(2, n)
    rows = np.bincount(cell, minlength=2 * n).reshape(2, n)
    means = (late + _SHRINK * y.mean()) / (rows + _SHRINK)
    told = means[1 - half, code]
    told[np.isnan(codes)] = np.nan
    return told


def _key_like(frame: Frame, at: NDArray[np.intp]) -> list[str]:
    some = frame.rows.iloc[at]
    found = []
    for name in FEATURES:
        column = some[name]
        if column.dtype.kind == "f":
            continue
        counted, n = column.nunique(), column.count()
        wide = 0 if name in CATEGORIES else column.max() - column.min()
        if counted > _KEY_LIKE * n and wide <= 4 * len(frame.places["train"]):
            found.append(name)
    return found


def _copies(frame: Frame, digests: NDArray[np.uint64]) -> int:
    """Return how many judged rows have a twin, equal in all columns, among those learned from."""
    seen = np.sort(digests[np.concatenate([frame.places["train"], frame.places["tune"]])])
    judged = digests[frame.places["gate"]]
    place = np.minimum(np.searchsorted(seen, judged), len(seen) - 1)
    return int((seen[place] == judged).sum())


def _small_models(frame: Frame, x: NDArray[np.float32]) -> dict[str, Any]:
    """Ask small models what they should not know: the part of a row, and shuffled labels."""
    seen, judged = frame.some(_SMALL, "train", "tune"), frame.some(_SMALL, "gate")
    at = np.concatenate([seen, judged])
    some, is_judged = x[at], np.repeat([False, True], [len(seen), len(judged)])
    odd = (frame.key_hash[at] & np.uint64(1)) == 1
    apart = learn.train_small(some[~odd], is_judged[~odd])
    told = figures.area(apart.predict(some[odd]), is_judged[odd])
    gains = pd.Series(apart.feature_importance("gain"), FEATURES).nlargest(3)
    areas: list[float] = []
    random = np.random.default_rng(1)
    for _ in range(_SHUFFLES):
        mixed = random.permutation(frame.label[at])
        noise = learn.train_small(some[~is_judged], mixed[~is_judged])
        found = figures.area(noise.predict(some[is_judged]), mixed[is_judged])
        areas.append(found.value)
        if found.value <= 0.5 + 2 * found.error:
            break
    else:
        raise AssertionError("shuffled labels are learned")
    return {
        "adversarial_area": told.value,
        "adversarial_features": list(gains.index),
        "shuffled_area": areas[-1],
    }
