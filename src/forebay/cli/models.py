"""``forebay models``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.cli.value_text import time_text

if TYPE_CHECKING:
    from forebay.catalog import Version
    from forebay.cli.invocation import Invocation


_GATE: Final = "gate rows"


@command("models")
@click.argument("name", required=False, metavar="[NAME]")
@env_option()
def models(invocation: Invocation, name: str | None, env: str | None) -> int:
    """List the versions of all models, or of the model NAME: which is live, which was refused.

    For a NAME also what scores its rows here: SQL, the compiled library or NumPy.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        versions = session.models(name)
        scored_by = session.scored_by(name) if name is not None else None
    if invocation.json:
        from forebay.cli.render_json import answer_json

        told = {} if name is None else {"scored_by": scored_by}
        invocation.screen.line(answer_json("models", versions=versions, **told))
        return 0
    if not versions:
        invocation.note("no model was trained yet")
        return 0
    from forebay.cli.render_table import table_lines

    header = ("model", "version", "state", "verdict", "gate rows", "run", "trained")
    for line in table_lines(header, [_row(version) for version in versions]):
        invocation.screen.line(line)
    if scored_by is not None:
        invocation.screen.line(f"scored by: {scored_by}")
    return 0


def _outcome(verdict: dict[str, Any]) -> str:
    """Return the outcome, and what it rests on where that is less than gate rows."""
    outcome, basis = str(verdict.get("outcome", "not judged")), verdict.get("basis", _GATE)
    if basis == "serves" and outcome == "PASS":
        return "serves"
    return outcome if basis == _GATE else f"{outcome} on {basis}"


def _row(version: Version) -> tuple[object, ...]:
    found = version.details.get("verdict")
    verdict: dict[str, Any] = found if isinstance(found, dict) else {}
    return (
        version.node,
        f"@{version.number}",
        version.state,
        _outcome(verdict),
        verdict.get("gate_rows") if verdict.get("basis", _GATE) == _GATE else "-",
        version.run,
        time_text(version.created_at),
    )
