"""``forebay verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("verify")
@click.argument("select", nargs=-1, metavar="[SELECT]...")
@env_option()
def verify(invocation: Invocation, select: tuple[str, ...], env: str | None) -> int:
    """Build what is live again, elsewhere, and compare: the same rows, the same models.

    Nothing that is live is touched.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        compared = session.verify(*select)
    different = [found for found in compared if not found.is_same]
    width = max((len(found.node) for found in compared), default=0)
    for found in compared if not invocation.quiet else different:
        word = "same    " if found.is_same else "DIFFERS "
        painted = invocation.screen.paint(word, "good" if found.is_same else "bad")
        if not invocation.json:
            invocation.screen.line(f"{painted}{found.node:<{width}}  {found.note}".rstrip())
    outcome = "failed" if different else "done"
    same = len(compared) - len(different)
    invocation.answer(
        "verified", f"{outcome}: same={same} different={len(different)}", compared=compared
    )
    return 1 if different else 0
