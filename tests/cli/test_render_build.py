"""What a person sees of a build, line by line: ``tests/cases/cli/*.txt``."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from forebay.build import event as events
from forebay.build.event import (
    CheckFinished,
    Event,
    Judged,
    Noticed,
    RunFinished,
    RunStarted,
    StepFinished,
    StepStarted,
)
from forebay.checks import outcome as outcomes
from forebay.checks.outcome import CellDifference, CheckResult, Reconciliation
from forebay.cli.live_display import LiveDisplay
from forebay.cli.render_build import BuildLines
from forebay.cli.render_check import check_lines
from forebay.cli.render_json import event_json
from forebay.cli.render_plan import plan_lines
from forebay.cli.screen import Screen
from forebay.errors import Problem, Source
from forebay.gate.verdict import StandardVerdict, Verdict
from forebay.plan.step import Plan, Step

CASES = Path(__file__).parents[1] / "cases" / "cli"
ACCEPT = os.environ.get("FOREBAY_ACCEPT") == "1"
SPAN = Source("tables/departures.sql", "CREATE TABLE departures ...").whole().part(13, 23)

PLAN = Plan(
    "dev",
    41,
    (
        Step("flights", "keep", "unchanged"),
        Step("weather", "read", "data/weather.csv changed", last_seconds=0.4),
        Step("departures", "build", "input weather changed", certain=False, last_seconds=12.3),
        Step(
            "late_arrival",
            "train",
            "input departures changed",
            certain=False,
            last_seconds=83.0,
            gate="roc_auc >= 0.66, roc_auc >= champion - 0.01",
            features=("carrier", "origin", "distance"),
            notes=("no PREDICT AT: the split is random",),
        ),
        Step("old_report", "drop", "its file is gone"),
        Step("airports", "keep", "unchanged"),
        Step("planes", "held", "rolled back on 2026-11-20: bad seats"),
    ),
)
FINISHED = RunFinished(
    run=42,
    outcome="failed",
    exit_code=1,
    built=1,
    kept=2,
    trained=1,
    refused=1,
    checks_ok=5,
    warn=1,
    failed=1,
    held_back=2,
    seconds=6.21,
    published=("weather",),
)
CHECKS = (
    CheckResult("departures", "carrier NOT NULL", "not_null", "ok", 20_000, 0),
    CheckResult("departures", "CHECK (a > 0)", "check", "ok", 20_000, 0, null_passed=3),
    CheckResult(
        "departures",
        "sane_distance",
        "expect",
        "dropped",
        20_000,
        6,
        limit="0.1 percent",
        columns=("flight_key", "distance", "note"),
        sample=(("UA-1", -80, None), ("UA-2", 0, "\x1b[31mred\n")),
        span=SPAN,
    ),
    CheckResult("departures", "status", "check", "failed", 20_000, 6504, limit="0 rows", span=SPAN),
    CheckResult(
        "", "a normal load", "assert", "failed", 1, 1, message="count(*) = 12, needs > 1000"
    ),
)
VERDICT = Verdict(
    "NOT PROVEN",
    (
        StandardVerdict("roc_auc >= 0.66", "PASS", 0.713, 0.706, 0.66, 4120, 0.702, 0.5),
        StandardVerdict(
            "roc_auc >= 0.71", "NOT PROVEN", 0.713, 0.706, 0.71, 4120, 0.702, rows_needed=13_120
        ),
        StandardVerdict("calibration_error <= 0.05", "FAIL", 0.081, 0.069, 0.05, 4120, warn=True),
        StandardVerdict(
            "roc_auc >= 0.6 FOR EACH origin", "PASS", 0.65, 0.62, 0.6, 800, slice="EWR"
        ),
    ),
    4120,
    "v7",
)
FIRST = Verdict(
    "PASS",
    (StandardVerdict("roc_auc > baseline", "PASS", 0.7, 0.69, 0.5, 900, baseline_value=0.5),),
    900,
    "no champion",
    suggestion="STANDARDS (\n  roc_auc >= 0.69\n)",
)
FAILED_TEST = outcomes.TestResult(
    "late_is_late",
    "departures",
    passed=False,
    seconds=0.1,
    span=SPAN,
    differences=(
        CellDifference(2, "is_late", expected=True, actual=False),
        CellDifference(3, "fare", 13.0, 12.0),
    ),
    missing=(("UA-9", None),),
    columns=("flight_key", "is_late"),
)
PASSED_TEST = outcomes.TestResult(
    "ok", "departures", passed=True, seconds=0.1, span=SPAN, empty_inputs=("planes",)
)
EVENTS: tuple[Event, ...] = (
    RunStarted(42, "dev", PLAN),
    Noticed(Problem("no-known-at", 'no source of "late_arrival" has KNOWN AT', severity="warning")),
    events.TestFinished(PASSED_TEST),
    events.TestFinished(FAILED_TEST),
    StepFinished("flights", "kept", 0.0, note="unchanged"),
    StepStarted("weather", "read"),
    StepFinished("weather", "read", 0.44, Reconciliation(26_115, 26_115, 0)),
    StepStarted("departures", "build"),
    *(CheckFinished(check) for check in CHECKS),
    StepFinished("departures", "failed", 1.25, Reconciliation(336_776, 336_770, 6)),
    StepStarted("late_arrival", "train"),
    Judged("late_arrival", 8, VERDICT),
    StepFinished("late_arrival", "refused", 83.4),
    StepStarted("tiny", "train"),
    Judged("tiny", 1, FIRST),
    StepFinished("tiny", "trained", 2.0),
    Judged("third", 3, VERDICT, again=True, first_run=40),
    StepFinished("arrivals_scored", "skipped", 0.0, note="departures is held back"),
    StepFinished(
        "boom",
        "failed",
        0.1,
        problems=(
            Problem("conversion", 'cannot cast "abc" to BIGINT', SPAN, hint="use TRY_CAST."),
        ),
    ),
    StepFinished("old_report", "dropped", 0.0),
    StepFinished("airports", "kept", 0.0, note="unchanged"),
    FINISHED,
)


def screen_of(
    *, color: bool = False, is_live: bool = False
) -> tuple[Screen, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Screen(out, err, color=color, is_live=is_live), out, err


def shown(*, quiet: bool, color: bool = False) -> str:
    screen, out, err = screen_of(color=color)
    with LiveDisplay(screen) as live:
        lines = BuildLines(screen, live, quiet=quiet)
        for event in EVENTS:
            lines.tell(event)
    return f"{out.getvalue()}--- standard error\n{err.getvalue()}"


def compare(name: str, text: str) -> None:
    if ACCEPT:
        (CASES / name).write_text(text)
    assert text == (CASES / name).read_text()


def test_a_build_is_told_line_by_line() -> None:
    compare("build.txt", shown(quiet=False))


def test_a_quiet_build_tells_only_what_did_not_go_well_and_the_last_line() -> None:
    compare("build_quiet.txt", shown(quiet=True))


def test_a_plan_says_what_why_and_how_long() -> None:
    screen, _, _ = screen_of()

    compare("plan.txt", "\n".join([*plan_lines(PLAN, screen), ""]))


def test_each_event_is_one_line_of_json_with_its_version() -> None:
    lines = [event_json(event) for event in EVENTS]

    compare("build.jsonl", "".join(f"{line}\n" for line in lines))
    assert {json.loads(line)["v"] for line in lines} == {1}
    assert json.loads(lines[-1])["last_line"] == FINISHED.last_line


def test_colours_change_nothing_but_colours() -> None:
    plain, painted = shown(quiet=False), shown(quiet=False, color=True)

    for code in ("31", "32", "33", "2", "1", "0"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == plain


def test_no_value_of_the_data_reaches_the_terminal_as_an_escape_code() -> None:
    assert "\x1b" not in shown(quiet=False)


def test_a_build_with_nothing_to_do_is_two_lines() -> None:
    screen, out, _ = screen_of()
    plan = Plan("dev", 1, (Step("a", "keep", "unchanged"), Step("b", "keep", "unchanged")))
    with LiveDisplay(screen) as live:
        lines = BuildLines(screen, live, quiet=False)
        for event in (
            RunStarted(2, "dev", plan),
            StepFinished("a", "kept", 0.0, note="unchanged"),
            StepFinished("b", "kept", 0.0, note="unchanged"),
            RunFinished(2, "done", 0, 0, 2, 0, 0, 0, 0, 0, 0, 0.04),
        ):
            lines.tell(event)

    assert out.getvalue().splitlines() == [
        "kept    a, b  unchanged",
        "done: built=0 kept=2 trained=0 refused=0 checks_ok=0 warn=0 failed=0 seconds=0.0 run=2",
    ]


@pytest.mark.parametrize("outcome", ["done", "failed", "refused", "invalid"])
def test_the_first_word_of_the_last_line_is_the_outcome(outcome: str) -> None:
    screen, out, _ = screen_of()
    with LiveDisplay(screen) as live:
        BuildLines(screen, live, quiet=True).tell(
            RunFinished(2, outcome, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0.04)  # type: ignore[arg-type]
        )

    assert out.getvalue().splitlines()[-1].startswith(f"{outcome}: ")


def test_a_replay_that_held_says_how_much_of_time_it_tried() -> None:
    result = CheckResult(
        "late", "time replay", "replay", "ok", 320, 0, message="15 of 20 prediction times, 1.1 s"
    )

    (line,) = check_lines(result, Screen(io.StringIO(), io.StringIO(), color=False, is_live=False))

    assert line == "ok      check late: time replay: 15 of 20 prediction times, 1.1 s"
