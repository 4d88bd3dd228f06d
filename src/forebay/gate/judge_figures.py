"""The judgement on a model without a label: it serves, and its figures are what was asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from forebay.errors import ProjectError
from forebay.gate.check_standards import check_standards
from forebay.gate.expression import compute, metric_of
from forebay.gate.judge_standard import is_met, text_of
from forebay.gate.serving_metric import asks_latency, is_serving, is_within
from forebay.gate.verdict import Basis, StandardVerdict, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.features.task import Task
    from forebay.query.network_off import NetworkOff
    from forebay.sql.statement import Standard

SERVES = "serves"


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The figures of a model, computed when it was trained.

    Parameters
    ----------
    rows
        On how many rows.
    on_training
        They are the rows that it was trained on: nothing was held out.

    """

    task: Task
    values: Mapping[str, float]
    rows: int
    on_training: bool


@dataclass(frozen=True, slots=True)
class Served:
    """What became of a version that was loaded as a reader would load it.

    Parameters
    ----------
    rows
        How many stored rows it answered.
    problem
        Why it does not serve; empty if it gave the stored answers again and answered bad rows
        properly.
    cases
        How many kinds of bad rows were tried.
    network
        How the network was switched off: ``kernel`` or ``python``, see ``network_off``; empty where
        that is not known.
    requests
        How many single rows were asked, one after the other.
    figures
        Those of ``SERVING_METRICS`` that were measured.
    way
        How single rows were answered: ``rows`` (as a server does) or ``engine`` (by a query).

    """

    rows: int
    problem: str = ""
    cases: int = 0
    network: NetworkOff | Literal[""] = ""
    requests: int = 0
    figures: Mapping[str, float] = field(default_factory=dict)
    way: Literal["rows", "engine", ""] = ""

    @property
    def words(self) -> str:
        """What was seen, for a person; empty if it does not serve."""
        if self.problem:
            return ""
        bad = f" and answers {self.cases:,} kinds of bad rows properly" if self.cases else ""
        where = {"kernel": ", in a process without network", "python": ", in a process of its own"}
        return (
            f"loaded by hash, gives {self.rows:,} stored answers again{bad}"
            f"{where.get(self.network, '')}{self._measured}"
        )

    @property
    def _measured(self) -> str:
        within, size = self.figures.get("latency_p95_ms"), self.figures.get("size_mb")
        words = f"; {size:,.2g} MB to load" if size is not None else ""
        if within is None:
            return words
        how = "" if self.way == "rows" else " by queries"
        return (
            f"; 95 % of {self.requests:,} single rows answered{how} within {within:.2g} ms{words}"
        )

    def to_json(self) -> dict[str, object]:
        """Return what was measured as plain values; empty if nothing was."""
        if not self.figures:
            return {}
        return {"requests": self.requests, "way": self.way, **self.figures}


def with_served(
    verdict: Verdict, served: Served, standards: tuple[Standard, ...] | None = None
) -> Verdict:
    """Return a verdict with what is known of serving: a version that does not serve is refused.

    One that serves adds no line, but for standards on `SERVING_METRICS`: ``Verdict.served`` says
    what was seen.

    Parameters
    ----------
    standards
        As written; those on other metrics are judged in `verdict`.

    """
    lines = tuple(_budget(s, served) for s in standards or () if is_serving(s))
    verdict = replace(
        verdict,
        served=served.words,
        serving=served.to_json(),
        standards=(*verdict.standards, *lines),
    )
    if served.problem:
        lines = (_serves(served), *verdict.standards)
        return replace(verdict, outcome="FAIL", standards=lines, provisional=False, suggestion="")
    if any(line.outcome == "FAIL" and not line.warn for line in lines):
        return replace(verdict, outcome="FAIL", provisional=False, suggestion="")
    return verdict


def _budget(standard: Standard, served: Served) -> StandardVerdict:
    """Judge one standard on what was measured, on the point."""
    value, budget, met = is_within(standard, served.figures)
    is_known = math.isfinite(value)
    note = "not measured" if not is_known else ""
    if is_known and asks_latency([standard]):
        how = "" if served.way == "rows" else " by queries"
        note = f"{served.requests:,} single rows{how}"
    return StandardVerdict(
        text=text_of(standard),
        outcome="PASS" if met else "FAIL",
        value=value if is_known else None,
        bound=None,
        needs=budget,
        n_rows=served.requests,
        warn=standard.warn,
        note=note,
        span=standard.span,
    )


def judge_figures(
    figures: KnownFigures, standards: tuple[Standard, ...] | None, served: Served
) -> Verdict:
    """Judge a model that has no label to be compared with (SEMANTICS 28).

    Standards are judged on points: of a clustering nobody knows how its figures scatter. Without
    standards only "serves" is judged.

    Raises
    ------
    ProjectError
        If a standard cannot be judged for this task (``check_standards``).

    """
    written = tuple(standards or ())
    problems = [p for p in check_standards(written, figures.task) if p.severity == "error"]
    if problems:
        raise ProjectError(*problems)
    budgets = [_budget(standard, served) for standard in written if is_serving(standard)]
    written = tuple(standard for standard in written if not is_serving(standard))
    verdicts = [_serves(served), *(_judged(standard, figures) for standard in written), *budgets]
    outcomes = {v.outcome for v in verdicts if not v.warn}
    found: Basis = "training rows" if figures.on_training else "gate rows"
    return Verdict(
        outcome="FAIL" if "FAIL" in outcomes else "PASS",
        standards=tuple(verdicts),
        gate_rows=figures.rows if written and not figures.on_training else 0,
        basis=found if written else "serves",
        served=served.words,
        serving=served.to_json(),
    )


def _serves(served: Served) -> StandardVerdict:
    note = served.problem or served.words
    outcome = "FAIL" if served.problem else "PASS"
    return StandardVerdict(SERVES, outcome, None, None, None, served.rows, note=note)  # type: ignore[arg-type]


def _judged(standard: Standard, figures: KnownFigures) -> StandardVerdict:
    metric = metric_of(standard)
    values: Any = {(name, "score"): value for name, value in figures.values.items()}
    value = float(compute(standard.left, metric)(values))
    needs = float(compute(standard.right, metric)(values))
    where = "training rows" if figures.on_training else "held-out rows"
    is_known = math.isfinite(value) and math.isfinite(needs)
    note = f"on {figures.rows:,} {where}" if is_known else f"undefined on these {figures.rows:,}"
    return StandardVerdict(
        text=text_of(standard),
        outcome="PASS" if is_known and is_met(standard, value - needs) else "FAIL",
        value=value if math.isfinite(value) else None,
        bound=None,
        needs=needs if math.isfinite(needs) else None,
        n_rows=figures.rows,
        warn=standard.warn,
        note=note,
        span=standard.span,
    )
