"""Charts as SVG: lines with bands, and points with their intervals."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE, _HIGH, _EDGE, _ROW, _NAMES = 320, 240, 34, 16, 120
_COLORS = ("#2b6cb0", "#c05621", "#718096")


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines in a square, each a list of (x, y), and an area behind them."""

    title: str
    axes: tuple[str, str]
    lines: Sequence[Sequence[tuple[float, float]]]
    band: Sequence[tuple[float, float]] = field(default=())

    def svg(self) -> str:
        """Return the chart."""
        every = np.array([point for line in (*self.lines, self.band) for point in line])
        low, high = every.min(axis=0), every.max(axis=0)
        wide = np.where(high > low, high - low, 1.0)
        room = np.array([_WIDE - 2 * _EDGE, _HIGH - 2 * _EDGE])

        def path(points: Sequence[tuple[float, float]]) -> str:
            at = (np.array(points) - low) / wide * room
            return " ".join(f"{_EDGE + x:.1f},{_HIGH - _EDGE - y:.1f}" for x, y in at)

        parts = [f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img"><title>{self.title}</title>']
        parts.append(_text(_WIDE / 2, 14, self.title))
        if self.band:
            parts.append(f'<polygon points="{path(self.band)}" fill="#bee3f8"/>')
        for color, line in zip(_COLORS, self.lines, strict=False):
            drawn = path(line)
            parts.append(f'<polyline points="{drawn}" fill="none" stroke="{color}"/>')
        parts.append(_text(_WIDE / 2, _HIGH - 4, f"{self.axes[0]}, {low[0]:.3g} to {high[0]:.3g}"))
        parts.append(_text(_WIDE / 2, 28, f"{self.axes[1]}, {low[1]:.3g} to {high[1]:.3g}"))
        return "".join([*parts, "</svg>"])


def intervals_svg(title: str, rows: Sequence[tuple[str, float, float, float]]) -> str:
    """Return a line for each name, with a point and the interval round it."""
    ends = np.array([row[1:] for row in rows])
    low, wide = ends.min(), max(float(np.ptp(ends)), 1e-12)
    high = _ROW * len(rows) + 24

    def x(value: float) -> float:
        return _NAMES + (value - low) / wide * (_WIDE - _NAMES - 8)

    parts = [f'<svg viewBox="0 0 {_WIDE} {high}" role="img"><title>{title}</title>']
    parts.append(_text(_WIDE / 2, 14, title))
    for place, (name, value, lower, upper) in enumerate(rows):
        y = 30 + _ROW * place
        parts.append(f'<text x="4" y="{y}" font-size="10">{escape(name)} {value:.4g}</text>')
        span = f'x1="{x(lower):.1f}" x2="{x(upper):.1f}" y1="{y - 4}" y2="{y - 4}"'
        parts.append(f'<line {span} stroke="{_COLORS[0]}"/>')
        parts.append(f'<circle cx="{x(value):.1f}" cy="{y - 4}" r="3" fill="{_COLORS[0]}"/>')
    return "".join([*parts, "</svg>"])


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="middle" font-size="11">{escape(words)}</text>'
