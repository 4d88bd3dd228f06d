"""The card of one model."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from forebay.algorithms.made_of_trees import made_of_trees
from forebay.features.task import LABEL_TASKS
from forebay.session.report.chart_svg import Line, chart_svg
from forebay.session.report.curve_bands import roc_band, share_ends
from forebay.session.report.evidence_section import evidence_section
from forebay.session.report.graph_svg import anchor
from forebay.session.report.looks_section import looks_section
from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.model_kind import model_kind
from forebay.session.report.model_origin import model_origin
from forebay.session.report.threshold_charts import threshold_charts
from forebay.session.report.value_words import count, figure, moment, share
from forebay.session.report.verdict_block import outcome_of, pill, verdict_block, verdict_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog import Version
    from forebay.evaluate.confusion_matrix import ConfusionMatrix
    from forebay.query.live_model import LiveModel
    from forebay.session.report.facts import Facts
    from forebay.session.report.model_card import ModelCard

_TOP = 12


def model_section(facts: Facts, card: ModelCard) -> Markup:
    """Return everything that a person should know before trusting the model."""
    version = card.version
    parts: list[Markup | None] = [_head(facts, card), *_alerts(facts, card)]
    if card.model is not None:
        parts.append(_summary(card.model, version))
    parts += [el("h3", "Verdict"), verdict_block(version)]
    if card.figures:
        parts += [el("h3", "Figures on the gate rows"), _figures(card), _charts(card)]
    elif card.model is not None:
        parts.append(_known_figures(card.model))
    if card.looks is not None:
        main = card.figures.get(card.looks.metric)
        parts.append(looks_section(card.looks, main.value if main is not None else None))
    if card.model is not None:
        parts += [_features(card, card.model), evidence_section(card.model)]
        parts += [model_origin(facts, card.model, version)]
    parts += [_history(facts, version)]
    return el("section", *parts, id=anchor(version.key), class_="card")


def _head(facts: Facts, card: ModelCard) -> Markup:
    version = card.version
    verdict = verdict_of(version)
    state = "live" if version.key in facts.live.versions else "not live"
    kind = card.model.signature.model_type if card.model is not None else "model"
    return el(
        "h2",
        version.node,
        " ",
        el("span", f"v{version.number} {state}", class_="env"),
        " ",
        pill(outcome_of(verdict)) if verdict is not None else None,
        el("small", f" {kind}"),
    )


def _alerts(facts: Facts, card: ModelCard) -> list[Markup]:
    """Return what must never be overlooked: damage, overrides, waivers, a standing refusal."""
    version = card.version
    found = []
    if card.problem:
        found.append(el("p", f"The files cannot be used: {card.problem}", class_="alert bad"))
    promotions = version.details.get("promotions")
    for mark in promotions if isinstance(promotions, list) else []:
        when, env = moment(str(mark.get("at", ""))), mark.get("env")
        words = f"A person overrode the gate in {env} on {when}: “{mark.get('reason')}”"
        found.append(el("p", words, class_="alert bad"))
    verdict = verdict_of(version)
    # Those of the last verdict: model.json has those of the day of its training.
    for waiver in verdict.waivers if verdict is not None else ():
        columns = ", ".join(waiver.columns)
        words = f"Leakage is allowed for {columns} because “{waiver.reason}”"
        found.append(el("p", words, class_="alert"))
    if verdict is not None and verdict.provisional:
        found.append(el("p", "Provisional: nothing could be proven.", class_="alert"))
    refused = facts.standing_refusal(version.key)
    if refused is not None and refused.id != version.id:
        title = f"Candidate v{refused.number} is refused; v{version.number} keeps serving."
        found.append(el("div", el("b", title), verdict_block(refused), class_="alert"))
    elif refused is not None:
        words = "Refused: it is kept as a version and answers no query under the model's name."
        found.append(el("p", words, class_="alert"))
    return found


def _summary(model: LiveModel, version: Version) -> Markup:
    facts = model.facts
    split: dict[str, Any] = facts.get("split", {})
    counts = split.get("counts", {})
    pairs = [
        model_kind(model),
        ("Prediction time", facts.get("predict_at") or "none declared"),
        *_label_known(model),
        ("Split", str(split.get("description", "")).partition(";")[0]),
        ("Rows", ", ".join(f"{count(n)} {part}" for part, n in counts.items() if n)),
        ("Key", ", ".join(facts.get("key", ())) or "no key"),
        ("Trained", f"{moment(version.created_at)}, run {version.run}"),
    ]
    cutoffs = split.get("cutoffs") or {}
    if cutoffs:
        starts = ", ".join(f"{part} from {at}" for part, at in cutoffs.items())
        pairs.insert(-3, ("Cut-offs", starts))
    cells = [join((el("dt", name), el("dd", text))) for name, text in pairs]
    return el("dl", *cells)


def _label_known(model: LiveModel) -> list[tuple[str, str]]:
    if model.task not in LABEL_TASKS:
        return []
    return [("Label known", str(model.facts.get("label_known_at") or "not declared"))]


def _known_figures(model: LiveModel) -> Markup | None:
    """Return the figures of a model without a label, which have no interval."""
    if not model.figures:
        return None
    on_training = model.facts.get("judged_on", {}).get("on_training")
    title = "Figures on the training rows" if on_training else "Figures on held-out rows"
    rows = [(name, figure(value)) for name, value in model.figures.items()]
    return join((el("h3", title), table(("metric", "value"), rows, "lr")))


def _figures(card: ModelCard) -> Markup:
    rows = []
    for name, found in card.figures.items():
        ends = "-"
        if math.isfinite(found.lower) and math.isfinite(found.upper):
            ends = f"{figure(found.lower)} to {figure(found.upper)}"
        values = [figure(card.baseline.get(name))]
        if card.champion:
            values.append(figure(card.champion.get(name)))
        method = found.method if ends != "-" else "-"
        rows.append((name, figure(found.value), ends, *values, el("small", method)))
    header = ["metric", "value", "95 % interval", "baseline"]
    header += ["champion", "interval by"] if card.champion else ["interval by"]
    return table(header, rows, "lrrrrl" if card.champion else "lrrrl")


def _charts(card: ModelCard) -> Markup | None:
    charts = []
    if card.roc:
        lines = [Line("c1", _roc_points(card.roc), name=f"v{card.version.number}")]
        if card.champion_roc:
            lines.insert(0, Line("c2", _roc_points(card.champion_roc), name="champion"))
        axes = ("false positive rate", "true positive rate")
        band = roc_band([p for p in card.roc if math.isfinite(p.recall)])
        charts.append(chart_svg("ROC curve", axes, lines, 1.0, band=band))
        charts += threshold_charts(card.roc)
    if card.calibration is not None and card.calibration.bins:
        bins = card.calibration.bins
        points = [(b.mean_score, b.positive_share) for b in bins]
        ends = [share_ends(b.positive_share, b.weight) for b in bins]
        line = Line("c1", points, [b.weight for b in bins], ends=ends)
        top = _round_up(max(max(point) for point in points))
        axes = ("mean predicted probability", "share of positives")
        charts.append(chart_svg("Calibration", axes, [line], top))
    if card.deciles:
        pairs = [(mean, label) for mean, label, _ in card.deciles]
        low, high = min(min(p) for p in pairs), max(max(p) for p in pairs)
        margin = (high - low) * 0.05 or 1.0
        line = Line("c1", pairs, [n for *_, n in card.deciles])
        axes = ("mean prediction of a tenth", "mean label")
        title = "Predicted and true values"
        charts.append(chart_svg(title, axes, [line], high + margin, low - margin))
    if card.confusion is not None:
        charts.append(_confusion(card.confusion))
    return el("div", *charts, class_="charts") if charts else None


def _roc_points(curve: Any) -> list[tuple[float, float]]:
    points = [(point.false_positive_rate, point.recall) for point in curve]
    inner = [p for p in points if all(math.isfinite(value) for value in p)]
    return [(0.0, 0.0), *inner, (1.0, 1.0)]


def _round_up(value: float) -> float:
    return min(1.0, math.ceil(value * 10 + 0.01) / 10) if value > 0 else 1.0


def _confusion(matrix: ConfusionMatrix) -> Markup:
    shown = range(min(len(matrix.classes), _TOP))
    rows = []
    for i in shown:
        whole = sum(matrix.counts[i])
        cells = [
            el(
                "span",
                count(matrix.counts[i][j]),
                el("small", f" {share(matrix.counts[i][j], whole)}"),
                class_="hit" if i == j else None,
            )
            for j in shown
        ]
        rows.append((matrix.classes[i], *cells))
    header = ("true", *(f"predicted {matrix.classes[j]}" for j in shown))
    left_out = len(matrix.classes) - len(shown)
    note = el("p", f"{left_out} more classes are not shown.", class_="quiet") if left_out else None
    counts = el("div", table(header, rows, "l" + "r" * len(shown)), class_="sample")
    caption = el("figcaption", el("b", "Confusion matrix"))
    return el("figure", caption, counts, note, class_="matrix")


def _features(card: ModelCard, model: LiveModel) -> Markup:
    lineage = model.facts.get("lineage", {})
    if model.task not in LABEL_TASKS:
        return join((_raw_features(model, lineage), _noticed(model)))
    types = {column.name: column.type for column in model.features.inputs}
    largest = max((size for _, size in card.ranking), default=0.0) or 1.0
    rows = [
        (
            name,
            types.get(name, ""),
            el("span", el("i", style=f"width:{100 * size / largest:.0f}%"), class_="bar"),
            share(size, 1.0),
            ", ".join(lineage.get(name, ())) or "-",
        )
        for name, size in card.ranking
    ]
    trees = made_of_trees(model.signature.model_type)
    of = "share of the gain of all splits" if trees else "share of the standardised weights"
    header = ("feature", "type", "", "share", "made of")
    title = el("h3", "Features ", el("small", of))
    return join((title, table(header, rows, "lllrl"), _supplied(model), _noticed(model)))


def _supplied(model: LiveModel) -> Markup:
    """Say what whoever asks the model must bring, and what of it he must compute."""
    computed = model.facts.get("computed") or {}
    told = f"Who asks the model brings {len(model.features.inputs)} columns"
    if not computed:
        return el("p", f"{told} as they stand in their tables.", class_="quiet")
    listed = "; ".join(f"{name}: {text}" for name, text in computed.items())
    told += (
        f", {len(computed)} of them computed outside of TRANSFORM, and so a second time: {listed}"
    )
    return el("p", told, class_="quiet")


def _raw_features(model: LiveModel, lineage: Mapping[str, Any]) -> Markup:
    """Return the columns that a model without a label reads; none counts more than another."""
    rows = [
        (column.name, column.type, ", ".join(lineage.get(column.name, ())) or "-")
        for column in model.features.inputs
    ]
    return join((el("h3", "Features"), table(("feature", "type", "made of"), rows, "lll")))


def _noticed(model: LiveModel) -> Markup | None:
    notices = [el("li", notice) for notice in model.features.notices]
    return el("ul", *notices, class_="why") if notices else None


def _history(facts: Facts, version: Version) -> Markup:
    reasons = {j.version_id: j.reason for j in facts.verdicts}
    rows = []
    for kept in reversed(facts.versions.get(version.key, ())):
        verdict = verdict_of(kept)
        outcome = pill(outcome_of(verdict)) if verdict is not None else "-"
        is_live = facts.live.versions.get(kept.key)
        state: str = "live" if is_live is not None and is_live.id == kept.id else kept.state
        if state == "live" and (is_live is None or is_live.id != kept.id):
            state = "live elsewhere"
        promotions = kept.details.get("promotions")
        by_hand = "promoted by hand. " if promotions else ""
        reason = by_hand + reasons.get(kept.id, "")
        run = f"run {kept.run}, {moment(kept.created_at)}"
        rows.append((f"v{kept.number}", state, outcome, run, reason))
    return join(
        (el("h3", "Versions"), table(("version", "state", "verdict", "trained", "why"), rows))
    )
