"""Look at each feature of a model for what tells too much of its label."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.evaluate.exact_product_of import exact_product_of
from forebay.evaluate.exact_sum_of import exact_sum_of
from forebay.features.frame import KEY
from forebay.features.part import SEEN_PARTS
from forebay.features.value_kind import value_kind
from forebay.trust.clustered_answers import (
    clustered_answers,
    clustered_problem,
    tears_times,
    tells_time,
    things_of,
)
from forebay.trust.constant_answers import constant_answers, constant_problem
from forebay.trust.feature_powers import feature_powers
from forebay.trust.few_factors import few_factors
from forebay.trust.form_problems import factor_problem, pair_problem, settled_problem, sum_problem
from forebay.trust.is_drawn import is_dealt
from forebay.trust.key_like import key_like
from forebay.trust.key_parts import key_parts
from forebay.trust.label_sample import FOLD, LABEL, LabelSample
from forebay.trust.neighbours import neighbours, neighbours_problem
from forebay.trust.panel_columns import panel_columns
from forebay.trust.power_problems import power_problems
from forebay.trust.repeated_entities import entity_problems, least_telling, repeated_entities
from forebay.trust.settled_answers import settled_answers
from forebay.trust.traced import UNTRACED
from forebay.trust.two_that_tell import two_that_tell

if TYPE_CHECKING:
    from forebay.build.looked_rows import LookedRows
    from forebay.build.model_work import ModelWork
    from forebay.engine import Column
    from forebay.errors import Problem

_SAMPLE_ROWS: Final = 50_000  # an area of 0.95 is known to 0.001, one standard deviation
_TWO: Final = 2  # classes, whose answers are 0 and 1


def feature_checks(rows: LookedRows) -> tuple[dict[str, Problem], dict[str, Any]]:
    """Look at each feature by itself."""
    work, label = rows.work, rows.label
    sample = _sample(rows)
    powers = feature_powers(sample)
    by_column = key_like(sample, rows.split.counts["train"], rows.span)
    by_column |= power_problems(powers, label.name, sample.n_classes, rows.span, sample.rows)
    by_column |= _forms(rows, sample, {c for c, p in by_column.items() if p.severity == "error"})
    if rows.split.kind == "random":
        own = {power.feature: power.power for power in powers if power.of == "value"}
        found = repeated_entities(
            work.workspace, rows.frame.name, rows.split, (*rows.features, *rows.roles.carry)
        )
        least = least_telling(sample, is_dated=_is_dated(work)) if found else 0.0
        by_column |= entity_problems(found, own, (work.node.name, least), rows.span)
    if rows.split.kind in {"random", "custom"}:
        bound = constant_answers(
            work.workspace, rows.frame.name, rows.split, rows.roles.key, label.index_sql()
        )
        for one in bound:
            problem = constant_problem(one, work.node.name, label.name, rows.span)
            by_column.setdefault(one.column, problem)
    by_column |= {c: p for c, p in _clustered(rows).items() if c not in by_column}
    best = sorted((p for p in powers if p.of == "value"), key=lambda p: -p.power)
    return by_column, {"powers": {power.feature: round(power.power, 6) for power in best}}


def _forms(rows: LookedRows, sample: LabelSample, told: set[str]) -> dict[str, Problem]:
    """Look for the label in another form: of one feature, of two, or of several together.

    Beside a feature that was told already, which is the label, the others only repeat it.
    """
    label, span, workspace = rows.label, rows.span, rows.work.workspace
    open_columns = [column for column in _undated(rows, sample) if column.name not in told]
    found = {
        one.feature: settled_problem(one, label, span, sample.rows)
        for one in settled_answers(replace(sample, features=open_columns))
    }
    if told:
        return found
    if sample.n_classes:
        pair = two_that_tell(sample)
        return {**(pair_problem(pair, label.name, span) if pair is not None else {}), **found}
    found |= {one.feature: factor_problem(one, label.name, span) for one in few_factors(sample)}
    kinds = {c.name: value_kind(c.type) for c in sample.features}
    numbers = [name for name, kind in kinds.items() if kind == "number"]
    summed = [name for name, kind in kinds.items() if kind in {"number", "boolean"}]
    about = (label.name, span, sample.rows)
    parts = exact_sum_of(workspace, sample.relation, summed, LABEL)
    if parts:
        return {**sum_problem(parts, *about), **found}
    parts = () if found else exact_product_of(workspace, sample.relation, numbers, LABEL)
    return {**(sum_problem(parts, *about, is_product=True) if parts else {}), **found}


def _undated(rows: LookedRows, sample: LabelSample) -> list[Column]:
    """Return the features of which a source does not say when their values are known.

    Of the others the replay proves that they are there in time, or they are said to be.
    """
    view = rows.view
    columns = view.relation.columns

    def is_dated(name: str) -> bool:
        origins = columns.get(name.casefold(), UNTRACED).value
        return bool(origins) and all(view.lineage.known_at(o) is not None for o in origins)

    return [column for column in sample.features if not is_dated(column.name)]


def _clustered(rows: LookedRows) -> dict[str, Problem]:
    """Look for things whose rows have answers that are alike, and that a random split tears."""
    kind = rows.split.kind
    if kind == "custom" and (
        is_dealt(rows.view)
        or tears_times(rows.work.workspace, rows.frame.name, rows.split, rows.roles.key)
    ):
        kind = "random"  # rows of one time are on both sides: so are those of things, by chance
    if rows.label.n_classes > _TWO:
        return {}
    seen, judged = rows.split.where(*SEEN_PARTS), rows.split.where("gate")
    workspace, frame, label = rows.work.workspace, rows.frame.name, rows.label.index_sql()
    things = things_of(rows.roles, kind, key_parts(rows.view))
    if kind == "random" and not rows.roles.key:
        columns = [c for c in rows.roles.columns if c.name != rows.label.name]
        things += panel_columns(workspace, frame, columns)
    found = clustered_answers(workspace, frame, (seen, judged), things, label)
    told = (rows.work.node.name, rows.label.name, rows.span)
    problems = {one.columns[0]: clustered_problem(one, *told) for one in found}
    match rows.roles.key:
        case (time,) if kind == "random" and tells_time(time):
            times = (time.name, quote(time.name))
            one = neighbours(workspace, frame, f"({seen} OR {judged})", times, label)
            problems |= (
                {one.column: neighbours_problem(one, *told, allowed_by=one.column)}
                if one is not None
                else {}
            )
    return problems


def _is_dated(work: ModelWork) -> bool:
    """Return whether a source of the model says when its rows are known."""
    nodes, open_keys, seen = work.walk.project.nodes, list(work.node.reads), set[str]()
    while open_keys:
        key = open_keys.pop()
        node = nodes.get(key)
        if node is None or key in seen:
            continue
        seen.add(key)
        if getattr(node.statement, "known_at", ()):
            return True
        open_keys += node.reads
    return False


def _sample(rows: LookedRows) -> LabelSample:
    workspace, scratch = rows.work.workspace, rows.work.walk.scratch
    columns = [c for c in rows.features if value_kind(c.type) not in {"bytes", "struct", "other"}]
    name = "__looked_at"
    names = "".join(f", {quote(column.name)}" for column in columns)
    query = (
        f"SELECT {rows.label.index_sql()} AS {LABEL}, CAST({KEY} % 2 AS INTEGER) AS {FOLD}{names}"
        f" FROM {quote(rows.frame.name)} WHERE {rows.picked(_SAMPLE_ROWS, 'train', 'tune')}"
        f" AND {rows.label.index_sql()} IS NOT NULL"
    )
    schema = workspace.describe(query)
    target = scratch / f"{rows.work.walk.file_name(rows.work.node)}-look.parquet"
    written = workspace.write(query, target)
    workspace.attach(name, [written.path], schema)
    return LabelSample(workspace, quote(name), columns, rows.label.n_classes, written.rows)
