"""One standard, judged in every slice of the rows."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.evaluate.evidence import Evidence
from forebay.gate.evidence_floor import SLICE_CLASS_ROWS, SLICE_ROWS
from forebay.gate.gate_rows import quantities_of
from forebay.gate.judge_standard import bounds, estimate_of, is_met, point_verdict, text_of
from forebay.gate.slices import slices_of
from forebay.gate.verdict import Outcome, StandardVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.interval import Estimate
    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.gate.judge_context import JudgeContext
    from forebay.gate.slices import Slice
    from forebay.sql.statement import Standard

# More slices that are too small than this are told in one line.
_MOST_SHOWN = 10


def judge_slices(
    standard: Standard, rows: ScoredRows, context: JudgeContext
) -> tuple[StandardVerdict, ...]:
    """Judge ``FOR EACH column``: one verdict per slice, the largest slices first.

    A slice FAILs if it is significantly below the standard: the one-sided tests of all slices
    together are wrong in at most 5 % (Holm 1979). A slice that has fewer than 50 rows, or fewer
    than 10 of a class, is VOID.
    """
    column = str(standard.for_each)
    slices = slices_of(rows, column, _scorers(standard))
    judged, voids = _judged(standard, rows, context, column, slices)
    small = [s for s in slices if not s.is_judged]
    blank = StandardVerdict(
        text_of(standard), "VOID", None, None, None, 0, warn=standard.warn, span=standard.span
    )
    if len(small) > _MOST_SHOWN:
        n = sum(s.n_rows for s in small)
        note = f"{len(small):,} slices too small to judge"
        voids.append(replace(blank, n_rows=n, slice=f"{len(small):,} others", note=note))
    else:
        note = f"too small to judge: needs {SLICE_ROWS} rows"
        if rows.task != "regression":
            note += f", {SLICE_CLASS_ROWS} of each class"
        voids += [replace(blank, n_rows=s.n_rows, slice=s.name, note=note) for s in small]
    return (*judged, *voids)


def judge_share(standard: Standard, rows: ScoredRows, context: JudgeContext) -> StandardVerdict:
    """Judge ``FOR n PERCENT OF column``: the share of rows in slices that hold the standard.

    A slice holds it unless it is significantly below. Rows of slices that are too small count for
    neither side: PASS if slices that hold make up n percent without them, FAIL if not even with
    them, else NOT PROVEN.
    """
    assert standard.percent_of is not None  # noqa: S101 - the caller looked
    percent, column = standard.percent_of
    slices = slices_of(rows, column, _scorers(standard))
    judged, voids = _judged(standard, rows, context, column, slices)
    n_rows = sum(s.n_rows for s in slices)
    blank = StandardVerdict(
        text_of(standard), "NOT PROVEN", None, None, percent / 100, n_rows,
        warn=standard.warn, span=standard.span,
    )  # fmt: skip
    if n_rows == 0:
        return replace(blank, note="no rows")
    holding = sum(v.n_rows for v in judged if v.outcome == "PASS") / n_rows
    unjudged = sum(v.n_rows for v in voids) + sum(s.n_rows for s in slices if not s.is_judged)
    below = [v.slice for v in judged if v.outcome == "FAIL"]
    notes = [f"significantly below: {', '.join(below[:5])}"] if below else []
    if unjudged:
        notes.append(f"{unjudged:,} rows in slices too small to judge")
    outcome: Outcome = "NOT PROVEN"
    if holding >= percent / 100:
        outcome = "PASS"
    elif holding + unjudged / n_rows < percent / 100:
        outcome = "FAIL"
    return replace(blank, outcome=outcome, value=holding, note="; ".join(notes))


def _scorers(standard: Standard) -> tuple[Scorer, ...]:
    """Return whose scores a standard compares."""
    return tuple(dict.fromkeys(quantity.scorer for quantity in quantities_of(standard)))


def _judged(
    standard: Standard,
    rows: ScoredRows,
    context: JudgeContext,
    column: str,
    slices: Sequence[Slice],
) -> tuple[list[StandardVerdict], list[StandardVerdict]]:
    """Return the verdicts of the slices that are large enough, and of those without a figure."""
    blanks: list[StandardVerdict] = []
    estimates: list[Estimate] = []
    voids: list[StandardVerdict] = []
    for piece in slices:
        if not piece.is_judged:
            continue
        evidence = Evidence(rows.narrowed(piece.condition(column)), quantities_of(standard))
        blank = replace(point_verdict(standard, evidence), slice=piece.name)
        found = estimate_of(standard, evidence)
        if math.isnan(bounds(standard, found, 0.05)[1]):
            note = found.note or "no bound can be given on these rows"
            voids.append(replace(blank, outcome="VOID", note=note))
        else:
            blanks.append(blank)
            estimates.append(found)
    return _holm(standard, blanks, estimates, context), voids


def _holm(
    standard: Standard,
    blanks: Sequence[StandardVerdict],
    estimates: Sequence[Estimate],
    context: JudgeContext,
) -> list[StandardVerdict]:
    r"""Test all slices together, step by step.

    References
    ----------
    Holm (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics 6, 65-70. As often as a slice is rejected, the error rate is shared by the others
    only.

    """
    if standard.point or context.confidence <= 0:
        met = [is_met(standard, found.value) for found in estimates]
        return [
            replace(blank, outcome="PASS" if ok else "FAIL")
            for blank, ok in zip(blanks, met, strict=True)
        ]
    open_ones = set(range(len(estimates)))
    shown: dict[int, float] = {}
    below: set[int] = set()
    while open_ones:
        alpha = context.alpha_worse / len(open_ones)
        for i in open_ones:
            shown[i] = bounds(standard, estimates[i], alpha)[1]
        rejected = {i for i in open_ones if not is_met(standard, shown[i])}
        if not rejected:
            break
        below |= rejected
        open_ones -= rejected
    return [
        replace(
            blank,
            outcome="FAIL" if i in below else "PASS",
            bound=None if blank.needs is None else blank.needs + shown[i],
        )
        for i, blank in enumerate(blanks)
    ]
