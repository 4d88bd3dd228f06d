"""What ``forebay report`` computes of a model when it is first asked, and its pictures."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from by_hand import FEATURES
from scipy.stats import norm
from sklearn.metrics import roc_curve

from whole_job import figures, learn
from whole_job.audit import importance, simpler
from whole_job.pictures import Chart, intervals_svg

if TYPE_CHECKING:
    from pathlib import Path

    import lightgbm as lgb
    from numpy.typing import NDArray

    from whole_job.learn import Frame

_SHARES, _PIECES = (16, 8, 4, 2), 8_192
_ROWS, _SCORED, _LEAST = 4_000, 20_000, 30
_WEEK = np.timedelta64(7, "D")
_BINS = 15


def write_report(
    out: Path,
    booster: lgb.Booster,
    frame: Frame,
    x: NDArray[np.float32],
    told: dict[str, Any],
    *,
    threads: int,
) -> dict[str, Any]:
    """Train again on less, explain, cut by time and slice; write ``report.html``."""
    gate = frame.places["gate"]
    judged, some = gate[:_SCORED], gate[:_ROWS]
    found = {
        "importance": importance(booster, x[some], frame.label[some]),
        "shapley": _shapley(booster, x[some]),
        "curve": _curve(booster, frame, x, judged, threads),
        "simpler": simpler(booster, frame, x, frame.places["train"], judged),
    }
    score, label = booster.predict(x[gate]), frame.label[gate]
    when = frame.rows["sched_dep"].to_numpy()[gate]
    weeks = ((when - when.min()) // _WEEK).astype(str)
    origins = frame.rows["origin"].to_numpy()[gate]
    found["times"] = _by(weeks, score, label)
    found["slices"] = _by(origins, score, label)
    pictures = [*_curves(score, label), *_bars(found), *_rounds(told)]
    words = escape(json.dumps({**told, "report": found}, indent=1, default=str))
    page = f"<!doctype html><title>late_arrival</title>{''.join(pictures)}<pre>{words}</pre>"
    (out / "report.html").write_text(page)
    return found


def _shapley(booster: lgb.Booster, x: NDArray[np.float32]) -> dict[str, tuple[float, float, float]]:
    """Return by feature how much it moves predictions, with 95 % intervals."""
    parts = np.abs(booster.predict(x, pred_contrib=True)[:, :-1])
    mean, wide = parts.mean(axis=0), norm.isf(0.025) * parts.std(axis=0) / np.sqrt(len(x))
    ranked = sorted(zip(FEATURES, mean, mean - wide, mean + wide, strict=True), key=lambda r: -r[1])
    return {name: (value, low, high) for name, value, low, high in ranked}


def _curve(
    booster: lgb.Booster,
    frame: Frame,
    x: NDArray[np.float32],
    judged: NDArray[np.intp],
    threads: int,
) -> list[dict[str, Any]]:
    """Train on a sixteenth to a half of the rows, each share within the next; judge on the same."""
    learned = frame.places["train"]
    piece = (frame.key_hash[learned] % np.uint64(_PIECES)).astype(np.intp)
    models = [(booster, learned)]
    for share in _SHARES:
        own = learned[piece < _PIECES // share]
        models.append((learn.train(x, frame, threads, own).booster, own))
    found = []
    for model, own in sorted(models, key=lambda pair: len(pair[1])):
        reached = figures.area(model.predict(x[judged]), frame.label[judged])
        seen = own[:_SCORED]
        trained = figures.area(model.predict(x[seen]), frame.label[seen]).value
        low, high = reached.bounds(0.025)
        found.append({"rows": len(own), "value": reached.value, "low": low, "high": high})
        found[-1]["trained"] = trained
    return found


def _by(
    values: NDArray[Any], score: NDArray[np.float64], label: NDArray[Any]
) -> dict[str, tuple[float, float, float]]:
    found = {}
    for value in pd.unique(values):
        is_in = values == value
        if is_in.sum() >= _LEAST:
            area = figures.area(score[is_in], label[is_in])
            found[str(value)] = (area.value, *area.bounds(0.025))
    return found


def _curves(score: NDArray[np.float64], label: NDArray[Any]) -> list[str]:
    """Return the charts over all thresholds, and calibration."""
    alarms, recall, thresholds = roc_curve(label, score)
    positive, negative = label.sum(), (1 - label).sum()
    low, high = _wilson(recall, positive)
    band = [*zip(alarms, high, strict=True), *zip(alarms[::-1], low[::-1], strict=True)]
    said = recall * positive + alarms * negative
    precision = np.divide(recall * positive, said, out=np.ones_like(said), where=said > 0)
    inside = slice(1, None)
    at = np.argsort(score, kind="stable")
    bins = [part for part in np.array_split(at, _BINS) if len(part)]
    calibrated = [(float(score[b].mean()), float(label[b].mean())) for b in bins]
    straight = [(0.0, 0.0), (1.0, 1.0)]
    above = [
        list(zip(thresholds[inside], share[inside], strict=True)) for share in (recall, alarms)
    ]
    charts = [
        Chart("ROC", ("false positives", "recall"), [_points(alarms, recall), straight], band),
        Chart("Precision and recall", ("recall", "precision"), [_points(recall, precision)]),
        Chart("Scores by class", ("threshold", "share above it"), above),
        Chart("Calibration", ("said", "happened"), [calibrated]),
    ]
    return [chart.svg() for chart in charts]


def _points(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[tuple[float, float]]:
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _wilson(share: NDArray[np.float64], n: float) -> tuple[Any, Any]:
    z = float(norm.isf(0.025))
    middle = (share * n + z * z / 2) / (n + z * z)
    wide = z / (n + z * z) * np.sqrt(n * share * (1 - share) + z * z / 4)
    return middle - wide, middle + wide


def _bars(found: dict[str, Any]) -> list[str]:
    lost = [(n, t["value"], t["lower"], t["upper"]) for n, t in found["importance"].items()]
    grown = [(f"{p['rows']:,}", p["value"], p["low"], p["high"]) for p in found["curve"]]
    return [
        intervals_svg("AUC lost when shuffled", lost),
        intervals_svg("AUC by training rows", grown),
        *(
            intervals_svg(title, [(name, *ends) for name, ends in found[key].items()])
            for key, title in (
                ("shapley", "Mean absolute Shapley value"),
                ("times", "AUC by week"),
                ("slices", "AUC by origin"),
            )
        ),
    ]


def _rounds(told: dict[str, Any]) -> list[str]:
    losses = told["losses"]
    lines = [[(float(i), loss[part]) for i, loss in enumerate(losses, 1)] for part in (0, 1)]
    return [Chart("Training", ("round", "log loss"), lines).svg()]
