"""A build as lines: one a finished step, a block a failed check, a table a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.build.event import (
    CheckFinished,
    Judged,
    Noticed,
    Progress,
    RunFinished,
    RunStarted,
    StepFinished,
    StepStarted,
    TestFinished,
)
from forebay.cli.few_names import few_names
from forebay.cli.render_check import check_lines
from forebay.cli.render_tests import tests_summary, unit_test_lines, unlisted_inputs
from forebay.cli.render_verdict import verdict_lines
from forebay.cli.value_text import plural, seconds_text

if TYPE_CHECKING:
    from forebay.build.event import Event
    from forebay.checks.outcome import Reconciliation, TestResult
    from forebay.cli.live_display import LiveDisplay
    from forebay.cli.screen import Screen, Style

_STYLES: Final[dict[str, Style]] = {
    "built": "good",
    "read": "good",
    "trained": "good",
    "judged": "good",
    "kept": "dim",
    "skipped": "doubt",
    "held": "doubt",
    "refused": "doubt",
    "failed": "bad",
}
_INSTANT: Final = frozenset({"skipped", "held", "dropped", "defined"})
_LAST_STYLES: Final[dict[str, Style]] = {"done": "good", "refused": "doubt"}
_ROWS_WIDTH: Final = 12


class BuildLines:
    """Writes each event of a build as it comes.

    Parameters
    ----------
    quiet
        Only what did not go well, and the last line.

    """

    def __init__(self, screen: Screen, live: LiveDisplay, *, quiet: bool) -> None:
        self._screen = screen
        self._live = live
        self._quiet = quiet
        self._width = 0
        self._steps = 0
        self._started = 0
        self._tests: list[TestResult] = []
        self._checks = 0
        self._kept: dict[str, list[str]] = {}

    def tell(self, event: Event) -> None:
        """Write what one event says."""
        match event:
            case RunStarted():
                self._run_started(event)
            case StepStarted(node, action):
                self._end_tests()
                self._started += 1
                of = f"/{self._steps}" if self._started <= self._steps else ""
                self._live.begin(f"[{self._started}{of}] {action} {node}")
            case Progress():
                self._live.update(event)
            case StepFinished():
                self._step_finished(event)
            case RunFinished():
                self._run_finished(event)
            case _:
                self._tell_finding(event)

    def _tell_finding(self, event: TestFinished | CheckFinished | Judged | Noticed) -> None:
        match event:
            case TestFinished(result):
                self._tests.append(result)
                if not result.passed:
                    self._write(unit_test_lines(result, self._screen), bad=True)
            case CheckFinished(result):
                self._checks += result.verdict == "ok"
                self._write(check_lines(result, self._screen), bad=result.verdict == "failed")
            case Judged(verdict=verdict):
                self._write(verdict_lines(event, self._screen), bad=verdict.outcome != "PASS")
            case Noticed(problem) if not self._quiet:
                self._screen.problem(problem)

    def _run_started(self, event: RunStarted) -> None:
        steps = event.plan.steps
        doing = [step for step in steps if step.action not in {"keep", "held", "still_refused"}]
        self._width = max((len(step.node) for step in steps), default=0)
        self._steps = len(doing)
        if doing:
            rest = f", {len(steps) - len(doing)} unchanged" if len(doing) < len(steps) else ""
            work = plural(len(doing), "step")
            self._write([f"run {event.run} in env {event.env}: {work}{rest}"])

    def _step_finished(self, event: StepFinished) -> None:
        self._end_tests()
        self._live.begin("")
        checks, self._checks = self._checks, 0
        if event.outcome == "kept":
            self._kept.setdefault(event.note or "unchanged", []).append(event.node)
        else:
            bad = event.outcome in {"failed", "refused", "skipped"}
            self._write([self._step_line(event, checks)], bad=bad)
        for problem in event.problems:
            self._screen.problem(problem)

    def _step_line(self, event: StepFinished, checks: int) -> str:
        word = f"{event.outcome:<8}"
        style = _STYLES.get(event.outcome)
        parts = [
            f"{self._screen.paint(word, style) if style else word}{event.node:<{self._width}}",
            _rows_text(event.rows).rjust(_ROWS_WIDTH) if event.rows is not None else "",
            f"{plural(checks, 'check')} ok" if checks else "",
            event.note,
            seconds_text(event.seconds) if event.outcome not in _INSTANT else "",
        ]
        return "  ".join(part for part in parts if part)

    def _end_tests(self) -> None:
        if self._tests:
            self._write([tests_summary(self._tests), *unlisted_inputs(self._tests)])
            self._tests = []

    def _run_finished(self, event: RunFinished) -> None:
        self._end_tests()
        for reason, names in self._kept.items():
            self._write([f"{'kept':<8}{few_names(names)}  {reason}"])
        if event.published:
            self._write([f"live now: {few_names(event.published)}"])
        first, separator, rest = event.last_line.partition(":")
        style = _LAST_STYLES.get(first, "bad")
        self._screen.line(f"{self._screen.paint(first, style)}{separator}{rest}")

    def _write(self, lines: list[str], *, bad: bool = False) -> None:
        """Write lines; when asked to be quiet only what did not go well."""
        if bad or not self._quiet:
            for line in lines:
                self._screen.line(line)


def _rows_text(rows: Reconciliation) -> str:
    if rows.rows_dropped or rows.rows_in != rows.rows_out:
        return f"{rows.rows_in:,} in, {rows.rows_out:,} out, {rows.rows_dropped:,} dropped"
    return plural(rows.rows_out, "row")
