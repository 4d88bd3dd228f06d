"""The standards of the model, judged on bounds: PASS, FAIL or NOT PROVEN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from whole_job import figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_LEAST_AREA, _LEAD, _MARGIN, _LEAST_OF_SLICE, _MOST_OFF = 0.66, 0.05, 0.01, 0.60, 0.05
_FEW, _FEW_OF_A_CLASS, _SLICE, _SLICE_OF_A_CLASS = 200, 50, 50, 10


def judge(
    score: NDArray[np.float64],
    label: NDArray[Any],
    origins: Mapping[str, NDArray[np.bool_]],
    champion: NDArray[np.float64] | None,
) -> dict[str, Any]:
    """Return figures and verdicts on the judged rows.

    Parameters
    ----------
    origins
        Which rows are of each origin.
    champion
        What the live model says of the rows; None if none is live.

    """
    enough = len(label) >= _FEW and min(label.sum(), (1 - label).sum()) >= _FEW_OF_A_CLASS
    area, off = figures.area(score, label), figures.calibration(score, label)
    verdicts = [
        _at_least("roc_auc >= 0.66", area.value, area.bounds(0.05), _LEAST_AREA),
        _at_least("roc_auc >= baseline + 0.05", area.value, area.bounds(0.05), 0.5 + _LEAD),
        _against(area, champion, label),
        _at_most("calibration_error <= 0.05", off.value, off.bounds(0.05)),
        *_slices(score, label, origins),
    ]
    if not enough:
        verdicts = [{**one, "outcome": "NOT PROVEN"} for one in verdicts]
    said = score > 0.5
    right = int((said == (label == 1)).sum())
    share = float(label.mean())
    return {
        "passed": all(one["outcome"] in {"PASS", "VOID"} for one in verdicts),
        "standards": verdicts,
        "figures": {
            "roc_auc": area.value,
            "roc_auc_interval": area.bounds(0.025),
            "calibration_error": off.value,
            "log_loss": _log_loss(score, label),
            "brier": float(np.mean((score - label) ** 2)),
            "accuracy": right / len(label),
            "accuracy_interval": figures.wilson(right, len(label)),
            "baseline_accuracy": max(share, 1 - share),
        },
    }


def _log_loss(score: NDArray[np.float64], label: NDArray[Any]) -> float:
    return float(-np.log(np.where(label == 1, score, 1 - score)).mean())


def _at_least(text: str, value: float, bounds: tuple[float, float], needs: float) -> dict[str, Any]:
    lower, upper = bounds
    outcome = "PASS" if lower >= needs else "FAIL" if upper < needs else "NOT PROVEN"
    return {"text": text, "value": value, "bound": lower, "needs": needs, "outcome": outcome}


def _at_most(text: str, value: float, bounds: tuple[float, float]) -> dict[str, Any]:
    lower, upper = bounds
    outcome = "PASS" if upper <= _MOST_OFF else "FAIL" if lower > _MOST_OFF else "NOT PROVEN"
    return {"text": text, "value": value, "bound": upper, "needs": _MOST_OFF, "outcome": outcome}


def _against(
    area: figures.Area, champion: NDArray[np.float64] | None, label: NDArray[Any]
) -> dict[str, Any]:
    text = "roc_auc >= champion - 0.01"
    if champion is None:
        return {"text": text, "outcome": "VOID", "note": "no champion"}
    lead = figures.difference(area, figures.area(champion, label))
    return _at_least(text, lead["value"], (lead["lower"], lead["upper"]), -_MARGIN)


def _slices(
    score: NDArray[np.float64], label: NDArray[Any], origins: Mapping[str, NDArray[np.bool_]]
) -> list[dict[str, Any]]:
    """Judge each origin, and how far their calibration is apart."""
    names, areas, errors = [], [], []
    for name, is_in in origins.items():
        own = label[is_in]
        if len(own) >= _SLICE and min(own.sum(), (1 - own).sum()) >= _SLICE_OF_A_CLASS:
            names.append(name)
            areas.append(figures.area(score[is_in], own))
            errors.append(figures.calibration(score[is_in], own))
    below = figures.holm([one.bounds for one in areas], _LEAST_OF_SLICE)
    verdicts: list[dict[str, Any]] = [
        {
            "text": f"roc_auc[{name}] >= 0.60",
            "value": one.value,
            "bound": one.bounds(0.05 / len(areas))[1],
            "needs": _LEAST_OF_SLICE,
            "outcome": "FAIL" if is_below else "PASS",
        }
        for name, one, is_below in zip(names, areas, below, strict=True)
    ]
    apart = figures.gap(errors, 0.05)
    text = "calibration_error_gap <= 0.05"
    return [*verdicts, _at_most(text, apart["value"], (apart["lower"], apart["upper"]))]
