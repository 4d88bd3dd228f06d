"""``forebay plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.cli.asked import build_options, build_request
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("plan")
@build_options
def plan(invocation: Invocation, **asked: Any) -> int:
    """Say what a build would do, and why; nothing is done.

    SELECT and the options are those of `forebay build`.
    """
    from forebay.session import connect

    request = build_request(asked)
    with connect(invocation.root, env=request.env) as session:
        made = session.plan(request)
    if invocation.json:
        invocation.answer("plan", "done: planned", plan=made)
        return 0
    from forebay.cli.render_plan import plan_lines

    for line in plan_lines(made, invocation.screen):
        invocation.screen.line(line)
    return 0
