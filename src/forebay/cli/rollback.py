"""``forebay rollback``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.cli.tell_mlflow import tell_mlflow
from forebay.cli.value_text import plural
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("rollback")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--run", type=int, metavar="N", help="Undo everything that run N published.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept in the ledger for ever.")
@env_option()
def rollback(
    invocation: Invocation, name: str | None, run: int | None, reason: str, env: str | None
) -> int:
    """Take NAME back to the version that was live before, and pin what is withdrawn.

    What was built from the withdrawn version of a table goes back with it, in one transaction. A
    pinned version is not published again until its definition changes, or by
    `forebay build --unpin NAME`.
    """
    one_thing = ProjectError.of(
        "bad-arguments",
        "one thing is needed to roll back",
        hint="forebay rollback NAME --reason ..., or forebay rollback --run N --reason ...",
    )
    if name is not None and run is not None:
        raise one_thing
    from forebay.session import connect

    with connect(invocation.root, env=env) as session, tell_mlflow(invocation, session):
        if name is not None:
            moved = session.rollback(name, reason)
        elif run is not None:
            moved = session.rollback_run(run, reason)
        else:
            raise one_thing
    for withdrawal in moved:
        target = withdrawal.target.label if withdrawal.target is not None else "nothing"
        pinned = ", pinned" if withdrawal.pinned else ""
        invocation.note(f"{withdrawal.withdrawn.label} -> {target}{pinned}")
    invocation.answer("rolled_back", f"done: {plural(len(moved), 'name')} rolled back", moved=moved)
    return 0
