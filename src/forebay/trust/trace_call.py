"""What an ``ML.*`` call in FROM gives: its input's columns, and what the model adds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.trust.model_label import model_label
from forebay.trust.relation import Fact, Relation, ordered
from forebay.trust.trace_time import trace_time
from forebay.trust.traced import NOTHING, PREDICTED, UNTRACED, Origin, Origins, Traced, together
from forebay.trust.tracing import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.project import Project
    from forebay.sql.statement import ModelCall
    from forebay.trust.lineage import Lineage


_FITTED: Final = re.compile(r"\bOVER\s*\(\s*\)", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
ANSWERS: Final = frozenset({"PREDICT", "EXPLAIN_PREDICT"})
FIGURES: Final = frozenset({"EVALUATE", "ROC_CURVE", "CONFUSION_MATRIX"})


def trace_call(
    call: ModelCall, inputs: Sequence[Relation], lineage: Lineage, project: Project
) -> Relation:
    """Return the relation of one call.

    A prediction is made of the features, and chosen by the label that the model was trained on:
    it has seen the answers of its training rows.
    """
    first = inputs[0] if inputs else Relation({})
    features = [*first.columns.values()]
    control: Origins = NOTHING
    facts: frozenset[Fact] = frozenset()
    if call.model is not None and (node := project.nodes.get(call.model.name.key)) is not None:
        names = {name.casefold() for name in node.features}
        features = [found for name, found in first.columns.items() if name in names] or features
        control, facts = _trained_on(call.model.name.key, lineage, project)
    made = together(features)
    value = made.value
    if call.model is not None and (call.function in ANSWERS or lineage.is_shallow):
        value = NOTHING if lineage.is_shallow else value
        if not control and not lineage.is_shallow:
            # One without a label has learned how the columns of its rows are spread.
            learned, facts = _learned(call.model.name.key, lineage, project)
            value |= learned
        value |= {Origin(call.model.name.key, PREDICTED, lineage.numbers())}
    facts |= _until(call, first, lineage)
    rest = Traced(value, made.control | control)
    # Weights and the like tell what the model learned of its rows; its own figures tell no feature.
    tells = bool(inputs) or (call.function not in FIGURES and not lineage.is_shallow)
    columns = dict(first.columns)
    if call.function == "TRANSFORM" and call.model is not None and not lineage.is_shallow:
        columns, more = _fitted(call.model.name.key, columns, lineage, project)
        facts |= more
    return replace(
        first, columns=columns, rest=rest if tells else UNTRACED, key=(), facts=first.facts | facts
    )


def _until(call: ModelCall, given: Relation, lineage: Lineage) -> frozenset[Fact]:
    """Return that ``ML.FEATURES_AT_TIME(..., time => '...')`` reads no row of after that time."""
    from sqlglot import exp

    limit = call.named.get("time") if call.function == "FEATURES_AT_TIME" else None
    stamp = given.columns.get("feature_timestamp", UNTRACED).time
    if stamp is None or not isinstance(limit, str):
        return frozenset()
    text = exp.cast(exp.Literal.string(limit), "TIMESTAMP")
    until = trace_time(text, Scope(lineage.tracing(call.span)))
    return frozenset(ordered(stamp, until)) if until is not None else frozenset()


def _fitted(
    key: str, columns: dict[str, Traced], lineage: Lineage, project: Project
) -> tuple[dict[str, Traced], frozenset[Fact]]:
    """Return columns as they come out of a model without a label that has fitted functions.

    What ``OVER ()`` of its TRANSFORM learns of the model's rows is in each of them.
    """
    node, relation = project.nodes.get(key), lineage.relations.get(key)
    items = getattr(node.statement, "transform", None) if node is not None else None
    if node is None or relation is None or not items or model_label(node) is not None:
        return columns, frozenset()
    fresh = {row: lineage.numbers() for row in relation.rows}
    for item in items:
        text = item.expression.text if item.expression is not None else ""
        if item.name is None or not _FITTED.search(text):
            continue
        words = {word.casefold() for word in _WORD.findall(text)}
        read = together([relation.columns[n] for n in relation.columns if n in words])
        learned = frozenset(replace(o, pooled=True) for o in read.renamed(fresh).value)
        own = together([columns[n] for n in columns if n in words])
        columns[item.name.casefold()] = replace(own, value=own.value | learned)
    return columns, frozenset(fact.renamed(fresh) for fact in relation.facts)


def _learned(key: str, lineage: Lineage, project: Project) -> tuple[Origins, frozenset[Fact]]:
    """Return the features of a model as a statistic over its rows, and what is known of these."""
    relation, node = lineage.relations.get(key), project.nodes.get(key)
    if relation is None or node is None or model_label(node) is not None:
        return NOTHING, frozenset()
    fresh = {row: lineage.numbers() for row in relation.rows}
    columns = [relation.columns.get(name.casefold(), UNTRACED) for name in node.features]
    found = together(columns).renamed(fresh)
    origins = frozenset(replace(o, pooled=True) for o in found.value)
    return origins, frozenset(fact.renamed(fresh) for fact in relation.facts)


def _trained_on(key: str, lineage: Lineage, project: Project) -> tuple[Origins, frozenset[Fact]]:
    """Return the label of a model, of rows of their own, and what is known of these rows."""
    relation, label = lineage.relations.get(key), model_label(project.nodes[key])
    if relation is None or label is None:
        return NOTHING, frozenset()
    found = relation.columns.get(label.casefold(), UNTRACED)
    fresh = {row: lineage.numbers() for row in relation.rows}
    origins = frozenset(replace(o, pooled=True) for o in found.renamed(fresh).value)
    return origins, frozenset(fact.renamed(fresh) for fact in relation.facts)
