"""``forebay promote``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.cli.tell_mlflow import tell_mlflow

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("promote")
@click.argument("reference", metavar="NAME@VERSION")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept in the ledger for ever.")
@env_option()
def promote(invocation: Invocation, reference: str, reason: str, env: str | None) -> int:
    """Make a version live by decision, whatever its verdict, and take away its pin.

    NAME@VERSION is such as late_arrival@8. The decision and its reason are kept for ever.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session, tell_mlflow(invocation, session):
        version = session.promote(reference, reason)
    invocation.answer("promoted", f"done: {version.label} is live", version=version)
    return 0
