"""What the rows that a model was judged on tell: by feature, and over time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.session.report.interval_svg import interval_svg
from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.value_words import count, figure

if TYPE_CHECKING:
    from forebay.evaluate.interval import Interval
    from forebay.session.report.gate_looks import GateLooks

_TOP = 20
_NAMES = {"roc_auc": "ROC AUC", "r2_score": "R²"}


def looks_section(looks: GateLooks, whole: float | None) -> Markup | None:
    """Return both lists as a person reads them; None where there is neither.

    Parameters
    ----------
    whole
        The metric on all gate rows.

    """
    parts: list[Markup] = []
    name = _NAMES.get(looks.metric, looks.metric)
    if looks.importance:
        rows = [(feature, *_told(found)) for feature, found in looks.importance[:_TOP]]
        small = f"{name} lost when its values are shuffled among {count(looks.rows)} gate rows"
        parts += [
            el("h3", "What each feature is worth ", el("small", small)),
            table(("feature", "lost", "95 % interval", ""), rows, "lrrl"),
        ]
    if looks.times:
        points = [(start, found) for start, _, found in looks.times]
        least = min(rows for _, rows, _ in looks.times)
        small = f"{name} by the time of the prediction, {count(least)} rows or more each"
        title = f"{name} over time, with 95 % intervals; the line: all gate rows"
        parts += [el("h3", "Figures over time ", el("small", small))]
        parts += [interval_svg(title, points, whole)]
    return join(tuple(parts)) if parts else None


def _told(found: Interval) -> tuple[str, str, str]:
    if not math.isfinite(found.lower) or not math.isfinite(found.upper):
        return figure(found.value), "-", ""
    is_noise = found.lower <= 0 <= found.upper
    word = "not told from nothing" if is_noise else ""
    return figure(found.value), f"{figure(found.lower)} to {figure(found.upper)}", word
