"""What is found out about a model beside its verdict, on the samples that a build takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from by_hand import CATEGORIES, FEATURES
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from threadpoolctl import threadpool_limits

from whole_job import figures, learn

if TYPE_CHECKING:
    import lightgbm as lgb
    from numpy.typing import NDArray

    from whole_job.learn import Frame

_TRAINED, _JUDGED, _ROWS, _SHUFFLED, _EXPLAINED = 12_000, 30_000, 10_000, 4_000, 20
_DAY = np.timedelta64(86_400_000_000, "us")
_BINS, _TELLS, _WORTH_NOTHING = 10, 0.05, 0.001


def audit(booster: lgb.Booster, frame: Frame, x: NDArray[np.float32]) -> dict[str, Any]:
    """Return importance, a linear model, ages, explanations, proxies of groups, age in days."""
    judged = frame.some(_ROWS, "gate")
    sample = frame.some(_TRAINED, "train")
    worse = importance(booster, x[judged[:_SHUFFLED]], frame.label[judged[:_SHUFFLED]])
    when = frame.rows["sched_dep"].to_numpy()
    seen = np.concatenate([frame.places["train"], frame.places["tune"]])
    until = when[seen].max() + _DAY  # the last label is known a day later
    return {
        "importance": worse,
        "idle": [name for name, told in worse.items() if told["upper"] < _WORTH_NOTHING],
        "simpler": simpler(booster, frame, x, sample, frame.some(_JUDGED, "gate")),
        "ages": _ages(frame, x, sample, judged),
        "explained": _explained(booster, x[judged[:_EXPLAINED]]),
        "groups": {"origin": _proxies(x[judged], FEATURES.index("origin"))},
        "age": {"trained_until": str(until), "days": float((when.max() - until) / _DAY)},
    }


def importance(
    booster: lgb.Booster, x: NDArray[np.float32], y: NDArray[Any]
) -> dict[str, dict[str, float]]:
    """Return how much worse the area is where a feature is shuffled; the same rows before."""
    before, random = figures.area(booster.predict(x), y), np.random.default_rng(1)
    found = {}
    for place, name in enumerate(FEATURES):
        mixed = x.copy()
        mixed[:, place] = random.permutation(mixed[:, place])
        found[name] = figures.difference(before, figures.area(booster.predict(mixed), y))
    return dict(sorted(found.items(), key=lambda item: -item[1]["value"]))


def simpler(
    booster: lgb.Booster,
    frame: Frame,
    x: NDArray[np.float32],
    learned: NDArray[np.intp],
    judged: NDArray[np.intp],
) -> dict[str, Any]:
    """Return by how much the trees are better than a logistic regression."""
    n = len(CATEGORIES)
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False, dtype=np.float64)
    scaler = StandardScaler()
    means = np.nanmean(x[learned][:, n:], axis=0)

    def numbers(at: NDArray[np.intp]) -> NDArray[np.float64]:
        plain = x[at][:, n:].astype(np.float64)
        return np.where(np.isnan(plain), means, plain)

    codes = encoder.fit_transform(x[learned][:, :n])
    design = np.hstack([codes, scaler.fit_transform(numbers(learned))])
    with threadpool_limits(1):  # on so few columns, threads only wait for each other
        line = LogisticRegression(solver="newton-cholesky").fit(design, frame.label[learned])
    other = np.hstack([encoder.transform(x[judged][:, :n]), scaler.transform(numbers(judged))])
    y = frame.label[judged]
    theirs = figures.area(line.predict_proba(other)[:, 1], y)
    ours = figures.area(booster.predict(x[judged]), y)
    return {
        "rows": len(learned),
        "judged": len(judged),
        "value": theirs.value,
        "gain": figures.difference(ours, theirs),
    }


def _ages(
    frame: Frame, x: NDArray[np.float32], sample: NDArray[np.intp], judged: NDArray[np.intp]
) -> list[dict[str, Any]]:
    """Return what models of the last, the middle and the first third of a sample reach."""
    when = frame.rows["sched_dep"].to_numpy()
    in_time = sample[np.argsort(when[sample], kind="stable")]
    parameters = {**learn.PARAMETERS, "num_threads": 1}
    first = when[frame.places["gate"]].min()
    found: list[dict[str, Any]] = []
    newest = None
    for third in reversed(np.array_split(in_time, 3)):
        model = learn.train_small(x[third], frame.label[third], parameters)
        reached = figures.area(model.predict(x[judged]), frame.label[judged])
        loss = figures.difference(newest, reached) if newest is not None else None
        newest = newest or reached
        days = float((first - when[third[-1]]) / _DAY)
        found.append({"days": days, "value": reached.value, "loss": loss})
    return found


def _explained(booster: lgb.Booster, x: NDArray[np.float32]) -> dict[str, int]:
    """Return of how many rows the parts of the explanation do not add up to the answer."""
    parts = booster.predict(x, pred_contrib=True).sum(axis=1)
    apart = ~np.isclose(parts, booster.predict(x, raw_score=True), rtol=1e-6, atol=1e-6)
    return {"rows": len(x), "apart": int(apart.sum())}


def _proxies(x: NDArray[np.float32], of: int) -> dict[str, float]:
    """Return the features that tell the origin of a row: mutual information by its entropy."""
    group = x[:, of].astype(np.intp)
    found = {}
    for place, name in enumerate(FEATURES):
        told = _told(_binned(x[:, place], is_code=name in CATEGORIES), group)
        if told >= _TELLS:
            found[name] = round(told, 4)
    return found


def _binned(values: NDArray[np.float32], *, is_code: bool) -> NDArray[np.intp]:
    if not is_code:
        known = values[~np.isnan(values)]
        ends = np.unique(np.quantile(known, np.linspace(0, 1, _BINS + 1)[1:-1]))
        values = np.where(np.isnan(values), _BINS, np.searchsorted(ends, values, "left"))
    return np.unique(values, return_inverse=True)[1]


def _told(feature: NDArray[np.intp], group: NDArray[np.intp]) -> float:
    width, n = group.max() + 1, len(group)
    table = np.bincount(feature * width + group, minlength=(feature.max() + 1) * width)
    table = table.reshape(-1, width) / n
    own, theirs = _entropy(table.sum(axis=0)), _entropy(table.sum(axis=1))
    chance = (table.shape[0] - 1) * (width - 1) / (2 * n)
    return max(0.0, own + theirs - _entropy(table.ravel()) - chance) / own


def _entropy(shares: NDArray[np.float64]) -> float:
    known = shares[shares > 0]
    return float(-(known * np.log(known)).sum())
