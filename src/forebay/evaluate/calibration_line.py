"""How log-odds of the truth go with log-odds of the scores: slope and intercept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from forebay.engine.quote import literal
from forebay.evaluate.binary_moments import EPSILON
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer

LINE_METRICS: Final = frozenset({"calibration_slope", "calibration_intercept"})
_FARTHEST: Final = 40.0  # log-odds of EPSILON, and more
_STEPS: Final = 50
_CLOSE: Final = 1e-11
_STEEPEST: Final = 1e3  # beyond it the classes are told apart without fail, and no slope is found


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    """A logistic regression of the label on the log-odds of the scores.

    Parameters
    ----------
    slope
        1 if scores are neither too sure of themselves (below 1) nor too timid (above); with the
        intercept that goes with it, `start`.
    intercept
        By how much the log-odds of all scores are too low; with a slope of 1. 0 if as many rows are
        positive as the scores say.
    start
        The intercept beside `slope`.
    inverse
        Of the information of slope and start, row by row: (start, start), (start, slope),
        (slope, slope).
    information
        Of the intercept.

    """

    slope: float
    intercept: float
    start: float = math.nan
    inverse: tuple[float, float, float] = (math.nan, math.nan, math.nan)
    information: float = math.nan

    def influence(self, metric: str, score: str) -> str:
        """Return SQL for the influence of one row, of label ``y``, on slope or intercept."""
        z = _log_odds(score)
        if metric == "calibration_intercept":
            return f"{_rest(z, self.intercept, 1.0)} / {literal(self.information)}"
        _, both, slope = self.inverse
        pull = f"({literal(both)} + {literal(slope)} * ({z}))"
        return f"{_rest(z, self.start, self.slope)} * {pull}"


def calibration_line(rows: ScoredRows, scorer: Scorer, sample: Sample) -> CalibrationLine:
    r"""Fit both by Newton's method, with sums that are the same in any order of the rows.

    NaN where there is no answer: one class only, one score for all rows (slope), or classes that
    scores tell apart without fail.

    Notes
    -----
    $\operatorname{logit} P(y = 1) = a + b \operatorname{logit} s$ [^1]; the intercept is that of
    $b = 1$, "calibration in the large" [^2]. Scores are cut off at $2^{-52}$ from 0 and 1.

    References
    ----------
    [^1]: Cox (1958). Two further applications of a model for binary regression. Biometrika 45,
          562-565.
    [^2]: Van Calster et al. (2016). A calibration hierarchy for risk models was defined: from
          utopia to empirical data. Journal of Clinical Epidemiology 74, 167-176.

    """
    if min(sample.class_counts, default=0) == 0:
        return CalibrationLine(math.nan, math.nan)

    def sums(start: float, slope: float) -> list[float]:
        return _sums(rows, scorer, sample, (start, slope))

    intercept, information = _intercept(sums)
    slope, start, inverse = _slope(sums, intercept)
    return CalibrationLine(slope, intercept, start, inverse, information)


def _intercept(sums: Callable[[float, float], list[float]]) -> tuple[float, float]:
    at = 0.0
    for _ in range(_STEPS):
        rest, _, weight, _, _ = sums(at, 1.0)
        if weight <= 0.0:
            break
        step = max(-2.0, min(2.0, rest / weight))
        at += step
        if abs(step) <= _CLOSE * (1.0 + abs(at)):
            return at, weight
    return math.nan, math.nan


def _slope(
    sums: Callable[[float, float], list[float]], start: float
) -> tuple[float, float, tuple[float, float, float]]:
    unknown = math.nan, math.nan, (math.nan, math.nan, math.nan)
    a, b = (0.0 if math.isnan(start) else start), 1.0
    for _ in range(_STEPS):
        rest, leaning, w, wz, wzz = sums(a, b)
        determinant = w * wzz - wz * wz
        # One score for all rows: whatever is left of it is rounding.
        if determinant <= 1e-12 * w * wzz or abs(b) > _STEEPEST:
            return unknown
        up = (wzz * rest - wz * leaning) / determinant
        turn = (w * leaning - wz * rest) / determinant
        shorter = min(1.0, 2.0 / max(abs(up), abs(turn), 1e-300))
        a, b = a + shorter * up, b + shorter * turn
        if max(abs(up), abs(turn)) <= _CLOSE * (1.0 + abs(a) + abs(b)):
            return b, a, (wzz / determinant, -wz / determinant, w / determinant)
    return unknown


def _sums(
    rows: ScoredRows, scorer: Scorer, sample: Sample, line: tuple[float, float]
) -> list[float]:
    """Return the sums of the rest, the rest times z, and the weights times 1, z and z squared."""
    weight = "w * " if rows.weight is not None else ""
    p = f"(1e0 / (1e0 + exp(-least(700e0, greatest(-700e0, {_line('z', *line)})))))"
    source = f"SELECT *, {_log_odds('s0')} AS z FROM ({typed_rows(rows, [scorer])})"
    at = f"SELECT *, {p} AS p FROM ({source})"
    terms = (
        "(y - p)",
        "(y - p) * z",
        "p * (1e0 - p)",
        "p * (1e0 - p) * z",
        "p * (1e0 - p) * z * z",
    )
    largest = _FARTHEST**2 * sample.mass
    columns = ", ".join(exact_sum(f"{weight}{term}", largest) for term in terms)
    ((*found,),) = rows.workspace.rows(f"SELECT {columns} FROM ({at})")
    return [cast("float", value) for value in found]


def _log_odds(score: str) -> str:
    p = f"least(greatest({score}, {literal(EPSILON)}), {literal(1.0 - EPSILON)})"
    return f"ln({p} / (1e0 - {p}))"


def _line(z: str, start: float, slope: float) -> str:
    return f"({literal(start)} + {literal(slope)} * ({z}))"


def _rest(z: str, start: float, slope: float) -> str:
    """Return SQL for label less what the line says of it."""
    at = f"least(700e0, greatest(-700e0, {_line(z, start, slope)}))"
    return f"(y - 1e0 / (1e0 + exp(-{at})))"
