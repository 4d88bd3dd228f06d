"""S9: figures that come from rows on which the model was trained."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

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


# Where the share that judges is not written; how many times as much of the time may be asked for.
_JUDGED_SHARE: Final = 0.2
_MOST_TIMES: Final = 1.5
_LEAST_STEP: Final = 1e-6
_OF_SCORES: Final = "METRICS"  # figures of any two columns, which may be a model's and its answers


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
            if given is not None and call.function == _OF_SCORES:
                given = _scored(view, given)
            elif call.model is None or call.model.name.key != view.node.key:
                continue
            if given is None:
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
        if call.function in {*FIGURES, _OF_SCORES} and call.inputs:
            yield call
        for given in call.inputs:
            if not isinstance(given, TableReference):
                yield from _calls(given)


def _scored(view: ModelView, given: Relation) -> Relation | None:
    """Return stored predictions of the model beside their answers; None for any other rows."""
    columns = [*given.columns.values()]
    if not any(o.source == view.node.key for column in columns for o in column.value):
        return None
    answers = (c for c in columns if any(o.meets(a) for o in c.value for a in view.answer))
    told = next((c for c in answers if all(o.source != view.node.key for o in c.value)), None)
    return replace(given, columns={(view.label or "").casefold(): told}) if told else None


def _may_be_learned(view: ModelView, given: Relation) -> bool:
    label = given.find((view.label or "").casefold()) or UNTRACED
    if _are_kept_back(view, given):
        return False
    facts = view.facts | given.facts
    mine, theirs = {f.text for f in view.relation.filters}, {f.text for f in given.filters}
    if any(opposite(text) in theirs for text in mine):
        return False
    pairs = [(o, a) for o in label.value for a in view.answer if o.meets(a)]
    if not label.value:  # the answer is joined to what is predicted: by the same rows, it may be
        of_rows = [o for c in given.columns.values() for o in c.value if o.shift == "row"]
        pairs = [(o, a) for o in of_rows for a in view.answer if o.source == a.source]
    if not pairs or all(are_disjoint(o.row, a.row, facts) for o, a in pairs):
        return False
    if view.predict_at is None or not _has_lower_bound(given):
        return True
    return _is_more_than_last(view, given)


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


def _is_more_than_last(view: ModelView, given: Relation) -> bool:
    """Return whether constants tell that more is asked for than the last rows of the model.

    The model reads from one constant on, or up to one. What begins before it ends, and goes on
    after it, is meant to come after; what begins where it begins is all of it; and of what ends
    where it ends, no more than the share that judges may be asked for.
    """
    for name in {f.after.column for f in view.facts} | {f.before.column for f in view.facts}:
        first, last = _limits(view.facts, view.relation.rows, name)
        begin, end = _limits(given.facts, given.rows, name)
        if begin is None:
            continue
        if first is not None and begin <= first:
            return True
        if last is not None and begin <= last and (end is None or end > last):
            return True
        if first is not None and last is not None and end == last and first < begin < last:
            return (last - begin) / (last - first) > _MOST_TIMES * _share(view)
    return False


def _share(view: ModelView) -> float:
    """Return the share of the rows that judges, as it is asked for."""
    option = view.statement.options.get("data_split_eval_fraction")
    return float(str(option.value)) if option is not None else _JUDGED_SHARE


def _limits(
    facts: frozenset[Fact], rows: frozenset[int], column: str
) -> tuple[float | None, float | None]:
    """Return the least and the greatest constant that a column of some rows may be."""
    lower = [
        f.before.offset - f.after.offset + _step(f)
        for f in facts
        if f.before.row == 0 and f.after.row in rows and f.after.column == column and not f.among
    ]
    upper = [
        f.after.offset - f.before.offset - _step(f)
        for f in facts
        if f.after.row == 0 and f.before.row in rows and f.before.column == column and not f.among
    ]
    return max(lower, default=None), min(upper, default=None)


def _step(fact: Fact) -> float:
    """Return how far a strict bound is from the first value that it lets through, at least."""
    return _LEAST_STEP if fact.strict else 0.0


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
