"""What a build tells while it runs; ``cli`` draws these, ``--json`` prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from forebay.checks.outcome import CheckResult, Reconciliation, TestResult
    from forebay.errors import Problem
    from forebay.gate.verdict import Verdict
    from forebay.plan.step import Plan


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A build has the lock and a run number."""

    run: int
    env: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class TestFinished:
    """One unit test of a changed node ran."""

    result: TestResult


@dataclass(frozen=True, slots=True)
class StepStarted:
    """Work on a node begins."""

    node: str
    action: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A long step moved on.

    ``share`` is in [0, 1], None if unknown; ``figure`` is a short text such as
    ``round 12 of 20, tune log_loss 0.5121``.
    """

    node: str
    stage: str  # read, check, fit, train, calibrate, score, judge
    share: float | None
    figure: str = ""
    remaining_s: float | None = None


@dataclass(frozen=True, slots=True)
class CheckFinished:
    """One constraint or assertion was evaluated."""

    result: CheckResult


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate has its verdict.

    ``serving`` is the version that is live before this run publishes (``v7``), empty if none is; it
    can be the candidate itself, where only its standards changed.
    """

    node: str
    version: int
    verdict: Verdict
    again: bool = False  # still refused, from an earlier run
    first_run: int | None = None
    serving: str = ""


@dataclass(frozen=True, slots=True)
class StepFinished:
    """Work on a node ended."""

    node: str
    outcome: Literal[
        "built",
        "read",
        "trained",
        "judged",
        "kept",
        "refused",
        "failed",
        "skipped",
        "dropped",
        "defined",
        "held",
    ]
    seconds: float
    rows: Reconciliation | None = None
    note: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something worth a line: a warning that stops nothing."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The build is over; the counts make the stable last line."""

    run: int
    outcome: Literal["done", "failed", "refused", "invalid"]
    exit_code: int
    built: int
    kept: int
    trained: int
    refused: int
    checks_ok: int
    warn: int
    failed: int
    held_back: int
    seconds: float
    published: tuple[str, ...] = ()

    @property
    def last_line(self) -> str:
        """The one stable last line; its first word is the outcome."""
        counts = (
            f"built={self.built} kept={self.kept} trained={self.trained} refused={self.refused} "
            f"checks_ok={self.checks_ok} warn={self.warn} failed={self.failed}"
        )
        held = f" held_back={self.held_back}" if self.held_back else ""
        return f"{self.outcome}: {counts}{held} seconds={self.seconds:.1f} run={self.run}"


Event: TypeAlias = (
    RunStarted
    | TestFinished
    | StepStarted
    | Progress
    | CheckFinished
    | Judged
    | StepFinished
    | Noticed
    | RunFinished
)
