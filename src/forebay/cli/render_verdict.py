"""The verdict on a candidate: a table, and a line for each standard that was not met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from forebay.cli.value_text import escaped, plural

if TYPE_CHECKING:
    from forebay.build.event import Judged
    from forebay.cli.screen import Screen, Style
    from forebay.gate.verdict import Verdict
    from forebay.gate.verdict_table import TableRow

_STYLES: Final[dict[str, Style]] = {"PASS": "good", "FAIL": "bad", "NOT PROVEN": "doubt"}


def verdict_lines(event: Judged, screen: Screen) -> list[str]:
    """Return the verdict table, what was not met in words, and what follows from it.

    ::

        gate late_arrival: candidate v8 against champion v7 on 4,120 gate rows
          metric   standard     v7     v8  change
          roc_auc  >= 0.68   0.702  0.690  -0.012  NOT PROVEN
          roc_auc 0.690, surely above 0.674, needs 0.680: NOT PROVEN (about 9,000 more rows)
        refused: v8 is kept as a version, v7 keeps serving
    """
    # Only where a model was judged: a build with nothing to do prints none.
    from forebay.gate.verdict_table import verdict_table

    verdict = event.verdict
    if event.again:
        since = f" (run {event.first_run})" if event.first_run is not None else ""
        head = f"gate {event.node}: candidate v{event.version} is still refused{since}"
    else:
        against = f"{_against(verdict)}{_basis(verdict)}"
        head = f"gate {event.node}: candidate v{event.version}{against}"
    table = verdict_table(verdict)
    lines = [screen.paint(escaped(head), "strong"), *_table(event, table, screen)]
    lines += [
        f"  {escaped(row.explanation)}"
        for row, standard in zip(table, verdict.standards, strict=True)
        if standard.outcome not in {"PASS", "VOID"}
    ]
    if verdict.calibration:
        lines.append(f"  {escaped(verdict.calibration)}")
    lines.append(_ending(event, screen))
    if verdict.suggestion:
        lines.append("  no standards are written. To keep these, put into its CREATE MODEL:")
        lines += [f"    {line}" for line in verdict.suggestion.splitlines()]
    return lines


def _table(event: Judged, table: tuple[TableRow, ...], screen: Screen) -> list[str]:
    if not table:
        return []
    champion = _champion(event.verdict) or "champion"
    header = ("metric", "standard", champion, f"v{event.version}", "change")
    cells = [header, *((r.metric, r.standard, r.champion, r.candidate, r.change) for r in table)]
    compared = any(row.champion != "-" for row in table)
    used = [i for i in range(len(header)) if compared or header[i] not in {champion, "change"}]
    widths = {i: max(len(escaped(line[i])) for line in cells) for i in used}
    lines = []
    for number, line in enumerate(cells):
        texts = [_cell(escaped(line[i]), widths[i], left=i < header.index(champion)) for i in used]
        outcome = ""
        if number:
            row = table[number - 1]
            style = "dim" if row.is_grey else _STYLES.get(row.outcome, "dim")
            outcome = screen.paint(row.outcome, style)
        lines.append(f"  {'  '.join([*texts, outcome])}".rstrip())
    return lines


def _cell(text: str, width: int, *, left: bool) -> str:
    return text.ljust(width) if left else text.rjust(width)


def _champion(verdict: Verdict) -> str:
    """Return ``v7``; empty where the text says why there is no champion."""
    text = verdict.champion
    return text if text[:1] == "v" and text[1:].isdecimal() else ""


def _basis(verdict: Verdict) -> str:
    match verdict.basis:
        case "gate rows":
            return f" on {plural(verdict.gate_rows, 'gate row')}"
        case "training rows":
            return " on its training rows: no split was asked for"
        case "serves":
            return ", not judged: it has no label and no standards"
        case _:
            assert_never(verdict.basis)


def _against(verdict: Verdict) -> str:
    champion = _champion(verdict)
    if champion:
        return f" against champion {champion}"
    return f" ({verdict.champion})" if verdict.champion else ""


def _ending(event: Judged, screen: Screen) -> str:
    verdict, version = event.verdict, f"v{event.version}"
    if verdict.outcome == "PASS" and verdict.basis == "serves":
        return f"{screen.paint('serves', 'good')}: {version} gives its stored answers again"
    if verdict.outcome == "PASS":
        provisional = ", provisionally: nothing could be proven" if verdict.provisional else ""
        return f"{screen.paint('passed', 'good')}: {version} meets its standards{provisional}"
    word = screen.paint("refused", "bad" if verdict.outcome == "FAIL" else "doubt")
    if event.serving == version:
        return f"{word}: {version} misses its standards now; it keeps serving until another passes"
    serving = event.serving or _champion(verdict)
    keeps = f"{serving} keeps serving" if serving else "nothing serves"
    return f"{word}: {version} is kept as a version, {keeps}"
