"""What more looks at a model tell: by feature, by amount of data, by slice, and over time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.session.report.bars_svg import bars_svg
from forebay.session.report.growth_svg import growth_svg
from forebay.session.report.interval_svg import interval_svg
from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.value_words import count, figure

if TYPE_CHECKING:
    from forebay.build.learning_curve import LearningCurve
    from forebay.evaluate.interval import Interval
    from forebay.session.report.gate_looks import GateLooks

_TOP = 16
_NAMES = {"roc_auc": "ROC AUC", "r2_score": "R²"}


def looks_section(looks: GateLooks, whole: float | None) -> Markup | None:
    """Return all that was looked at, as pictures; None where there is nothing.

    Parameters
    ----------
    whole
        The metric on all gate rows.

    """
    name = _NAMES.get(looks.metric, looks.metric)
    found = (_worth(looks, name), _growth(looks, name), _slices(looks, name, whole),
             _times(looks, name, whole))  # fmt: skip
    parts = [part for part in found if part is not None]
    return join(tuple(parts)) if parts else None


def _worth(looks: GateLooks, name: str) -> Markup | None:
    """Show by feature what shuffling it loses, and how much it moves predictions."""
    if not looks.importance and not looks.shap:
        return None
    charts = []
    if looks.importance:
        title = f"{name} lost when shuffled"
        charts.append(bars_svg(title, looks.importance[:_TOP], line=0.0))
    if looks.shap:
        charts.append(bars_svg("Mean absolute Shapley value", looks.shap[:_TOP]))
    noise = [n for n, found in looks.importance if found.lower <= 0 <= found.upper]
    words = None
    if noise:
        told = f"Shuffling them loses nothing that is told from chance: {', '.join(noise)}."
        words = el("p", told, class_="quiet")
    small = f"on {count(looks.rows)} gate rows, with 95 % intervals"
    rows = [(feature, *_told(found)) for feature, found in looks.importance]
    numbers = el(
        "details",
        el("summary", "In numbers"),
        table((f"shuffled: {name}", "lost", "95 % interval"), rows, "lrr"),
        table(
            ("Shapley values", "mean", "95 % interval"),
            [(feature, *_told(found)) for feature, found in looks.shap],
            "lrr",
        )
        if looks.shap
        else None,
    )
    title = el("h3", "What each feature is worth ", el("small", small))
    return join((title, el("div", *charts, class_="charts"), words, numbers))


def _growth(looks: GateLooks, name: str) -> Markup | None:
    """Show what fewer rows teach, and whether a linear model is as good."""
    curve = looks.curve
    if curve is None:
        return None
    small = "the same model, trained on shares of its rows"
    parts: list[Markup] = [el("h3", "Would more data help? ", el("small", small))]
    if len(curve.points) > 1:
        parts += [growth_svg(f"{name} by training rows", curve.points)]
        parts += [el("p", growth_words(curve), class_="quiet")]
    if curve.words:
        parts.append(el("p", f"Not all was tried: {curve.words}.", class_="quiet"))
    simpler = curve.simpler
    if simpler is not None:
        lead = simpler.lead
        ends = f"{lead.lower:+.3f} to {lead.upper:+.3f}"
        words = (
            f"A {simpler.model_type} on the same rows and features has {name}"
            f" {figure(simpler.figure)}; this model less that one: {lead.value:+.3f} ({ends})."
        )
        if simpler.is_as_good:
            words += " The linear one is as good, and simpler to explain and to serve."
        parts.append(el("p", words, class_="alert" if simpler.is_as_good else "quiet"))
    return join(tuple(parts))


def growth_words(curve: LearningCurve) -> str:
    """Return in words what the last doubling of the rows brought."""
    before, last = curve.points[-2], curve.points[-1]
    gain = last.judged.value - before.judged.value
    half = (last.judged.upper - last.judged.lower) / 2
    gap = last.trained - last.judged.value
    told = f"From {count(before.rows)} to {count(last.rows)} rows: {gain:+.3f}. "
    if not math.isfinite(gain):
        return ""
    if gain > half / 2:
        told += "More rows are likely to help."
    elif gap > 2 * half:
        told += (
            f"On its own training rows it is {gap:.3f} better: it also learns what does not"
            " repeat; more rows, or a simpler model, may help."
        )
    else:
        told += "The curve is flat: other features would help more than more rows."
    return told


def _slices(looks: GateLooks, name: str, whole: float | None) -> Markup | None:
    if not looks.slices:
        return None
    charts = [
        bars_svg(
            column, [(value, found) for value, _, found in values], line=whole, from_zero=False
        )
        for column, values in looks.slices
    ]
    small = f"{name} in each value with rows enough, 95 % intervals; the line: all gate rows"
    title = el("h3", "Slices ", el("small", small))
    return join((title, el("div", *charts, class_="charts")))


def _times(looks: GateLooks, name: str, whole: float | None) -> Markup | None:
    if not looks.times:
        return None
    points = [(start, found) for start, _, found in looks.times]
    least = min(rows for _, rows, _ in looks.times)
    small = f"{name} by the time of the prediction, {count(least)} rows or more each"
    title = f"{name} over time, with 95 % intervals; the line: all gate rows"
    heading = el("h3", "Figures over time ", el("small", small))
    return join((heading, interval_svg(title, points, whole)))


def _told(found: Interval) -> tuple[str, str]:
    if not math.isfinite(found.lower) or not math.isfinite(found.upper):
        return figure(found.value), "-"
    return figure(found.value), f"{figure(found.lower)} to {figure(found.upper)}"
