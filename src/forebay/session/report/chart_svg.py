"""Small charts in SVG: a unit square or a range, lines and dots in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.session.report.markup import Markup, el, join
from forebay.session.report.value_words import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIDE: Final = 236.0
_LEFT: Final = 46.0
_TOP: Final = 10.0
_BOTTOM: Final = 40.0
_TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """Points to draw: ``kind`` is a CSS class; dots have an area by their share of the rows.

    ``ends``: for each dot, from where to where it may be.
    """

    kind: str
    points: Sequence[tuple[float, float]]
    weights: Sequence[float] = ()
    name: str = ""
    ends: Sequence[tuple[float, float]] = ()


def chart_svg(  # noqa: PLR0913 - two of them by name only
    title: str,
    axes: tuple[str, str],
    lines: Sequence[Line],
    top: float,
    bottom: float = 0.0,
    *,
    has_diagonal: bool = True,
    band: Sequence[tuple[float, float]] = (),
) -> Markup:
    """Return a square chart whose two axes both go from `bottom` to `top`.

    Parameters
    ----------
    band
        The corners of an area behind the lines, in order round it.

    """
    span = top - bottom or 1.0

    def x(value: float) -> float:
        return _LEFT + _SIDE * (value - bottom) / span

    def y(value: float) -> float:
        return _TOP + _SIDE * (1 - (value - bottom) / span)

    ticks = [bottom + span * i / (_TICKS - 1) for i in range(_TICKS)]
    edge = _TOP + _SIDE
    grid = [el("line", x1=_LEFT, x2=_LEFT + _SIDE, y1=y(t), y2=y(t)) for t in ticks]
    grid += [el("line", x1=x(t), x2=x(t), y1=_TOP, y2=edge) for t in ticks]
    labels = _labels(axes, [(x(t), y(t), _tick(t, span)) for t in ticks])
    diagonal = el("line", x1=x(bottom), y1=y(bottom), x2=x(top), y2=y(top), class_="diagonal")
    drawn = [
        join(
            (
                *_whiskers([(x(a), y(low), y(high)) for (a, _), (low, high) in _ended(line)]),
                _draw(line, [(x(a), y(b)) for a, b in line.points]),
            )
        )
        for line in lines
    ]
    legend = [el("span", line.name, class_=f"key {line.kind}") for line in lines if line.name]
    width, height = _LEFT + _SIDE + 12, edge + _BOTTOM
    svg = el(
        "svg",
        el("g", *grid, class_="grid"),
        *labels,
        _area([(x(a), y(b)) for a, b in band]) if band else None,
        diagonal if has_diagonal else None,
        *drawn,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        role="img",
        aria_label=title,
    )
    caption = el("figcaption", el("b", title), *(join((" ", one)) for one in legend))
    return el("figure", caption, svg, class_="chart")


def _labels(axes: tuple[str, str], ticks: Sequence[tuple[float, float, str]]) -> tuple[Markup, ...]:
    """Return the numbers and names of both axes."""
    edge, middle = _TOP + _SIDE, _TOP + _SIDE / 2
    numbers = [
        join(
            (
                el("text", text, x=_LEFT - 6, y=down + 4, text_anchor="end"),
                el("text", text, x=right, y=edge + 15, text_anchor="middle"),
            )
        )
        for right, down, text in ticks
    ]
    place = {"x": _LEFT + _SIDE / 2, "y": edge + 33}
    turned = f"translate(11 {middle:.0f}) rotate(-90)"
    return (
        *numbers,
        el("text", axes[0], **place, text_anchor="middle", class_="axis"),
        el("text", axes[1], transform=turned, text_anchor="middle", class_="axis"),
    )


def _ended(line: Line) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(line.points, line.ends, strict=False)


def _whiskers(ends: Sequence[tuple[float, float, float]]) -> list[Markup]:
    """Return upright lines that stay within the chart."""
    edge = _TOP + _SIDE
    return [
        el("line", x1=a, x2=a, y1=max(_TOP, high), y2=min(edge, low), class_="c1")
        for a, low, high in ends
    ]


def _area(corners: Sequence[tuple[float, float]]) -> Markup:
    return el("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), class_="band")


def _draw(line: Line, points: Sequence[tuple[float, float]]) -> Markup:
    if not line.weights:
        text = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        return el("polyline", points=text, class_=line.kind)
    largest = max(line.weights, default=1.0) or 1.0
    dots = [
        el("circle", cx=a, cy=b, r=2.5 + 3.5 * math.sqrt(weight / largest))
        for (a, b), weight in zip(points, line.weights, strict=True)
    ]
    return el("g", *dots, class_=line.kind)


def _tick(value: float, span: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0" if span <= 1 else figure(value)
