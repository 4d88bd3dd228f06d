"""A verdict as the table that the command line and the report show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.gate.explain import explain, number, parts, signed

if TYPE_CHECKING:
    from forebay.gate.verdict import StandardVerdict, Verdict


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the verdict table, as texts.

    ``champion``, ``candidate`` and ``change`` are ``-`` where there is no figure.
    """

    metric: str
    standard: str
    champion: str
    candidate: str
    change: str
    outcome: str
    explanation: str
    is_grey: bool  # VOID, or written with WARN: counts for nothing


def verdict_table(verdict: Verdict) -> tuple[TableRow, ...]:
    """Return the lines of the table, in the order of the standards.

    Examples
    --------
    >>> from forebay.gate.verdict import StandardVerdict, Verdict
    >>> auc = StandardVerdict("roc_auc >= 0.68", "PASS", 0.71, 0.70, 0.68, 9000, champion_value=0.7)
    >>> row = verdict_table(Verdict("PASS", (auc,), 9000, "v7"))[0]
    >>> row.metric, row.standard, row.champion, row.candidate, row.change, row.outcome
    ('roc_auc', '>= 0.68', '0.700', '0.710', '+0.010', 'PASS')

    """
    return tuple(_row(standard) for standard in verdict.standards)


def _row(verdict: StandardVerdict) -> TableRow:
    metric, operator, right = parts(verdict.text)
    if verdict.slice:
        metric = f"{metric}[{verdict.slice}]"
    change = "-"
    if verdict.value is not None and verdict.champion_value is not None:
        change = signed(verdict.value - verdict.champion_value)
    outcome = verdict.outcome
    return TableRow(
        metric=metric,
        standard=f"{operator} {right}".strip(),
        champion=number(verdict.champion_value),
        candidate=number(verdict.value),
        change=change,
        outcome=f"{outcome} (warning)" if verdict.warn and outcome != "PASS" else outcome,
        explanation=explain(verdict),
        is_grey=verdict.warn or outcome == "VOID",
    )
