"""Figures of names with their intervals, one below the other, as a picture in SVG."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.session.report.markup import Markup, el, join
from forebay.session.report.ticks import ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.evaluate.interval import Interval

_WIDTH: Final = 300.0  # of the bars
_NAME: Final = 150.0  # left of them
_ROW: Final = 21.0
_TOP: Final = 6.0
_BOTTOM: Final = 24.0
_LETTERS: Final = 22  # of a name; the whole one is told where the pointer rests


def bars_svg(
    title: str,
    bars: Sequence[tuple[str, Interval]],
    *,
    line: float | None = None,
    from_zero: bool = True,
) -> Markup:
    """Return a chart with a bar, or a dot, and a whisker for each name, in their order.

    Parameters
    ----------
    line
        Where an upright line stands: nothing, or the figure of all rows.
    from_zero
        Whether bars begin at 0; else each figure is a dot.

    """
    ends = [v for _, found in bars for v in (found.value, found.lower, found.upper)]
    ends = [v for v in (*ends, line) if v is not None and math.isfinite(v)] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    low, high = (min(0.0, low), max(0.0, high)) if from_zero else (low, high)
    margin = (high - low) * 0.06 or 0.05
    low, high = (low - margin if low < 0 or not from_zero else low), high + margin

    def x(value: float) -> float:
        return _NAME + _WIDTH * (value - low) / (high - low)

    bottom = _TOP + _ROW * len(bars)
    at = ticks(low, high)
    grid = [el("line", x1=x(t), x2=x(t), y1=_TOP, y2=bottom) for t in at]
    labels = [el("text", f"{t:g}", x=x(t), y=bottom + 16, text_anchor="middle") for t in at]
    rows = [
        _bar(name, found, _TOP + _ROW * (place + 0.5), x, from_zero=from_zero)
        for place, (name, found) in enumerate(bars)
    ]
    upright = None
    if line is not None and math.isfinite(line):
        upright = el("line", x1=x(line), x2=x(line), y1=_TOP, y2=bottom, class_="diagonal")
    svg = el(
        "svg",
        el("g", *grid, class_="grid"),
        *labels,
        upright,
        el("g", *rows, class_="bars"),
        viewBox=f"0 0 {_NAME + _WIDTH + 20:.0f} {bottom + _BOTTOM:.0f}",
        role="img",
        aria_label=title,
    )
    return el("figure", el("figcaption", el("b", title)), svg, class_="chart half")


def _bar(
    name: str, found: Interval, middle: float, x: Callable[[float], float], *, from_zero: bool
) -> Markup:
    """Return one row: its name, the bar or the dot, and the whisker."""
    shown = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
    parts = [
        el(
            "text", el("title", name), shown,
            x=_NAME - 8, y=middle + 4, text_anchor="end", class_="name",
        )
    ]  # fmt: skip
    if not math.isfinite(found.value):
        return join(parts)
    if from_zero:
        start, stop = sorted((x(0.0), x(found.value)))
        width = max(1.0, stop - start)
        parts.append(el("rect", x=start, y=middle - 5, width=width, height=10, rx=2))
    if math.isfinite(found.lower) and math.isfinite(found.upper):
        ends = x(found.lower), x(found.upper)
        parts.append(el("line", x1=ends[0], x2=ends[1], y1=middle, y2=middle, class_="w"))
    if not from_zero:
        parts.append(el("circle", cx=x(found.value), cy=middle, r=3.5))
    return join(parts)
