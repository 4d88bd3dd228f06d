"""The judgement on a candidate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from forebay.errors import ProjectError
from forebay.gate.chance import with_chance
from forebay.gate.check_standards import check_standards
from forebay.gate.default_standards import default_standards, slice_standard
from forebay.gate.gap_metric import gap_of
from forebay.gate.gate_rows import GateRows
from forebay.gate.holdout import worn_out
from forebay.gate.judge_context import JudgeContext
from forebay.gate.judge_gap import judge_gap
from forebay.gate.judge_slices import judge_share, judge_slices
from forebay.gate.judge_standard import compares_champion, is_met, judge_standard, text_of
from forebay.gate.retrain_rule import retrain_rule
from forebay.gate.serving_metric import is_serving
from forebay.gate.suggest import suggest
from forebay.gate.verdict import StandardVerdict, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.evaluate.scored_rows import ScoredRows
    from forebay.sql.statement import Standard

__all__ = ["JudgeContext", "judge"]


def judge(
    rows: ScoredRows, standards: tuple[Standard, ...] | None, context: JudgeContext
) -> Verdict:
    """Judge a candidate on its gate rows.

    Parameters
    ----------
    rows
        The candidate's gate rows, with the further columns that ``ScoredRows`` describes.
    standards
        As written; None or none at all means the default ones (``default_standards``). Those on how
        a version answers are left to ``with_served``, and are no reason to ask for nothing else.

    Returns
    -------
    Verdict
        FAIL if a standard that counts fails, else NOT PROVEN if one is not proven, else PASS.
        Standards with WARN and VOID ones do not count. See ``docs/standards.md``.

    Raises
    ------
    ProjectError
        If a standard cannot be judged for this task (``check_standards``).

    """
    written = tuple(standards or ())
    problems = [p for p in check_standards(written, rows.purpose) if p.severity == "error"]
    if problems:
        raise ProjectError(*problems)
    written = tuple(standard for standard in written if not is_serving(standard))
    chosen = written or default_standards(rows.purpose)
    gate = GateRows(rows, [standard for standard in chosen if gap_of(standard) is None])
    n_rows, n_scored, n_compared = gate.count()
    verdicts = [v for standard in chosen for v in _judge_one(standard, gate, context)]
    if not written:
        verdicts = [retrain_rule(v, gate, context) for v in verdicts]
    verdicts, luck = with_chance(verdicts, chosen, gate, context, is_written=bool(written))
    verdicts += [
        v for one in _implied(chosen, rows, context) for v in judge_slices(one, rows, context)
    ]
    verdicts += _further(context, n_rows, n_scored, verdicts)
    if n_compared == n_scored and context.has_champion:
        verdicts = [_with_champion(v, standard_of(v, chosen), gate) for v in verdicts]
    outcome = _outcome(verdicts, n_rows, context)
    return Verdict(
        outcome=outcome,
        standards=tuple(verdicts),
        gate_rows=n_scored,
        class_rows=gate.class_rows(),
        champion=context.champion,
        look=context.look,
        confidence=context.confidence,
        chance=luck.mean,
        chance_share=luck.share,
        provisional=not written
        and _may_be_provisional(context, outcome, has_few_rows=_has_few_rows(verdicts, chosen)),
        suggestion="" if written or not n_scored or rows.forecasts else suggest(gate.rows, context),
    )


def _judge_one(
    standard: Standard, gate: GateRows, context: JudgeContext
) -> Sequence[StandardVerdict]:
    if compares_champion(standard) and not context.has_champion:
        return [_void(standard, context.champion or "no champion")]
    gap = gap_of(standard)
    if gap is not None:
        return [judge_gap(standard, gap, gate.rows, context)]
    if standard.for_each is not None:
        return judge_slices(standard, gate.rows, context)
    if standard.percent_of is not None:
        return [judge_share(standard, gate.rows, context)]
    verdict = judge_standard(standard, gate.evidence(standard), context)
    if compares_champion(standard) and context.n_dropped:
        left_out = f"{context.n_dropped:,} rows left out, {context.champion} was trained on them"
        verdict = replace(verdict, note="; ".join(filter(None, [verdict.note, left_out])))
    return [verdict]


def _implied(
    standards: Iterable[Standard], rows: ScoredRows, context: JudgeContext
) -> list[Standard]:
    """Return the comparison with the champion in the slices that some standard names.

    A model may gain on all rows and lose where few of them are. Where a standard compares the
    slices of a column with the champion itself, nothing is added; nor by one that only warns.
    """
    if not context.has_champion or rows.purpose == "forecast":
        return []
    columns: dict[str, str] = {}
    for standard in standards:
        if standard.for_each is not None and not standard.warn and gap_of(standard) is None:
            columns.setdefault(standard.for_each.casefold(), standard.for_each)
    compared = {s.for_each.casefold() for s in standards if s.for_each and compares_champion(s)}
    task = rows.task
    return [slice_standard(task, c) for key, c in columns.items() if key not in compared]


def _void(standard: Standard, note: str) -> StandardVerdict:
    return StandardVerdict(
        text_of(standard), "VOID", None, None, None, 0,
        note=note, warn=standard.warn, span=standard.span,
    )  # fmt: skip


def _further(
    context: JudgeContext, n_rows: int, n_scored: int, verdicts: Iterable[StandardVerdict]
) -> list[StandardVerdict]:
    """Return what is judged beside the standards."""
    worn = worn_out(context.look, n_scored)
    found = [worn] if worn is not None else []
    if n_scored < n_rows:
        note = f"{n_rows - n_scored:,} of {n_rows:,} gate rows got no finite score"
        found.append(
            StandardVerdict("every gate row is scored", "FAIL", None, None, None, n_rows, note=note)
        )
    if context.needs_reason and not any(v.note == context.champion for v in verdicts):
        found.append(
            StandardVerdict("champion", "VOID", None, None, None, 0, note=context.champion)
        )
    return found


def _outcome(
    verdicts: Iterable[StandardVerdict], n_rows: int, context: JudgeContext
) -> Literal["PASS", "FAIL", "NOT PROVEN"]:
    outcomes = {v.outcome for v in verdicts if not v.warn}
    if "FAIL" in outcomes:
        return "FAIL"
    if "NOT PROVEN" in outcomes or n_rows == 0 or context.needs_reason:
        return "NOT PROVEN"
    return "PASS"


def _may_be_provisional(context: JudgeContext, outcome: str, *, has_few_rows: bool) -> bool:
    """No evidence is possible, nobody relies on it, and no champion needs a reason to go.

    Nor is one better, as far as points can tell.
    """
    if context.has_champion and outcome == "FAIL":
        return False
    lacks_evidence = not context.can_be_proven or (has_few_rows and outcome == "NOT PROVEN")
    return lacks_evidence and context.env != "prod" and not context.needs_reason


def _has_few_rows(verdicts: Iterable[StandardVerdict], standards: Iterable[Standard]) -> bool:
    """All that is missing is rows, as many as any judgement takes; the points meet the standards.

    A standard that is not proven in spite of enough rows has a bound.
    """
    chosen = tuple(standards)
    missing = [v for v in verdicts if v.outcome == "NOT PROVEN" and not v.warn]
    for verdict in missing:
        standard = standard_of(verdict, chosen)
        has_points = verdict.value is not None and verdict.needs is not None
        if standard is None or verdict.bound is not None or not has_points or verdict.slice:
            return False
        if not is_met(standard, float(verdict.value or 0) - float(verdict.needs or 0)):
            return False
    return bool(missing)


def standard_of(verdict: StandardVerdict, standards: Iterable[Standard]) -> Standard | None:
    """Return the standard that a verdict is on; None for what is judged beside them."""
    return next((s for s in standards if s.span is verdict.span), None)


def _with_champion(
    verdict: StandardVerdict, standard: Standard | None, gate: GateRows
) -> StandardVerdict:
    """Add the champion's figure, for the table, where both were scored on all the same rows."""
    if standard is None or verdict.champion_value is not None or verdict.slice:
        return verdict
    if standard.percent_of is not None or gap_of(standard) is not None:
        return verdict
    return replace(verdict, champion_value=gate.champion_figure(standard))
