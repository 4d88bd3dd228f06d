"""By how much the figure of the model that stays live is too high because it was chosen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Luck:
    """What choosing did to the figure of the model that stays, on its gate rows.

    Parameters
    ----------
    mean
        By how much it is too high on average: 0 if the rows are new to it.
    share
        The variance of its own error, as a share of that of a model that nobody chose, in [0, 1]:
        1 if the rows are new to it. The error of one that won often is large and hardly varies, so
        that the next challenger must be luckier still.

    """

    mean: float = 0.0
    share: float = 1.0


def figure_of_chance(before: Luck, error: float, least: float) -> Luck:
    r"""Return how lucky the model that stays is.

    Parameters
    ----------
    before
        How lucky the champion already was on these rows.
    error
        The standard error of challenger less champion, had nobody chosen.
    least
        The difference from which on the challenger replaces the champion.

    Notes
    -----
    Were challenger and champion equally good, each figure would have an error of its own beside
    the one that both share: of the challenger N with mean 0 and variance $a = error^2 / 2$, of the
    champion C with mean b and variance v, taken as normal. Their difference $D = N - C$ is normal
    with mean -b and variance $s^2 = a + v$, and the one that stays has C, or N where $D \ge t$:

    $E = b + E[D; D \ge t]$ and
    $E^{(2)} = v + b^2 + (1 + k)\, b\, E[D; D \ge t] + k\, E[D^2; D \ge t]$ with
    $k = (a - v) / s^2$, since N + C given D has mean $b + k (D + b)$. Of equal models the one that
    looks better is taken more often. Against simulated years both are right to 0.0005.

    Examples
    --------
    >>> found = figure_of_chance(Luck(), 0.0167, -0.01)  # 100 positive rows, retrained
    >>> round(found.mean, 4), round(found.share, 2)
    (0.0056, 0.78)

    """
    if error <= 0.0 or math.isinf(least):
        return before
    a, b = error * error / 2.0, before.mean
    v = before.share * a
    s = math.sqrt(a + v)
    z = (least + b) / s
    taken, density = 1.0 - normal_cdf(z), math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    first = -b * taken + s * density
    second = (b * b + s * s) * taken + s * density * (least - b)
    k = (a - v) / (s * s)
    mean = b + first
    variance = v + b * b + (1.0 + k) * b * first + k * second - mean * mean
    return Luck(mean, min(1.0, max(0.0, variance / a)))


def with_chance(
    verdicts: list[StandardVerdict],
    standards: Iterable[Standard],
    gate: GateRows,
    context: JudgeContext,
    *,
    is_written: bool,
) -> tuple[list[StandardVerdict], Luck]:
    """Return the verdicts, and what choosing does to the figure of the model that stays.

    It is told where it is more than ``PROMISED``, beside the standard that compares with the
    champion. Without one that compares the two figures as they are, nothing is chosen by them.
    """
    before = Luck(context.carried, context.carried_share)
    for standard in standards:
        if standard.warn or not context.has_champion or not compares_champion(standard):
            continue
        least = _least_difference(standard, gate, context, is_written=is_written)
        if least is None:
            continue
        found = figure_of_chance(before, *least)
        if found.mean >= PROMISED:
            told = f"about {found.mean:.3f} of the figure that stays is the luck of being chosen"
            verdicts = [_noted(v, told) if v.span is standard.span else v for v in verdicts]
        return verdicts, found
    return verdicts, before


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
