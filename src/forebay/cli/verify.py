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
@click.option(
    "--threads",
    type=click.IntRange(1),
    metavar="N",
    help="Of the rebuild, instead of the settings.",
)
@env_option()
def verify(
    invocation: Invocation, select: tuple[str, ...], threads: int | None, env: str | None
) -> int:
    """Build what is live again, elsewhere, and compare: the same rows, the same models.

    Nothing that is live is touched. The first node that differs is named, and why; with a
    forebay.lock the rebuild must also be what it says.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        compared = session.verify(*select, threads=threads)
    different = [found for found in compared if not found.is_same]
    width = max((len(found.node) for found in compared), default=0)
    for found in compared if not invocation.quiet else different:
        word = "same    " if found.is_same else "DIFFERS "
        painted = invocation.screen.paint(word, "good" if found.is_same else "bad")
        if not invocation.json:
            line = f"{painted}{found.node:<{width}}  {found.note}".rstrip()
            invocation.screen.line(f"{line}: {found.why}" if found.why else line)
    outcome = "failed" if different else "done"
    first = f" first={different[0].node}" if different else ""
    same = len(compared) - len(different)
    invocation.answer(
        "verified", f"{outcome}: same={same} different={len(different)}{first}", compared=compared
    )
    return 1 if different else 0
