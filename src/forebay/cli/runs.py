"""``forebay runs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.command import command
from forebay.cli.value_text import time_text

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("runs")
def runs(invocation: Invocation) -> int:
    """List the last runs, newest first, with how each ended."""
    from forebay.session import connect

    with connect(invocation.root) as session:
        found = session.runs()
    if invocation.json:
        from forebay.cli.render_json import answer_json

        invocation.screen.line(answer_json("runs", runs=found))
        return 0
    if not found:
        invocation.note("no run yet")
        return 0
    from forebay.cli.render_table import table_lines

    rows = [
        (
            run.id,
            run.env,
            time_text(run.started_at),
            run.outcome or "running",
            run.summary.get("last_line", ""),
        )
        for run in found
    ]
    for line in table_lines(("run", "env", "started", "outcome", "last line"), rows, longest=None):
        invocation.screen.line(line)
    return 0
