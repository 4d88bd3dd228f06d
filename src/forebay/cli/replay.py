"""``forebay replay``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation
    from forebay.session.replayed_version import ReplayedVersion


@command("replay")
@click.argument("log", type=click.Path(path_type=Path, file_okay=False), metavar="LOG")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask a file that forebay export wrote (its code is run); one NAME then.",
)
@env_option()
def replay(
    invocation: Invocation, log: Path, names: tuple[str, ...], against: Path | None, env: str | None
) -> int:
    """Ask the rows of a request log again, in batch, and compare the answers.

    LOG is the folder of forebay serve --log. Each row is answered by ML.PREDICT with the version
    that answered it then; every value must be the same. A row that differs is named with its
    column and both values. A file may differ by what its format promises: 1e-9 for SQL and Python,
    1e-5 for ONNX and XGBoost.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        replayed = session.replay(log, *names, against=against)
    for found in replayed:
        if not invocation.json:
            _show(invocation, found)
    rows = sum(found.rows for found in replayed if not found.why)
    different = sum(found.different for found in replayed)
    skipped = sum(found.rows for found in replayed if found.why)
    outcome = "failed" if different else "done"
    invocation.answer(
        "replayed",
        f"{outcome}: rows={rows} different={different} skipped={skipped}",
        versions=replayed,
    )
    return 1 if different else 0


def _show(invocation: Invocation, found: ReplayedVersion) -> None:
    routes = ", ".join(f"{route} {n:,}" for route, n in found.routes.items())
    if found.why:
        invocation.screen.line(f"{found.version}: {found.rows:,} rows not asked: {found.why}")
    elif found.different:
        word = invocation.screen.paint("DIFFERS", "bad")
        told = f"{found.different:,} of {found.rows:,} rows ({routes})"
        invocation.screen.line(f"{found.version}: {word} in {told}")
        for one in found.differences:
            invocation.screen.line(
                f'  request {one.request} row {one.row}, {one.at}: "{one.column}"'
                f" was {one.logged}, is {one.found}"
            )
    elif not invocation.quiet:
        same = "the same" if not found.against else _within(found)
        invocation.screen.line(f"{found.version}: {found.rows:,} rows {same} ({routes})")


def _within(found: ReplayedVersion) -> str:
    return (
        f"within {found.tolerance:g} by {found.against}, the largest difference {found.largest:.1g}"
    )
