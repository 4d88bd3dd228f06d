"""``forebay ls``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("ls")
@click.argument("select", nargs=-1, metavar="[SELECT]...")
@env_option()
def ls(invocation: Invocation, select: tuple[str, ...], env: str | None) -> int:
    """List the nodes in the order in which a build takes them.

    SELECT is that of `forebay build`, so that this shows what a selector means.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        nodes = session.ls(*select)
    if invocation.json:
        from forebay.cli.render_json import answer_json

        invocation.screen.line(answer_json("nodes", nodes=nodes))
        return 0
    from forebay.cli.render_table import table_lines

    rows = [(node.name, node.kind, ", ".join(node.tags), node.description) for node in nodes]
    for line in table_lines(("name", "kind", "tags", "description"), rows):
        invocation.screen.line(line)
    return 0
