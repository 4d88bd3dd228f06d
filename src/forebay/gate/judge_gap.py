"""One standard on how far the values of a column are apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING, Final, TypeAlias

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Quantity, single
from forebay.gate.evidence_floor import SLICE_CLASS_ROWS, SLICE_ROWS, shortage
from forebay.gate.explain import number
from forebay.gate.expression import compute
from forebay.gate.judge_standard import is_met, text_of
from forebay.gate.rows_needed import rows_needed
from forebay.gate.slices import slices_of
from forebay.gate.verdict import StandardVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.interval import Estimate
    from forebay.evaluate.scored_rows import ScoredRows
    from forebay.gate.gap_metric import GapMetric
    from forebay.gate.judge_context import JudgeContext
    from forebay.gate.slices import Slice
    from forebay.sql.statement import Standard

_HALVINGS: Final = 60
_MOST_NAMED: Final = 5
_TWO: Final = 2
_LOWER, _UPPER = 0, 1

_Ends: TypeAlias = "tuple[float, float, float]"  # a value, its lower and its upper bound


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one value, and the metric on them."""

    name: str
    found: Estimate

    def ends(self, alpha: float) -> _Ends:
        return self.found.value, self.found.lower(alpha), self.found.upper(alpha)


def judge_gap(
    standard: Standard, gap: GapMetric, rows: ScoredRows, context: JudgeContext
) -> StandardVerdict:
    r"""Judge the largest difference of a metric between the values of a column, or the least ratio.

    It PASSes if every two values are surely near enough: all pairs must be, so that each is tested
    at the full error rate [^1]. It FAILs if some two surely are not, where the error rate is shared
    by all pairs. It is NOT PROVEN where a value has too few rows to be judged.

    Notes
    -----
    Rows of two values are not the same rows. With the bounds $l, u$ of each metric $m$ alone, the
    upper bound of $m_i - r m_j$ is
    $m_i - r m_j + \sqrt{(u_i - m_i)^2 + r^2 (m_j - l_j)^2}$ (MOVER [^2]), which for proportions is
    Newcombe's; with r = 1 it is that of a difference, and the ratio is at least r where the lower
    one is not below 0.

    References
    ----------
    [^1]: Berger (1982). Multiparameter hypothesis testing and acceptance sampling. Technometrics 24
          (intersection-union tests).
    [^2]: Zou, Donner (2008). Construction of confidence limits about effect measures: a general
          approach. Statistics in Medicine 27, 1693-1702.

    """
    column = str(standard.for_each)
    slices = slices_of(rows, column)
    limit = float(compute(standard.right, None)({}))
    blank = StandardVerdict(
        text_of(standard), "NOT PROVEN", None, None, limit, sum(s.n_rows for s in slices),
        warn=standard.warn, span=standard.span,
    )  # fmt: skip
    sample = Evidence(rows, [Quantity(gap.metric)]).sample
    missing = shortage(
        rows.purpose, sample.n_rows, sample.class_counts, rows.classes, context.least_of_class
    )
    if missing is not None:
        return replace(blank, note=missing.note, rows_needed=missing.rows_needed)
    groups, unclear = _groups(gap, rows, column, slices)
    if len(groups) + len(unclear) < _TWO:
        return replace(blank, note=f'"{column}" has one value only')
    if len(groups) < _TWO:
        return replace(blank, note=_too_small(unclear))
    return _judged(standard, gap, groups, context, replace(blank, note=_too_small(unclear)))


def _groups(
    gap: GapMetric, rows: ScoredRows, column: str, slices: Sequence[Slice]
) -> tuple[list[_Group], list[str]]:
    """Return the values that can be judged, and the names of the others."""
    groups, unclear = [], []
    quantity = Quantity(gap.metric)
    for piece in slices:
        found = None
        if piece.is_judged:
            evidence = Evidence(rows.narrowed(piece.condition(column)), [quantity])
            found = estimate(evidence, single(quantity))
        if found is None or math.isnan(found.lower(0.05)) or math.isnan(found.upper(0.05)):
            unclear.append(f"{piece.name} ({piece.n_rows:,} rows)")
        else:
            groups.append(_Group(piece.name, found))
    return groups, unclear


