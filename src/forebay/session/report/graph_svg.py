"""The graph, layered from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.session.report.markup import Markup, el

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH: Final = 172.0
_HEIGHT: Final = 46.0
_ACROSS: Final = 66.0
_DOWN: Final = 18.0
_LETTERS: Final = 21
_SWEEPS: Final = 4


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One box: `state` is a CSS class that colours it; `note` stands below the name."""

    key: str
    name: str
    note: str
    kind: str
    state: str
    reads: tuple[str, ...]


def graph_svg(nodes: Sequence[GraphNode]) -> Markup:
    """Return the drawing; each box links to the node's section."""
    known = {node.key: node for node in nodes}
    layers = _layers(known)
    places = _places(layers)
    height = max(y for _, y in places.values()) + _HEIGHT + 2
    width = len(layers) * (_WIDTH + _ACROSS) - _ACROSS + 4
    edges = [
        _edge(places[read], places[node.key])
        for node in nodes
        for read in node.reads
        if read in places
    ]
    boxes = [_box(known[key], *place) for key, place in places.items()]
    return el(
        "svg",
        el("g", *edges, class_="edges"),
        *boxes,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=width,
        height=height,
        style=f"min-width:{min(width, 0.8 * width + 60):.0f}px",
        role="img",
        aria_label="the graph of the project",
    )


def _layers(known: Mapping[str, GraphNode]) -> list[list[str]]:
    depth: dict[str, int] = {}

    def deep(key: str, path: frozenset[str]) -> int:
        if key not in depth:
            inner = [r for r in known[key].reads if r in known and r not in path]
            depth[key] = 1 + max((deep(r, path | {key}) for r in inner), default=-1)
        return depth[key]

    for key in known:
        deep(key, frozenset({key}))
    # A source stands right before what reads it first, so that edges are short.
    for key, node in known.items():
        readers = [depth[k] for k, other in known.items() if key in other.reads]
        if not node.reads and readers:
            depth[key] = min(readers) - 1
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for key in known:
        layers[depth[key]].append(key)
    for _ in range(_SWEEPS):
        _untangle(layers, known)
    return layers


def _untangle(layers: list[list[str]], known: Mapping[str, GraphNode]) -> None:
    """Order each layer by the mean place of its neighbours: fewer edges cross."""
    spot = {key: i / len(layer) for layer in layers for i, key in enumerate(layer)}

    def mean(key: str) -> float:
        near = [spot[r] for r in known[key].reads if r in spot]
        near += [spot[k] for k, other in known.items() if key in other.reads]
        return sum(near) / len(near) if near else spot[key]

    for layer in layers:
        layer.sort(key=mean)
        spot.update({key: i / len(layer) for i, key in enumerate(layer)})


def _places(layers: list[list[str]]) -> dict[str, tuple[float, float]]:
    tallest = max(len(layer) for layer in layers)
    places = {}
    for column, layer in enumerate(layers):
        top = (tallest - len(layer)) * (_HEIGHT + _DOWN) / 2 + 2
        for row, key in enumerate(layer):
            places[key] = (column * (_WIDTH + _ACROSS) + 2, top + row * (_HEIGHT + _DOWN))
    return places


def _edge(start: tuple[float, float], end: tuple[float, float]) -> Markup:
    x1, y1 = start[0] + _WIDTH, start[1] + _HEIGHT / 2
    x2, y2 = end[0], end[1] + _HEIGHT / 2
    bend = max(24.0, (x2 - x1) / 2)
    path = f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {x2 - bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    return el("path", d=path)


def _box(node: GraphNode, x: float, y: float) -> Markup:
    name = node.name if len(node.name) <= _LETTERS else f"{node.name[: _LETTERS - 1]}…"
    box = el("rect", x=x, y=y, width=_WIDTH, height=_HEIGHT, rx=8 if node.kind != "model" else 23)
    dot = el("circle", cx=x + 16, cy=y + 16, r=4)
    texts = (
        el("text", name, x=x + 27, y=y + 20, class_="name"),
        el("text", node.note, x=x + 27, y=y + 36, class_="note"),
    )
    title = el("title", f"{node.name}: {node.note}")
    inner = el("g", title, box, dot, *texts, class_=f"node {node.state}")
    return el("a", inner, href=f"#{anchor(node.key)}")


def anchor(key: str) -> str:
    """Return the id of a node's section: letters and digits only."""
    return "n-" + "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in key)
