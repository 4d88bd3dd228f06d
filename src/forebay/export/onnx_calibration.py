"""What makes probabilities of scores, and ends of intervals, as nodes of an ONNX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import numpy as np

from forebay.algorithms.isotonic_scaling import TILT, IsotonicScaling
from forebay.algorithms.platt_scaling import SQUEEZE, PlattScaling

if TYPE_CHECKING:
    from forebay.algorithms.score_calibration import Curve, ScoreCalibration
    from forebay.export.onnx_nodes import OnnxNodes
    from forebay.query.live_model import LiveModel


def onnx_calibration(nodes: OnnxNodes, calibration: ScoreCalibration | None, scores: str) -> str:
    """Add what ``ScoreCalibration.of`` does to scores, shape (n_rows, n_outputs)."""
    if calibration is None:
        return scores
    if len(calibration.curves) == 1:
        return _curve(nodes, calibration.curves[0], scores)
    columns = []
    for i, curve in enumerate(calibration.curves):
        at = nodes.constant([i], "int64")
        columns.append(_curve(nodes, curve, nodes.add("Gather", scores, at, axis=1)))
    found = nodes.add("Concat", *columns, axis=1)
    total = nodes.add("ReduceSum", found, nodes.constant([1], "int64"), keepdims=1)
    return nodes.add("Div", found, total)


def onnx_interval(nodes: OnnxNodes, model: LiveModel, predicted: str) -> tuple[str, ...]:
    """Add the two ends of the interval around predictions, shape (n_rows, 1); none without one."""
    level, interval = model.signature.interval_level, model.interval
    if level is None or interval is None:
        return ()
    widths = np.array(interval.half_widths(level))
    half = nodes.constant(widths[:1][None, :], "float64")
    if len(interval.edges):
        edges = nodes.constant(interval.edges[None, :], "float64")
        above = nodes.add("Cast", nodes.add("GreaterOrEqual", predicted, edges), to=11)
        steps = nodes.add("Mul", above, nodes.constant(np.diff(widths)[None, :], "float64"))
        moved = nodes.add("ReduceSum", steps, nodes.constant([1], "int64"), keepdims=1)
        half = nodes.add("Add", half, moved)
    return nodes.add("Sub", predicted, half), nodes.add("Add", predicted, half)


def _curve(nodes: OnnxNodes, curve: Curve, score: str) -> str:
    def number(value: float) -> str:
        return nodes.constant([[value]], "float64")

    match curve:
        case PlattScaling():
            drawn = nodes.add("Mul", score, number(1.0 - 2.0 * SQUEEZE))
            inside = nodes.add("Add", drawn, number(SQUEEZE))
            rest = nodes.add("Sub", number(1.0), inside)
            odds = nodes.add("Sub", nodes.add("Log", inside), nodes.add("Log", rest))
            line = nodes.add("Mul", odds, number(curve.slope))
            return nodes.add("Sigmoid", nodes.add("Add", line, number(curve.intercept)))
        case IsotonicScaling():
            # A rise between two points is the share of the way between them that is gone.
            shares = number(float(curve.shares[0]))
            if len(curve.scores) > 1:
                left = nodes.constant(curve.scores[None, :-1], "float64")
                length = nodes.constant(np.diff(curve.scores)[None, :], "float64")
                limits = (nodes.constant(np.array(v), "float64") for v in (0.0, 1.0))
                gone = nodes.add(
                    "Clip", nodes.add("Div", nodes.add("Sub", score, left), length), *limits
                )
                rises = nodes.add(
                    "Mul", gone, nodes.constant(np.diff(curve.shares)[None, :], "float64")
                )
                risen = nodes.add("ReduceSum", rises, nodes.constant([1], "int64"), keepdims=1)
                shares = nodes.add("Add", risen, shares)
            tilted = nodes.add("Mul", score, number(TILT))
            return nodes.add("Add", nodes.add("Mul", shares, number(1.0 - TILT)), tilted)
        case _:
            assert_never(curve)