def _too_small(names: Sequence[str]) -> str:
    if not names:
        return ""
    others = f" and {len(names) - _MOST_NAMED:,} others" if len(names) > _MOST_NAMED else ""
    return (
        f"too small to judge: {', '.join(names[:_MOST_NAMED])}{others}; a value needs"
        f" {SLICE_ROWS} rows, {SLICE_CLASS_ROWS} of each class"
    )


def _judged(
    standard: Standard,
    gap: GapMetric,
    groups: Sequence[_Group],
    context: JudgeContext,
    blank: StandardVerdict,
) -> StandardVerdict:
    by_value = sorted(groups, key=lambda g: g.found.value)
    low, high = by_value[0], by_value[-1]
    value = _apart(gap, low.found.value, high.found.value)
    names = f"{gap.metric} from {_shown(low)} to {_shown(high)}"
    blank = replace(blank, value=value, note="; ".join(filter(None, [names, blank.note])))
    if math.isnan(value):
        return replace(blank, value=None)
    is_whole = blank.note == names
    limit = blank.needs or 0.0
    if standard.point or context.confidence <= 0:
        met = is_met(standard, value - limit)
        return replace(blank, outcome=("PASS" if is_whole else "NOT PROVEN") if met else "FAIL")
    n_pairs = len(groups) * (len(groups) - 1)
    must_meet = _worst(gap, groups, 1.0 - context.confidence)
    opposite = _best(gap, groups, context.alpha_worse / n_pairs)
    if not is_met(standard, opposite - limit):
        return replace(blank, outcome="FAIL", bound=opposite)
    if is_met(standard, must_meet - limit) and is_whole:
        return replace(blank, outcome="PASS", bound=must_meet)
    more = None
    if is_whole:
        ends = (must_meet - limit, opposite - limit)
        more = rows_needed(blank.n_rows, standard, value - limit, ends)
    return replace(blank, bound=must_meet, rows_needed=more)


def _apart(gap: GapMetric, low: float, high: float) -> float:
    if gap.kind == "gap":
        return high - low
    return low / high if high > 0 else math.nan


def _shown(group: _Group) -> str:
    ends = group.found.interval()
    return (
        f"{number(group.found.value)} ({group.name}, {number(ends.lower)} to {number(ends.upper)})"
    )


def _worst(gap: GapMetric, groups: Sequence[_Group], alpha: float) -> float:
    """Return how far apart two values may be: the largest gap, or the least ratio."""
    pairs = [*permutations([g.ends(alpha) for g in groups], 2)]
    if gap.kind == "gap":
        return max(_difference(one, other, 1.0)[_UPPER] for one, other in pairs)
    return min(_ratio(one, other, _LOWER) for one, other in pairs)


def _best(gap: GapMetric, groups: Sequence[_Group], alpha: float) -> float:
    """Return how far apart two values surely are: the largest gap, or the least ratio."""
    pairs = [*permutations([g.ends(alpha) for g in groups], 2)]
    if gap.kind == "gap":
        return max(0.0, *(_difference(one, other, 1.0)[_LOWER] for one, other in pairs))
    return min(_ratio(one, other, _UPPER) for one, other in pairs)


def _difference(one: _Ends, other: _Ends, factor: float) -> tuple[float, float]:
    """Return the bounds of one metric less `factor` times another, from value, lower and upper."""
    (a, a_low, a_high), (b, b_low, b_high) = one, other
    value = a - factor * b
    below = math.hypot(a - a_low, factor * (b_high - b))
    above = math.hypot(a_high - a, factor * (b - b_low))
    return value - below, value + above


def _ratio(one: _Ends, other: _Ends, end: int) -> float:
    """Return the largest ratio up to 1 at which a bound of the difference is not below 0."""
    if _difference(one, other, 1.0)[end] >= 0:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        holds = _difference(one, other, middle)[end] >= 0
        low, high = (middle, high) if holds else (low, middle)
    return low
