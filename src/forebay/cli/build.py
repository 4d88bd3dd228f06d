"""``forebay build``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.cli.asked import build_options, build_request
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("build")
@build_options
def build(invocation: Invocation, **asked: Any) -> int:
    """Build what changed, check it, publish what passes.

    SELECT is a name, +name (and what it reads), name+ (and what reads it), tag:NAME, changed or
    failed; without one everything is built that changed.
    """
    from forebay.build.run import run

    request = build_request(asked)
    if invocation.json:
        from forebay.cli.render_json import event_json

        return run(
            invocation.root, request, lambda event: invocation.screen.line(event_json(event))
        ).exit_code
    from forebay.cli.live_display import LiveDisplay
    from forebay.cli.render_build import BuildLines

    with LiveDisplay(invocation.screen) as live:
        lines = BuildLines(invocation.screen, live, quiet=invocation.quiet)
        return run(invocation.root, request, lines.tell).exit_code
