"""``forebay lock``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("lock")
@env_option()
def lock(invocation: Invocation, env: str | None) -> int:
    """Write forebay.lock: the libraries, SQL and data that what is live depends on.

    Keep it in git: build --locked refuses anything else, verify compares with it.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        path = session.lock()
    invocation.answer("locked", f"done: wrote {path.name}", path=path.name)
    return 0
