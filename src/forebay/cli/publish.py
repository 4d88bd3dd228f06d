"""``forebay publish``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.errors import EngineError

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("publish")
@env_option()
def publish(invocation: Invocation, env: str | None) -> int:
    """Tell the MLflow server of the settings which versions of models are and were live.

    A build, a promotion and a rollback do it by themselves; this makes up for what failed. What the
    server knows already is left as it is.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        told = session.publish()
    if told.problems:
        raise EngineError(*(replace(problem, severity="error") for problem in told.problems))
    for label in told.added:
        invocation.note(f"{label} is new there")
    invocation.answer("published", f"done: published={len(told.added)}", added=list(told.added))
    return 0
