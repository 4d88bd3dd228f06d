"""The graph and the table of its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.session.report.graph_svg import GraphNode, anchor, graph_svg
from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.value_words import count, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.catalog import Version
    from forebay.session.report.facts import Facts
    from forebay.session.report.markup import Child

_STATES = {
    "live": "live",
    "warn": "live, a check warns",
    "refused": "a candidate is refused",
    "missing": "not live",
}
_HEADER = (*("node", "kind", "rows", "in", "dropped", "checks", "time", "version", "content"),)


def node_section(facts: Facts) -> Markup:
    """Return the section with the graph, what its colours mean, and one row for each node."""
    nodes = [_node(facts, key) for key in facts.order()]
    if not nodes:
        words = "The project has no valid node yet: "
        return el("section", el("h2", "Graph"), el("p", words, el("code", "forebay check")))
    seen = {node.state for node in nodes}
    legend = [el("span", words, class_=f"key {s}") for s, words in _STATES.items() if s in seen]
    rows = [_row(facts, node) for node in nodes]
    notes = []
    if facts.outline is None:
        notes.append(el("p", "The files do not make a valid project now.", class_="alert"))
    return el(
        "section",
        el("h2", "Graph"),
        *notes,
        el("div", graph_svg(nodes), class_="graph wide"),
        el("p", *(join((one, " ")) for one in legend), class_="legend"),
        table(_HEADER, rows, "llrrrlrll"),
        id="graph",
    )


def checks_of(version: Version | None) -> list[dict[str, Any]]:
    """Return the check results that are kept with a version."""
    found = version.details.get("checks") if version is not None else None
    return [check for check in found if isinstance(check, dict)] if isinstance(found, list) else []


def _node(facts: Facts, key: str) -> GraphNode:
    version, declared = facts.live.versions.get(key), facts.declared(key)
    name = version.node if version is not None else (declared.name if declared else key)
    kind: str = version.kind if version is not None else (declared.kind if declared else "table")
    refused = facts.standing_refusal(key)
    verdicts = {check.get("verdict") for check in checks_of(version)}
    if refused is not None:
        state = "refused"
    elif version is None:
        state = "missing"
    else:
        state = "warn" if verdicts & {"warn", "failed"} else "live"
    note = kind
    if kind == "model":
        note = f"model, v{version.number}" if version is not None else "model, none live"
    elif version is not None and kind in {"source", "table"}:
        note = f"{kind}, {count(version.rows)} rows"
    return GraphNode(key, name, note, kind, state, facts.reads(key))


def _row(facts: Facts, node: GraphNode) -> Iterator[Child]:
    version = facts.live.versions.get(node.key)
    yield el("span", el("i", class_=f"dot {node.state}"), node.name, id=_row_id(facts, node))
    yield node.kind
    if version is None:
        yield from ("-",) * 7
        return
    has_rows = version.kind in {"source", "table"}
    rows = version.details.get("rows")
    counts: dict[str, Any] = rows if isinstance(rows, dict) else {}
    yield count(version.rows) if has_rows else "-"
    yield count(counts.get("rows_in"))
    yield count(counts.get("rows_dropped"))
    yield _verdicts(version)
    yield seconds(version.seconds) if version.seconds else "-"
    yield f"v{version.number}, run {version.run}"
    yield el("code", version.content_id[:10]) if version.content_id else "-"


def _row_id(facts: Facts, node: GraphNode) -> str | None:
    """Return the place to which the node's box leads; a model's box leads to its card."""
    has_card = node.key in facts.live.versions or facts.standing_refusal(node.key) is not None
    return None if node.kind == "model" and has_card else anchor(node.key)


def _verdicts(version: Version) -> Markup | str:
    verdicts = [check.get("verdict") for check in checks_of(version)]
    words = {"ok": "good", "dropped": "doubt", "warn": "doubt", "failed": "bad"}
    pills = [
        join((el("span", f"{verdicts.count(word)} {word}", class_=f"pill {tone}"), " "))
        for word, tone in words.items()
        if word in verdicts
    ]
    return join(pills) if pills else "-"
