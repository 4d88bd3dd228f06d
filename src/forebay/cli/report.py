"""``forebay report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("report")
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it; report.html in the project folder if not given.",
)
@env_option()
def report(invocation: Invocation, target: Path | None, env: str | None) -> int:
    """Write a static HTML report of what is live: graph, checks, verdicts, runs.

    One file without scripts from elsewhere, to be opened, sent or kept.
    """
    from forebay.session import connect

    path = target if target is not None else invocation.root / "report.html"
    with connect(invocation.root, env=env) as session:
        session.report(path)
    invocation.answer("report", f"done: wrote {path}", path=str(path))
    return 0
