"""``forebay why``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.cli.value_text import escaped

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("why")
@click.argument("name", metavar="NODE")
@env_option()
def why(invocation: Invocation, name: str, env: str | None) -> int:
    """Say what a build would do to a node, and everything that decides it."""
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        lines = session.why(name)
    if invocation.json:
        from forebay.cli.render_json import answer_json

        invocation.screen.line(answer_json("why", node=name, lines=lines))
        return 0
    for line in lines:
        invocation.screen.line(escaped(line))
    return 0
