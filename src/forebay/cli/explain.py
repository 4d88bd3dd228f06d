"""``forebay explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation
    from forebay.session.explain_row import ExplainedRow


@command("explain")
@click.argument("name", metavar="MODEL")
@click.argument("key", metavar="KEY...", nargs=-1, required=True)
@env_option()
def explain(invocation: Invocation, name: str, key: tuple[str, ...], env: str | None) -> int:
    """Follow one row through a live model, step by step.

    KEY is a value for each column of the model's KEY. What is told of each feature: its value, what
    the model sees of it, what it adds to the raw prediction, and the source columns it is made of.
    The baseline and all that is added make the raw prediction.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        found = session.explain(name, *key)
    last_line = f"done: features={len(found.features)} model={found.version}"
    if invocation.json:
        invocation.answer("explain", last_line, row=found)
        return 0
    _show(invocation, found)
    invocation.answer("explain", last_line)
    return 0


def _show(invocation: Invocation, found: ExplainedRow) -> None:
    from forebay.cli.render_table import table_lines
    from forebay.cli.value_text import value_text

    screen = invocation.screen
    rows: list[tuple[object, ...]] = [("(baseline)", "", "", _number(found.baseline), "")]
    for step in found.features:
        seen = " ".join(f"{one:.6g}" for one in step.matrix[:4])
        value = value_text(step.value)
        rows.append((step.name, value, seen, _number(step.adds), ", ".join(step.sources)))
    rows.append(("(raw prediction)", "", "", _number(found.raw), ""))
    for line in table_lines(("feature", "value", "seen as", "adds", "made of"), rows):
        screen.line(line)
    chance = "" if found.probability is None else f", probability {found.probability:.4f}"
    screen.line(f"{found.version} answers {value_text(found.predicted)}{chance}")


def _number(value: float) -> str:
    return f"{value:+.4f}"
