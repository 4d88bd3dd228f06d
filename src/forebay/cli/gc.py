"""``forebay gc``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.command import command
from forebay.cli.value_text import plural

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation

_MEGABYTE = 1_000_000


@command("gc")
def gc(invocation: Invocation) -> int:
    """Delete versions that nothing needs; what is live anywhere, or was just now, is kept.

    A version is marked first and deleted by a later gc, so that a reader that holds it can end.
    """
    from forebay.session import connect

    with connect(invocation.root) as session:
        report = session.gc()
    if report.notice is not None and not invocation.json:
        invocation.screen.problem(report.notice)
    for version in report.deleted:
        invocation.note(f"deleted {version.label}")
    for version in report.marked:
        invocation.note(f"marked  {version.label}, deleted an hour from now at the earliest")
    for path in report.removed:
        invocation.note(f"removed {path}")
    invocation.answer(
        "collected",
        f"done: deleted={plural(len(report.deleted), 'version')} marked={len(report.marked)} "
        f"freed={report.freed_bytes / _MEGABYTE:.1f} MB",
        report=report,
    )
    return 0
