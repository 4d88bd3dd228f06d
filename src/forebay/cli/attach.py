"""``forebay attach``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("attach")
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@env_option()
def attach(invocation: Invocation, target: Path | None, env: str | None) -> int:
    """Write a DuckDB file of views on what is live, for other tools.

    FILE is NAME.duckdb in the project folder if not given. It holds views and no data; write it
    again to follow what is live.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        path = session.attach(target)
    invocation.answer("attached", f"done: wrote {path}", path=str(path))
    return 0
