"""``forebay show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("show")
@click.argument("name", metavar="NODE")
@env_option()
def show(invocation: Invocation, name: str, env: str | None) -> int:
    """Show a node: where it is written, its columns, what it reads, its live version."""
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        node, live = session.show(name)
    if invocation.json:
        from forebay.cli.render_json import answer_json

        invocation.screen.line(answer_json("node", node=node, live=live))
        return 0
    from forebay.cli.render_node import node_lines

    for line in node_lines(node, live, invocation.screen):
        invocation.screen.line(line)
    return 0
