"""Fit and choose what makes probabilities of scores, on rows that did not train the model."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from forebay.algorithms.isotonic_scaling import isotonic_scaling
from forebay.algorithms.platt_scaling import platt_scaling
from forebay.algorithms.score_calibration import CalibrationMethod, ScoreCalibration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

AskedMethod: TypeAlias = Literal["PLATT", "ISOTONIC", "AUTO"]

N_FOLDS: Final = 5
_CLASS_ROWS: Final = 50  # of the rarest class, as the gate asks
_ISOTONIC_ROWS: Final = 1_000
_SMALLEST: Final = 1e-15  # what log loss takes for 0


@dataclass(frozen=True, slots=True)
class FittedCalibration:
    """What calibration rows gave.

    Parameters
    ----------
    calibration
        None: scores stay as they are, because that was chosen or nothing could be fitted.
    rows
        How many rows had a score.
    reason
        Why nothing was fitted that was asked for; empty if something was, or if AUTO chose NONE.
    losses
        AUTO: the cross-validated log loss of each method.

    """

    calibration: ScoreCalibration | None
    rows: int
    reason: str = ""
    losses: Mapping[CalibrationMethod, float] = field(default_factory=dict)


def fit_calibration(
    scores: NDArray[np.float64],
    labels: NDArray[np.int64],
    folds: NDArray[np.int64],
    asked: AskedMethod,
) -> FittedCalibration:
    """Return the calibration that was asked for, or the best one of those that the rows allow.

    Parameters
    ----------
    scores
        Shape (n, 1) for two classes, else (n, n_classes); rows with one that is not finite are left
        out.
    labels
        The index of each row's class, shape (n,).
    folds
        From 0 to 4, shape (n,): rows of one fold are left out together when methods are compared.
    asked
        AUTO compares nothing, PLATT and, from 1,000 rows, ISOTONIC, by log loss in 5-fold
        cross-validation. The one with more freedom is taken only if it is better by more than a
        standard error of the difference.

    """
    known = np.isfinite(scores).all(axis=1)
    scores, labels, folds = scores[known], labels[known], folds[known]
    n_classes = max(2, scores.shape[1])
    rarest = int(np.bincount(labels, minlength=n_classes).min()) if len(labels) else 0
    reason = ""
    if rarest < _CLASS_ROWS:
        reason = f"{rarest:,} rows of the rarest class, and {_CLASS_ROWS} are needed"
    elif asked == "ISOTONIC" and len(labels) < _ISOTONIC_ROWS:
        reason = f"{len(labels):,} rows, and ISOTONIC needs {_ISOTONIC_ROWS:,}"
    if reason:
        return FittedCalibration(None, len(labels), reason)
    losses: Mapping[CalibrationMethod, float] = {}
    method: CalibrationMethod
    if asked == "AUTO":
        method, losses = _best(scores, labels, folds)
    else:
        method = asked
    if method == "NONE":
        return FittedCalibration(None, len(labels), losses=losses)
    try:
        return FittedCalibration(_fitted(scores, labels, method), len(labels), losses=losses)
    except ValueError as error:
        return FittedCalibration(None, len(labels), str(error), losses)


def _fitted(
    scores: NDArray[np.float64], labels: NDArray[np.int64], method: CalibrationMethod
) -> ScoreCalibration:
    fit = platt_scaling if method == "PLATT" else isotonic_scaling
    wanted = [1] if scores.shape[1] == 1 else range(scores.shape[1])
    curves = (
        fit(scores[:, i], (labels == index).astype(np.float64)) for i, index in enumerate(wanted)
    )
    return ScoreCalibration(method, tuple(curves))


def _best(
    scores: NDArray[np.float64], labels: NDArray[np.int64], folds: NDArray[np.int64]
) -> tuple[CalibrationMethod, dict[CalibrationMethod, float]]:
    """Return the method with the least loss, and all losses, the one with least freedom first."""
    chosen: CalibrationMethod = "NONE"
    lost = _log_losses(scores, labels)
    losses: dict[CalibrationMethod, float] = {"NONE": float(lost.mean())}
    methods: tuple[CalibrationMethod, ...] = ("PLATT",)
    if len(labels) >= _ISOTONIC_ROWS:
        methods = ("PLATT", "ISOTONIC")
    for method in methods:
        try:
            other = _left_out(scores, labels, folds, method)
        except ValueError:
            continue
        losses[method] = float(other.mean())
        gain = lost - other
        if gain.mean() > gain.std(ddof=1) / math.sqrt(len(gain)):
            chosen, lost = method, other
    return chosen, losses


def _left_out(
    scores: NDArray[np.float64],
    labels: NDArray[np.int64],
    folds: NDArray[np.int64],
    method: CalibrationMethod,
) -> NDArray[np.float64]:
    """Return the log loss of each row by curves that did not see it."""
    lost = np.empty(len(labels))
    for fold in np.unique(folds):
        out = folds == fold
        made = _fitted(scores[~out], labels[~out], method)
        lost[out] = _log_losses(made.of(scores[out]), labels[out])
    return lost


def _log_losses(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    if scores.shape[1] == 1:
        said = np.where(labels == 1, scores[:, 0], 1.0 - scores[:, 0])
    else:
        said = scores[np.arange(len(labels)), labels]
    return -np.log(np.maximum(said, _SMALLEST))
