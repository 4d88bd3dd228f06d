"""What a build would do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.cli.few_names import few_names
from forebay.cli.value_text import seconds_text

if TYPE_CHECKING:
    from forebay.cli.screen import Screen
    from forebay.plan.step import Plan, Step

_QUIET: Final = frozenset({"keep"})
_WORDS: Final = {"still_refused": "refused"}


def plan_lines(plan: Plan, screen: Screen) -> list[str]:
    """Return the plan, one line a step; unchanged nodes share a line.

    ::

        plan for env dev (compared with run 41)
          build   departures     SQL changed               ~0.9 s
          train   late_arrival   input departures changed  ~14 s   gate: roc_auc >= 0.66
          keep    flights, weather: unchanged
        Run `forebay build --env dev` to do this.
    """
    against = plan.compared_with_run
    compared = f"compared with run {against}" if against is not None else "first build"
    lines = [screen.paint(f"plan for env {plan.env} ({compared})", "strong")]
    doing = [step for step in plan.steps if step.action not in _QUIET]
    rows = [
        (_word(step), step.node, step.reason + ("" if step.certain else " (maybe)"), _last(step))
        for step in doing
    ]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(4)]
    for step, row in zip(doing, rows, strict=True):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        gate = f"  gate: {step.gate}" if step.gate and step.action in {"train", "judge"} else ""
        lines.append(f"  {'  '.join(cells)}{gate}".rstrip())
        if step.features and step.action == "train":
            lines += [f"      features: {', '.join(step.features)}"]
        lines += [f"      note: {note}" for note in step.notes]
    lines += _kept(plan, max(widths[0], len("keep")))
    if plan.is_up_to_date:
        lines.append("nothing to do")
    else:
        lines.append(f"Run `forebay build --env {plan.env}` to do this.")
    return lines


def _word(step: Step) -> str:
    return _WORDS.get(step.action, step.action)


def _last(step: Step) -> str:
    return f"~{seconds_text(step.last_seconds)}" if step.last_seconds is not None else ""


def _kept(plan: Plan, width: int) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for step in plan.steps:
        if step.action in _QUIET:
            by_reason.setdefault(step.reason, []).append(step.node)
    word = "keep".ljust(width)
    return [f"  {word}  {few_names(names)}: {reason}" for reason, names in by_reason.items()]
