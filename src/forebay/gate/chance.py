"""By how much the figure of the model that stays live is too high because it was chosen."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.evaluate.metric_names import METRICS, main_metric
from forebay.evaluate.quantile import normal_cdf
from forebay.evaluate.quantity import Quantity
from forebay.gate.gate_rows import formula_of
from forebay.gate.judge_standard import bounds, compares_champion, estimate_of
from forebay.gate.retrain_rule import retrain_alpha

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.gate.gate_rows import GateRows
    from forebay.gate.judge_context import JudgeContext
    from forebay.gate.verdict import StandardVerdict
    from forebay.sql.statement import Standard

# The share of a normal distribution within one standard deviation.
_ONE_DEVIATION: Final = 0.6826894921370859
# What choosing may add to a figure without a word.
PROMISED: Final = 0.003


def figure_of_chance(before: float, error: float, least: float) -> float:
    r"""Return how much too high the figure of the model that stays is on average.

    Parameters
    ----------
    before
        How much too high the champion's figure on these rows already is: 0 if they are new to it.
    error
        The standard error of challenger less champion.
    least
        The difference from which on the challenger replaces the champion.

    Notes
    -----
    Were challenger and champion equally good, their difference D would be normal with mean -before,
    and the one that stays would show $before + E[D; D \ge least]$, which is
    $before (1 - \Phi(z)) + error\, \varphi(z)$ with $z = (-before - least) / error$: of equal
    models, the one that looks better is taken more often.

    Examples
    --------
    >>> round(figure_of_chance(0.0, 0.0167, -0.01), 4)  # 100 positive rows, retrained
    0.0056

    """
    if error <= 0.0 or math.isinf(least):
        return before
    z = (-before - least) / error
    density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    return before * (1.0 - normal_cdf(z)) + error * density


def with_chance(
    verdicts: list[StandardVerdict],
    standards: Iterable[Standard],
    gate: GateRows,
    context: JudgeContext,
    *,
    is_written: bool,
) -> tuple[list[StandardVerdict], float]:
    """Return the verdicts, and what choosing adds to the figure of the model that stays.

    It is told where it is more than ``PROMISED``, beside the standard that compares with the
    champion. Without one that compares the two figures as they are, nothing is chosen by them.
    """
    for standard in standards:
        if standard.warn or not context.has_champion or not compares_champion(standard):
            continue
        least = _least_difference(standard, gate, context, is_written=is_written)
        if least is None:
            continue
        found = figure_of_chance(context.carried, *least)
        if found >= PROMISED:
            told = f"about {found:.3f} of the figure that stays is the luck of being chosen"
            verdicts = [_noted(v, told) if v.span is standard.span else v for v in verdicts]
        return verdicts, found
    return verdicts, context.carried


def _noted(verdict: StandardVerdict, told: str) -> StandardVerdict:
    return replace(verdict, note="; ".join(filter(None, [verdict.note, told])))


def _least_difference(
    standard: Standard, gate: GateRows, context: JudgeContext, *, is_written: bool
) -> tuple[float, float] | None:
    """Return the standard error of the difference, and from which one on a challenger passes."""
    formula = formula_of(standard)
    slopes = formula.slopes or {}
    champion = [q for q in slopes if q.scorer == "champion"]
    if len(champion) != 1 or len(slopes) != 2 or standard.for_each or standard.percent_of:  # noqa: PLR2004
        return None
    if slopes.get(Quantity(champion[0].metric)) != 1.0 or slopes[champion[0]] != -1.0:
        return None
    sign = 1.0 if standard.operator in {">=", ">"} else -1.0
    found = estimate_of(standard, gate.evidence(standard))
    must_meet, _ = bounds(standard, found, 1.0 - context.confidence)
    shown = found.interval(_ONE_DEVIATION)
    error, difference = (shown.upper - shown.lower) / 2.0, sign * (found.value - formula.constant)
    if math.isnan(must_meet) or math.isnan(error):
        return None
    if standard.point or context.confidence <= 0:
        return error, -sign * formula.constant
    least = difference - sign * must_meet
    if context.retrain and not is_written:
        margin = METRICS[main_metric(gate.rows.purpose)].margin
        alpha = retrain_alpha(gate.evidence(standard).sample, context)
        _, opposite = bounds(standard, found, context.alpha_worse)
        sure, _ = bounds(standard, found, alpha)
        not_worse = difference - (sign * opposite - margin)
        not_twice = difference - (sign * sure + margin)
        least = min(least, max(-margin, not_worse, not_twice))
    return error, least
