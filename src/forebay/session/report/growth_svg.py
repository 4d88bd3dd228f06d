"""A figure by the number of rows that a model learned from, as a picture in SVG."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.session.report.markup import Markup, el, join
from forebay.session.report.ticks import ticks
from forebay.session.report.value_words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.build.learning_curve import CurvePoint

_WIDTH: Final = 520.0
_HEIGHT: Final = 210.0
_LEFT: Final = 46.0
_TOP: Final = 12.0


def growth_svg(title: str, points: Sequence[CurvePoint]) -> Markup:
    """Return a chart over the logarithm of the rows: on judged rows, and on those of training."""
    ends = [v for p in points for v in (p.judged.value, p.judged.lower, p.judged.upper, p.trained)]
    ends = [v for v in ends if math.isfinite(v)] or [0.0, 1.0]
    margin = (max(ends) - min(ends)) * 0.08 or 0.05
    low, high = min(ends) - margin, max(ends) + margin
    first, last = math.log(points[0].rows), math.log(points[-1].rows)
    span = (last - first) or 1.0

    def x(rows: int) -> float:
        return _LEFT + 26 + (_WIDTH - 52) * (math.log(rows) - first) / span

    def y(value: float) -> float:
        return _TOP + _HEIGHT * (1 - (value - low) / (high - low))

    at = ticks(low, high, 5)
    grid = [el("line", x1=_LEFT, x2=_LEFT + _WIDTH, y1=y(t), y2=y(t)) for t in at]
    labels = [el("text", f"{t:g}", x=_LEFT - 6, y=y(t) + 4, text_anchor="end") for t in at]
    edge = _TOP + _HEIGHT
    labels += [
        el("text", count(p.rows), x=x(p.rows), y=edge + 16, text_anchor="middle") for p in points
    ]
    axis = el(
        "text", "training rows", x=_LEFT + _WIDTH / 2, y=edge + 34,
        text_anchor="middle", class_="axis",
    )  # fmt: skip
    judged = [p for p in points if math.isfinite(p.judged.value)]
    trained = [(x(p.rows), y(p.trained)) for p in points if math.isfinite(p.trained)]
    whiskers = [
        el("line", x1=x(p.rows), x2=x(p.rows), y1=y(p.judged.lower), y2=y(p.judged.upper))
        for p in judged
        if math.isfinite(p.judged.lower) and math.isfinite(p.judged.upper)
    ]
    dots = [el("circle", cx=x(p.rows), cy=y(p.judged.value), r=3.5) for p in judged]
    svg = el(
        "svg",
        el("g", *grid, class_="grid"),
        *labels,
        axis,
        _path(trained, "c2"),
        _path([(x(p.rows), y(p.judged.value)) for p in judged], "c1"),
        el("g", *whiskers, *dots, class_="bars"),
        viewBox=f"0 0 {_LEFT + _WIDTH + 12:.0f} {edge + 42:.0f}",
        role="img",
        aria_label=title,
    )
    keys = [el("span", "judged rows, 95 % intervals", class_="key c1")]
    keys.append(el("span", "its own training rows", class_="key c2"))
    caption = el("figcaption", el("b", title), *(join((" ", key)) for key in keys))
    return el("figure", caption, svg, class_="chart times")


def _path(points: Sequence[tuple[float, float]], kind: str) -> Markup:
    return el("polyline", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in points), class_=kind)
