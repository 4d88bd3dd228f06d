"""Derivatives of figures that are functions of sums, and of formulas that are functions of figures.

Central differences: a thousandth of the error that they bring is far below what a standard error
from a few thousand rows can be known to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.evaluate.moment import Moment, Term
    from forebay.evaluate.quantity import Formula, Quantity

# The cube root of a double's precision balances rounding against curvature.
_STEP = 6e-6


def moment_gradient(
    moment: Moment, sums: Mapping[str, float], terms: Mapping[str, Term]
) -> dict[str, float]:
    """Return by how much a metric moves with each of its sums.

    Parameters
    ----------
    sums
        Over all rows, with ``n``, their number or weight.
    terms
        What was summed.

    """
    found = {}
    for name in moment.terms:
        step = _STEP * (_size(terms[name], sums[name], sums) or sums["n"])
        ends = np.array([step, -step])
        moved = {term: np.full(2, sums[term]) for term in moment.terms}
        moved[name] = moved[name] + ends
        with np.errstate(invalid="ignore", divide="ignore"):
            high, low = moment.value(moved)
        found[name] = float(high - low) / (2 * step)
    return found


def formula_gradient(formula: Formula, values: Mapping[Quantity, float]) -> dict[Quantity, float]:
    """Return by how much a formula moves with each of its figures."""
    if formula.slopes is not None:
        return dict(formula.slopes)
    found = {}
    for quantity in formula.quantities:
        step = _STEP * (abs(values[quantity]) or 1.0)
        moved = {q: np.full(2, value) for q, value in values.items()}
        moved[quantity] = moved[quantity] + np.array([step, -step])
        with np.errstate(invalid="ignore", divide="ignore"):
            high, low = np.broadcast_to(formula.value(moved), (2,))
        found[quantity] = float(high - low) / (2 * step)
    return found


def _size(term: Term, total: float, sums: Mapping[str, float]) -> float:
    """Return how large a sum would be did its terms not cancel."""
    squares = sums.get(term.square) if term.square else None
    return abs(total) if squares is None else float(np.sqrt(sums["n"] * squares))
