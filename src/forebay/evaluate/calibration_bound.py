"""Bounds and the interval of the calibration error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.evaluate.calibration_interval import calibration_interval
from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import student_quantile

if TYPE_CHECKING:
    from forebay.evaluate.calibration import Calibration


def calibration_bound(gaps: Calibration, noise: float, df: float) -> Estimate:
    r"""Return the debiased calibration error with bounds that are safe on both sides.

    Parameters
    ----------
    noise
        A bound on the standard error of the raw error.
    df
        Degrees of freedom of the noise.

    Notes
    -----
    Chance adds to gaps: the raw error is too large on average, because $E|d| \ge |E d|$, and the
    debiased one is too small, because chance adds the more the smaller the true gap is. So the
    upper bound is raw error plus $z$ times noise, the lower one debiased error less $z$ times
    noise. The upper bound is below the truth, and the lower one above it, in at most the stated
    share of samples; in well calibrated models in far fewer.

    The interval that is shown is made apart: see ``calibration_interval``.

    """
    if gaps.raw != gaps.raw:
        return unknown(gaps.raw, "undefined on these rows")

    def lower(alpha: float) -> float:
        return gaps.error - student_quantile(1.0 - alpha, df) * noise

    def upper(alpha: float) -> float:
        return gaps.raw + student_quantile(1.0 - alpha, df) * noise

    def around(alpha: float) -> tuple[float, float]:
        return calibration_interval(gaps, noise, df, 2.0 * alpha)

    return Estimate(gaps.error, "calibration bound", lower, upper, around=around)
