"""Metrics of how a version answers, and standards on them; standard library only."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.gate.expression import compute, metrics_in
from forebay.sql.statement import Metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.sql.statement import Standard

# The clean process measures them, whatever the task: milliseconds, and millions of bytes.
SERVING_METRICS: Final = ("latency_p50_ms", "latency_p95_ms", "size_mb")


def is_serving(standard: Standard) -> bool:
    """Return whether a standard speaks of how a version answers."""
    return any(name.name in SERVING_METRICS for name in _names(standard))


def asks_latency(standards: Iterable[Standard]) -> bool:
    """Return whether one of the standards is on a time: then all requests are asked."""
    return any(m.name.startswith("latency") for s in standards for m in _names(s))


def check_serving(standard: Standard) -> Problem | None:
    """Return what is wrong with a standard on how a version answers; None if nothing is.

    It compares one metric with a number, on the left, and asks for a small one.
    """
    name = next(m for m in _names(standard) if m.name in SERVING_METRICS)
    example = f"write {name.name} <= {'50' if name.name == 'size_mb' else '5'}."
    message = ""
    if standard.for_each is not None or standard.percent_of is not None:
        message = f'"{name.name}" is a figure of the whole model, and has no slices'
    elif len(_names(standard)) > 1 or not isinstance(standard.left, Metric):
        message = f'"{name.name}" stands alone, compared with a number'
    elif standard.operator in {">", ">="}:
        message = f'"{name.name}" shall be small'
    if not message:
        return None
    return Problem("invalid-standard", message, standard.span, hint=example)


def is_within(standard: Standard, figures: Mapping[str, float]) -> tuple[float, float, bool]:
    """Return a figure, its budget, and whether it is within; a figure that is not there is not."""
    assert isinstance(standard.left, Metric)  # noqa: S101 - check_serving has looked
    value = figures.get(standard.left.name, math.nan)
    budget = float(compute(standard.right, None)({}))
    met = value < budget if standard.operator == "<" else value <= budget
    return value, budget, met


def _names(standard: Standard) -> list[Metric]:
    return [m for side in (standard.left, standard.right) for m in metrics_in(side)]
