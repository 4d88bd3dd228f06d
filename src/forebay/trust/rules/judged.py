"""S9: figures that come from rows on which the model was trained."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.sql.statement import CreateModel, CreateTable, CreateView, TableReference
from forebay.trust.finding import Finding
from forebay.trust.order_of_rows import are_disjoint
from forebay.trust.rules.left_out import leaves_out_learned
from forebay.trust.trace_call import ANSWERS, FIGURES
from forebay.trust.trace_union import opposite
from forebay.trust.traced import UNTRACED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.errors import Span
    from forebay.project import Project
    from forebay.sql.statement import ModelCall, Query
    from forebay.trust.model_view import ModelView
    from forebay.trust.relation import Fact, Relation
    from forebay.trust.traced import Traced


def judged(view: ModelView, project: Project) -> Iterator[Finding]:
    """Yield each call that judges the model on rows that it may have learned.

    Without a table the calls use the rows that were kept from training.
    """
    if view.label is None:
        return
    queries = [
        node.statement.query
        for node in project.nodes.values()
        if isinstance(node.statement, CreateTable | CreateView | CreateModel)
    ]
    queries += [assertion.condition for assertion in project.asserts]
    for query in queries:
        for call in _calls(query) if query is not None else ():
            given = view.lineage.inputs.get(id(call))
            if given is None or call.model is None or call.model.name.key != view.node.key:
                continue
            if leaves_out_learned(call, view):
                continue
            if _may_be_learned(view, given):
                yield _finding(view, call)
        if query is not None:
            yield from _by_hand(view, query)
    yield from _from_scores(view, project)


def _from_scores(view: ModelView, project: Project) -> Iterator[Finding]:
    """Yield each figure that another table reckons from stored predictions and answers."""
    for key, node in project.nodes.items():
        relation = view.lineage.relations.get(key)
        statement = node.statement
        if relation is None or not isinstance(statement, CreateTable | CreateView):
            continue
        if statement.query.calls:
            continue
        of_model = [c for c in relation.columns.values() if _reads_model(c, view)]
        for column in relation.columns.values():
            if column not in of_model and not (of_model and _is_mean_answer(column, view)):
                continue
            if not any(o.pooled for o in column.value):
                continue
            told = frozenset(o for o in column.value if o.pooled)
            given = replace(
                relation, columns={(view.label or "").casefold(): replace(column, value=told)}
            )
            if _may_be_learned(view, given):
                yield _finding_at(view, column.span or statement.span, "it compares predictions of")
                break


def _reads_model(column: Traced, view: ModelView) -> bool:
    """Return whether a column is made of predictions, or tells groups of them apart."""
    return view.node.key in {o.source for o in column.value if o.pooled or o.is_key}


def _is_mean_answer(column: Traced, view: ModelView) -> bool:
    return any(o.pooled and o.meets(answer) for o in column.value for answer in view.answer)


def _by_hand(view: ModelView, query: Query) -> Iterator[Finding]:
    """Yield each ML.PREDICT of which an aggregate compares the prediction with the answer."""
    calls = [
        call
        for call in query.calls
        if call.function in ANSWERS
        and call.model is not None
        and call.model.name.key == view.node.key
        and (given := view.lineage.inputs.get(id(call))) is not None
        and _may_be_learned(view, given)
    ]
    if calls and _compares(query.plain, (view.label or "").casefold()):
        yield _finding(view, calls[0])


def _compares(text: str, label: str) -> bool:
    """Return whether an aggregate of a query reads both a label and what was predicted of it."""
    from sqlglot import exp, parse_one
    from sqlglot.errors import SqlglotError

    try:
        tree = parse_one(text, dialect="duckdb")
    except (SqlglotError, ValueError):
        return False
    for found in tree.find_all(exp.AggFunc):
        whole = found.parent if isinstance(found.parent, exp.Filter) else found
        names = {column.name.casefold() for column in whole.find_all(exp.Column)}
        if label in names and any(name.startswith(f"predicted_{label}") for name in names):
            return True
    return False


def _calls(query: Query) -> Iterator[ModelCall]:
    for call in query.calls:
        if call.function in FIGURES and call.inputs:
            yield call
        for given in call.inputs:
            if not isinstance(given, TableReference):
                yield from _calls(given)


def _may_be_learned(view: ModelView, given: Relation) -> bool:
    label = given.find((view.label or "").casefold()) or UNTRACED
    if _are_kept_back(view, given):
        return False
    facts = view.facts | given.facts
    mine, theirs = {f.text for f in view.relation.filters}, {f.text for f in given.filters}
    if any(opposite(text) in theirs for text in mine):
        return False
    pairs = [(o, a) for o in label.value for a in view.answer if o.meets(a)]
    if not pairs or all(are_disjoint(o.row, a.row, facts) for o, a in pairs):
        return False
    if view.predict_at is None or not _has_lower_bound(given):
        return True
    return _goes_on_from_learned(view, given)


def _are_kept_back(view: ModelView, given: Relation) -> bool:
    """Return whether rows are asked for by the very column that keeps them back from training."""
    method, option = (view.statement.options.get(f"data_split_{of}") for of in ("method", "col"))
    if method is None or option is None or str(method.value).upper() != "CUSTOM":
        return False
    column = re.escape(str(option.value).casefold())
    asked = re.compile(rf"(\w+\.)?{column}( = true| is true)?")
    return any(asked.fullmatch(chosen.text) for chosen in given.filters)


def _has_lower_bound(given: Relation) -> bool:
    """Return whether only rows from some time on are asked for: those of the gate are the last."""
    rows = given.rows
    return any(f.before.row == 0 and f.after.row in rows and f.after.is_time for f in given.facts)


def _goes_on_from_learned(view: ModelView, given: Relation) -> bool:
    """Return whether rows are asked for that begin before the last ones of the model and go on.

    The model reads up to a constant, and these are rows from an earlier one on, to a later one or
    to the end: they are meant to come after, and the first of them are the model's.
    """
    for last in view.facts:
        if last.after.row != 0 or last.before.row not in view.relation.rows:
            continue
        limits = [f for f in given.facts if _is_limit(f, last.before.column, last.after.column)]
        lower = [f.before.offset - f.after.offset for f in limits if f.before.row == 0]
        upper = [f.after.offset - f.before.offset for f in limits if f.after.row == 0]
        end = last.after.offset - last.before.offset
        if lower and max(lower) < end + (not last.strict) and (not upper or min(upper) > end):
            return True
    return False


def _is_limit(fact: Fact, column: str, constant: str) -> bool:
    """Return whether a fact holds one column against a constant of one kind."""
    ends = {(fact.before.row == 0, fact.before.column), (fact.after.row == 0, fact.after.column)}
    return ends == {(False, column), (True, constant)}


def _finding(view: ModelView, call: ModelCall) -> Finding:
    return _finding_at(view, call.span, f"ML.{call.function} reads")


def _finding_at(view: ModelView, span: Span, what: str) -> Finding:
    return Finding(
        "judged-on-training-rows",
        (view.label or "",),
        f'model "{view.name}" is judged on rows that it was trained on',
        span,
        f"{what} the same rows as the AS SELECT of the model, so that its figures say how well it "
        f"remembers.",
        f"leave the table out: ML.EVALUATE(MODEL {view.name}) uses the rows that were kept "
        f"from training; or exclude rows in the model's own WHERE.",
    )
