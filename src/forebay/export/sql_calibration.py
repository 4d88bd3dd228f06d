"""What makes probabilities of scores, and ends of intervals, as SQL."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, assert_never

from forebay.algorithms.isotonic_scaling import TILT, IsotonicScaling
from forebay.algorithms.platt_scaling import SQUEEZE, PlattScaling
from forebay.export.sql_scores import logistic_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.conformal_interval import ConformalInterval
    from forebay.algorithms.score_calibration import Curve, ScoreCalibration
    from forebay.export.sql_dialect import SqlDialect
    from forebay.export.sql_layers import SqlLayers


def add_calibration(layers: SqlLayers, calibration: ScoreCalibration) -> None:
    """Add what ``ScoreCalibration.of`` does to the scores p0, p1, ..., under the same names.

    A score that is NULL stays NULL.
    """
    d = layers.dialect
    curves = calibration.curves
    lines = [
        (_line(d, curve, f"p{i}"), f"a{i}")
        for i, curve in enumerate(curves)
        if isinstance(curve, PlattScaling)
    ]
    if lines:  # needed more than once
        layers.add("forebay_lines", lines)
    last = [(_curve(d, curve, i), f"c{i}") for i, curve in enumerate(curves)]
    if len(curves) == 1:
        layers.add("forebay_calibrated", [(last[0][0], "p0")])
        return
    layers.add("forebay_curves", last)
    total = " + ".join(f"c{i}" for i in range(len(curves)))
    shares = [(f"c{i} / ({total})", f"p{i}") for i in range(len(curves))]
    layers.add("forebay_calibrated", shares)


def interval_ends(
    d: SqlDialect, interval: ConformalInterval, level: float, predicted: str
) -> tuple[str, str]:
    """Return SQL for the two ends of the interval around a prediction; NULL where infinite."""
    first, *others = (
        d.number(width) if math.isfinite(width) else "NULL" for width in interval.half_widths(level)
    )
    pairs = [*zip(interval.edges.tolist(), others, strict=True)]
    whens = " ".join(
        f"WHEN {predicted} >= {d.number(edge)} THEN {width}" for edge, width in reversed(pairs)
    )
    half = f"CASE {whens} ELSE {first} END" if whens else first
    return f"({predicted} - {half})", f"({predicted} + {half})"


def _line(d: SqlDialect, curve: PlattScaling, score: str) -> str:
    drawn = f"{d.number(SQUEEZE)} + {d.number(1.0 - 2.0 * SQUEEZE)} * {score}"
    odds = f"ln({drawn}) - ln({d.number(1.0)} - ({drawn}))"
    return f"{d.number(curve.slope)} * ({odds}) + {d.number(curve.intercept)}"


def _curve(d: SqlDialect, curve: Curve, i: int) -> str:
    match curve:
        case PlattScaling():
            return logistic_sql(d, f"a{i}")
        case IsotonicScaling(scores, shares):
            risen = _between(d, scores.tolist(), shares.tolist(), f"p{i}")
            return f"{d.number(1.0 - TILT)} * {risen} + {d.number(TILT)} * p{i}"
        case _:
            assert_never(curve)


def _between(d: SqlDialect, scores: Sequence[float], shares: Sequence[float], score: str) -> str:
    """Return SQL for the height of a curve: halved until one stretch is left.

    Branches that stand in a row would be tried one by one; so every row tries as many as a search.
    """
    pieces = [d.number(shares[0])]
    for i in range(len(scores) - 1):
        slope = (shares[i + 1] - shares[i]) / (scores[i + 1] - scores[i])
        if slope == 0:
            pieces.append(d.number(shares[i]))
        else:
            risen = f"{d.number(slope)} * ({score} - {d.number(scores[i])})"
            pieces.append(f"{risen} + {d.number(shares[i])}")
    pieces.append(d.number(shares[-1]))

    def part(first: int, stop: int) -> str:
        if stop - first == 1:
            return pieces[first]
        middle = (first + stop) // 2
        below = f"{score} < {d.number(scores[middle - 1])}"
        return f"CASE WHEN {below} THEN {part(first, middle)} ELSE {part(middle, stop)} END"

    return f"({part(0, len(pieces))})"
