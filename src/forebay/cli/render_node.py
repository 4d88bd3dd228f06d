"""A node: where it is written, what it holds, what is live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.render_table import table_lines
from forebay.cli.value_text import escaped, plural, seconds_text, time_text

if TYPE_CHECKING:
    from forebay.catalog import Version
    from forebay.cli.screen import Screen
    from forebay.project import NodeOutline


def node_lines(node: NodeOutline, live: Version | None, screen: Screen) -> list[str]:
    """Return what ``forebay show`` prints; `live` is None if it was never published."""
    lines = [screen.paint(f"{node.name}: {node.kind}, {node.path}:{node.line}", "strong")]
    facts = (
        ("about", node.description),
        ("files", ", ".join(node.uris)),
        ("reads", ", ".join(node.reads)),
        ("tags", ", ".join(node.tags)),
        ("known at", "; ".join(node.known_at)),
        ("model type", node.model_type),
        ("label", node.label),
        ("features", ", ".join(node.features)),
        ("standards", node.gate),
        ("variables", ", ".join(node.variables)),
        ("live", _live_text(live)),
    )
    lines += [f"  {name:<10}  {escaped(text)}" for name, text in facts if text]
    if node.columns:
        lines += table_lines(("column", "type"), node.columns, indent="  ")
    return lines


def _live_text(live: Version | None) -> str:
    if live is None:
        return "never published"
    rows = f", {plural(live.rows, 'row')}" if live.files and live.kind != "model" else ""
    when = time_text(live.created_at)
    took = seconds_text(live.seconds)
    return f"{live.label}, run {live.run}, {when}{rows}, built in {took}"
