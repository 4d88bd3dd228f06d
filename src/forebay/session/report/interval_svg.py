"""A row of figures with their intervals, in the order of time, as a small picture in SVG."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.session.report.markup import Markup, el
from forebay.session.report.ticks import ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.interval import Interval

_WIDTH: Final = 640.0
_HEIGHT: Final = 190.0
_LEFT: Final = 46.0
_TOP: Final = 12.0
_LABELS: Final = 6  # at most so many starts are written below


def interval_svg(
    title: str, points: Sequence[tuple[str, Interval]], whole: float | None = None
) -> Markup:
    """Return a chart with one dot and whisker for each stretch; a line marks the whole."""
    ends = [v for _, found in points for v in (found.value, found.lower, found.upper)]
    ends = [v for v in (*ends, whole) if v is not None and math.isfinite(v)]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    margin = (high - low) * 0.08 or 0.05
    low, high = low - margin, high + margin

    def x(place: int) -> float:
        return _LEFT + _WIDTH * (place + 0.5) / max(1, len(points))

    def y(value: float) -> float:
        return _TOP + _HEIGHT * (1 - (value - low) / (high - low))

    at = ticks(low, high, 5)
    grid = [el("line", x1=_LEFT, x2=_LEFT + _WIDTH, y1=y(t), y2=y(t)) for t in at]
    labels = [el("text", f"{t:g}", x=_LEFT - 6, y=y(t) + 4, text_anchor="end") for t in at]
    each = max(1, math.ceil(len(points) / _LABELS))
    labels += [
        el("text", start, x=x(i), y=_TOP + _HEIGHT + 16, text_anchor="middle")
        for i, (start, _) in enumerate(points)
        if i % each == 0
    ]
    marks: list[Markup] = []
    for place, (_, found) in enumerate(points):
        if math.isfinite(found.lower) and math.isfinite(found.upper):
            above, below = y(found.upper), y(found.lower)
            marks.append(el("line", x1=x(place), x2=x(place), y1=above, y2=below, class_="c1"))
        if math.isfinite(found.value):
            marks.append(el("circle", cx=x(place), cy=y(found.value), r=3.5))
    line = None
    if whole is not None and math.isfinite(whole):
        ys = y(whole)
        line = el("line", x1=_LEFT, x2=_LEFT + _WIDTH, y1=ys, y2=ys, class_="diagonal")
    svg = el(
        "svg",
        el("g", *grid, class_="grid"),
        *labels,
        line,
        el("g", *marks, class_="c1"),
        viewBox=f"0 0 {_LEFT + _WIDTH + 12:.0f} {_TOP + _HEIGHT + 30:.0f}",
        role="img",
        aria_label=title,
    )
    return el("figure", el("figcaption", el("b", title)), svg, class_="chart times")
