"""What makes probabilities of a classifier's scores, once it is trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from forebay.algorithms.isotonic_scaling import IsotonicScaling
from forebay.algorithms.platt_scaling import PlattScaling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

CalibrationMethod: TypeAlias = Literal["NONE", "PLATT", "ISOTONIC"]
Curve: TypeAlias = PlattScaling | IsotonicScaling


@dataclass(frozen=True, slots=True)
class ScoreCalibration:
    """One rising curve for the positive class of two, or one for each of more classes.

    Examples
    --------
    >>> flat = PlattScaling(1.0, 0.0)
    >>> three = ScoreCalibration("PLATT", (flat, flat, flat))
    >>> three.of(np.array([[0.2, 0.3, 0.5]])).round(6).tolist()
    [[0.2, 0.3, 0.5]]

    """

    method: CalibrationMethod
    curves: tuple[Curve, ...]

    def of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return probabilities for scores, both of shape (n_rows, n_outputs).

        Of more than two classes each is put right against the rest, and a row is then scaled to the
        sum of 1 (Zadrozny, Elkan 2002). NaN stays NaN.
        """
        found = np.empty(scores.shape)
        for i, curve in enumerate(self.curves):
            found[:, i] = curve.of(scores[:, i])
        if len(self.curves) == 1:
            return found
        # Column by column, so that a row has the same sum alone as among others.
        total = found[:, 0].copy()
        for i in range(1, len(self.curves)):
            total += found[:, i]
        return found / total[:, None]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON has it: names and numbers."""
        return {"method": self.method, "curves": [curve.to_json() for curve in self.curves]}

    @classmethod
    def from_json(cls, content: Mapping[str, Any], n_outputs: int) -> ScoreCalibration:
        """Return what ``to_json`` wrote.

        Raises
        ------
        ValueError, KeyError, TypeError
            It is not one for so many outputs, or a curve falls.

        """
        method, written = content["method"], content["curves"]
        if method not in {"PLATT", "ISOTONIC"} or len(written) != n_outputs:
            reason = "not a calibration of this model"
            raise ValueError(reason)
        read = _platt if method == "PLATT" else _isotonic
        return cls(method, tuple(read(curve) for curve in written))


def _platt(content: Mapping[str, Any]) -> PlattScaling:
    slope, intercept = float(content["slope"]), float(content["intercept"])
    if not (slope > 0 and np.isfinite([slope, intercept]).all()):
        reason = "a calibration curve does not rise"
        raise ValueError(reason)
    return PlattScaling(slope, intercept)


def _isotonic(content: Mapping[str, Any]) -> IsotonicScaling:
    scores = np.array(content["scores"], np.float64)
    shares = np.array(content["shares"], np.float64)
    rises = len(scores) > 0 and bool((np.diff(scores) > 0).all() and (np.diff(shares) >= 0).all())
    inside = bool((shares > 0).all() and (shares < 1).all() and np.isfinite(scores).all())
    if scores.shape != shares.shape or not (rises and inside):
        reason = "a calibration curve does not rise"
        raise ValueError(reason)
    return IsotonicScaling(scores, shares)
