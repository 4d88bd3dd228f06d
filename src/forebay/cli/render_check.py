"""A check that did not simply hold: what it says, how many rows, and five of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.render_table import table_lines
from forebay.cli.value_text import escaped, percent_text, plural

if TYPE_CHECKING:
    from forebay.checks.outcome import CheckResult
    from forebay.cli.screen import Screen, Style

_WORDS: dict[str, tuple[str, Style]] = {
    "failed": ("FAILED", "bad"),
    "warn": ("warn", "doubt"),
    "dropped": ("dropped", "dim"),
    "ok": ("ok", "good"),
}


def check_lines(result: CheckResult, screen: Screen) -> list[str]:
    """Return the lines of one check; none if it held and there is nothing else to say.

    ::

        FAILED  check departures: sane_distance  tables/departures.sql:7:3
          6,504 of 20,000 rows fail (32.5 %), limit 0.1 percent
          flight_key  distance
          UA-1             -80
    """
    word, style = _WORDS[result.verdict]
    is_assert = result.kind == "assert"
    what = "assert" if is_assert else f"check {result.node}:"
    head = f"{screen.paint(f'{word:<8}', style)}{what} {escaped(result.label)}"
    if result.verdict == "ok":
        if result.kind == "replay":  # how much of time was tried is no detail
            return [f"{head}: {escaped(result.message)}"]
        if not result.null_passed:
            return []
        return [f"{head}: {plural(result.null_passed, 'row')} passed as NULL"]
    place = f"  {result.span.place}" if result.span is not None else ""
    lines = [f"{head}{place}"]
    if result.message:
        lines.append(f"  {escaped(result.message)}")
    # An assertion is about tables as wholes: its message says both sides, or counts rows.
    if result.failing and not is_assert:
        share = percent_text(result.share)
        limit = f", limit {result.limit}" if result.limit else ""
        failing = f"{result.failing:,} of {plural(result.rows, 'row')}"
        lines.append(f"  {failing} {_verb(result)} ({share}){limit}")
    if result.sample:
        lines += table_lines(result.columns, result.sample, indent="  ")
        if result.failing > len(result.sample):
            lines.append(f"  ... {plural(result.failing - len(result.sample), 'row')} more")
    return lines


def _verb(result: CheckResult) -> str:
    if result.verdict == "dropped":
        return f"went to {result.node}__rejected"
    return "fails" if result.failing == 1 else "fail"
