"""Who decided what, and the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.session.report.markup import Markup, el, table
from forebay.session.report.value_words import moment

if TYPE_CHECKING:
    from forebay.session.report.facts import Facts

_RUNS: Final = 20
_ENTRIES: Final = 50
_TONES: Final = {
    "done": "good",
    "refused": "doubt",
    "failed": "bad",
    "invalid": "bad",
    "killed": "bad",
    "publish": "good",
    "refuse": "doubt",
    "promote": "doubt",
    "rollback": "bad",
}


def history_section(facts: Facts) -> Markup:
    """Return the ledger and the runs of the environment, newest first."""
    runs = [
        (
            f"{run.id}",
            moment(run.started_at),
            _pill(run.outcome or "running"),
            el("code", str(run.summary.get("last_line", ""))),
        )
        for run in reversed(facts.runs[-_RUNS:])
    ]
    entries = [
        (
            moment(entry.at),
            _pill(entry.event),
            f"{entry.node}@{entry.number}" if entry.number else entry.node,
            f"run {entry.run}" if entry.run else "by hand",
            entry.actor,
            entry.reason,
        )
        for entry in reversed(facts.ledger[-_ENTRIES:])
    ]
    parts: list[Markup] = []
    if runs:
        parts += [_title("Runs", len(facts.runs), len(runs))]
        parts += [table(("run", "started", "outcome", "last line"), runs, "r")]
    if entries:
        parts += [_title("Ledger", len(facts.ledger), len(entries))]
        parts += [table(("when", "what", "version", "by", "user", "reason"), entries)]
    if not parts:
        parts = [el("p", "No run yet.", class_="quiet")]
    return el("section", el("h2", "History"), *parts, id="history")


def _title(name: str, whole: int, shown: int) -> Markup:
    return el(
        "h3", f"{name} ", el("small", f"the last {shown} of {whole}" if shown < whole else "")
    )


def _pill(word: str) -> Markup:
    return el("span", word, class_=f"pill {_TONES.get(word, '')}".strip())
