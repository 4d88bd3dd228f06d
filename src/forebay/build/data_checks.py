"""Look at the rows of a model, once they are split, for what is too good to be true."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forebay.build.event import CheckFinished, Noticed, Progress
from forebay.build.small_model import ANSWER, JUDGED, small_model
from forebay.checks.outcome import CheckResult
from forebay.engine.quote import quote, quote_list
from forebay.evaluate.exact_sum_of import exact_sum_of
from forebay.features.frame import KEY
from forebay.features.key_hash import LARGEST_HASH
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
from forebay.trust.counts_time import is_calendar
from forebay.trust.equal_rows import COPIED, equal_rows
from forebay.trust.feature_powers import feature_powers
from forebay.trust.key_like import key_like
from forebay.trust.key_parts import key_parts
from forebay.trust.label_sample import FOLD, LABEL, LabelSample
from forebay.trust.learned_columns import learned_columns
from forebay.trust.learns_noise import exceeds_chance, learns_noise
from forebay.trust.model_view import model_view
from forebay.trust.neighbours import neighbours, neighbours_problem
from forebay.trust.panel_columns import panel_columns
from forebay.trust.power_problems import power_problems, sum_problem
from forebay.trust.repeated_entities import entity_problems, least_telling, repeated_entities
from forebay.trust.repeated_rows import repeated_problem, repeated_rows
from forebay.trust.suspicions import suspicions
from forebay.trust.traced import UNTRACED
from forebay.trust.unlike_parts import unlike_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.engine import Column
    from forebay.errors import Problem, Span
    from forebay.features.label import Label
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.trust.model_view import ModelView
    from forebay.trust.traced import Origin

_SAMPLE_ROWS = 50_000  # an area of 0.95 is known to 0.001, one standard deviation
_SMALL_ROWS = 10_000  # of each part, for the small models
_LEAST_ROWS = 200  # of each part; fewer cannot show that two parts differ
# Equal parts are promised by these; parts by time differ as time goes on.
_TWO = 2  # classes, whose answers are 0 and 1
_ALIKE = frozenset({"random", "group", "custom"})


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at the rows gave: errors that stop the training, and facts for the card."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Rows:
    work: ModelWork
    frame: TrainingFrame
    roles: Roles
    split: Split
    label: Label

    @property
    def features(self) -> tuple[Column, ...]:
        columns = self.roles.feature_columns
        names = [column.name for column in columns]
        learned = learned_columns(self.work.statement, names, names)
        return tuple(column for column in columns if column.name.casefold() in learned)

    @property
    def view(self) -> ModelView:
        return model_view(self.work.node, self.work.walk.traced(self.work.node))

    @property
    def is_split_in_time(self) -> bool:
        """Whether the column of a CUSTOM split is made of a time: parts differ as time goes on."""
        column = self.roles.split_column
        if self.split.kind != "custom" or column is None:
            return False
        traced = self.view.relation.columns.get(column.name.casefold(), UNTRACED)
        nodes = self.work.walk.project.nodes

        def is_time(origin: Origin) -> bool:
            schema = nodes[origin.source].schema if origin.source in nodes else None
            found = schema.find(origin.column) if schema is not None else None
            return is_calendar(origin.column) if found is None else tells_time(found)

        return bool(traced.value) and all(map(is_time, traced.value))

    @property
    def are_alike_by_nature(self) -> bool:
        """Whether equal rows may be two of one thing: the split keeps it, no join repeats it."""
        return self.split.kind == "group" and not self.view.relation.copies

    @property
    def written(self) -> frozenset[str]:
        """Columns with a constant in each SELECT of a UNION: they tell copies apart, no more."""
        columns = self.view.relation.columns
        return frozenset(n for n, c in columns.items() if not c.value and c is not UNTRACED)

    @property
    def span(self) -> Span:
        return self.work.statement.name.span

    def picked(self, most: int, *parts: Any) -> str:
        """Return the condition of about `most` rows of some parts, picked by hash of the key."""
        rows = sum(self.split.counts[part] for part in parts)
        where = self.split.where(*parts)
        return where if rows <= most else f"{where} AND {KEY} <= {LARGEST_HASH * most // rows}"


def data_checks(
    work: ModelWork, frame: TrainingFrame, roles: Roles, split: Split, label: Label
) -> Looked:
    """Check the features and parts of a model; tell what was found.

    Everything is computed in the engine on at most 50,000 rows, copies across the split on all; the
    small models see 10,000 rows of each part. What ALLOW LEAKAGE names is a warning.
    """
    began = time.monotonic()
    rows = _Rows(work, frame, roles, split, label)
    work.walk.tell(Progress(work.node.name, "check", None))
    by_column, facts = _features(rows)
    of_rows, written = (*rows.features, *roles.not_features), rows.written
    columns = [c.name for c in of_rows if c.name.casefold() not in written]
    general = [
        equal_rows(work.workspace, frame.name, [*columns, label.name], finding)
        for finding in suspicions(work.walk.project, work.node.key)
        if finding.name == COPIED
    ]
    if split.counts["gate"]:
        copies = repeated_rows(work.workspace, frame.name, split, columns)
        general.append(
            repeated_problem(
                copies,
                work.node.name,
                rows.span,
                told_apart=bool(roles.key) or rows.are_alike_by_nature,
                in_time=split.kind == "time",
            )
        )
        learned, more = _learned(rows)
        general += learned
        facts |= more
    return _told(rows, by_column, [p for p in general if p is not None], facts, began)


def _features(rows: _Rows) -> tuple[dict[str, Problem], dict[str, Any]]:
    """Look at each feature by itself."""
    work, label = rows.work, rows.label
    sample = _sample(rows)
    powers = feature_powers(sample)
    by_column = key_like(sample, rows.split.counts["train"], rows.span)
    by_column |= power_problems(powers, label.name, sample.n_classes, rows.span, sample.rows)
    if not sample.n_classes and not any(p.severity == "error" for p in by_column.values()):
        names = [c.name for c in sample.features if value_kind(c.type) in {"number", "boolean"}]
        parts = exact_sum_of(work.workspace, sample.relation, names, LABEL)
        by_column |= sum_problem(parts, label.name, rows.span, sample.rows) if parts else {}
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


def _clustered(rows: _Rows) -> dict[str, Problem]:
    """Look for things whose rows have answers that are alike, and that a random split tears."""
    kind = rows.split.kind
    if kind == "custom" and tears_times(
        rows.work.workspace, rows.frame.name, rows.split, rows.roles.key
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


def _sample(rows: _Rows) -> LabelSample:
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


def _learned(rows: _Rows) -> tuple[list[Problem | None], dict[str, Any]]:
    """Ask small models what they should not know: the part of a row, and shuffled labels."""
    work, counts = rows.work, rows.split.counts
    if min(counts["train"] + counts["tune"], counts["gate"]) < _LEAST_ROWS:
        return [], {}
    problems: list[Problem | None] = []
    facts: dict[str, Any] = {}
    some = _set_apart(rows)
    parts = small_model(work, "__parts", _part_rows(rows, some), rows.features)
    if parts is not None:
        facts["adversarial_area"] = round(parts.area.value, 6)
        facts["adversarial_features"] = list(parts.features[:3])
        if rows.split.kind in _ALIKE and not rows.is_split_in_time:
            found = unlike_parts(parts.area, parts.features, work.node.name, rows.span)
            # Of few groups some are unlike the others, and none may be torn apart.
            is_told = found is not None and rows.split.kind == "group"
            problems.append(replace(found, severity="warning") if found and is_told else found)
    if rows.label.n_classes:
        areas = []
        for seed in (1, 2, 3):
            noise = small_model(work, "__noise", _shuffled_rows(rows, some, seed), rows.features)
            if noise is None:
                break
            areas.append(noise.area)
            if not exceeds_chance(areas):
                break
        if areas:
            facts["shuffled_area"] = round(areas[-1].value, 6)
        problems.append(learns_noise(areas, work.node.name, rows.span))
    return problems, facts


def _set_apart(rows: _Rows) -> str:
    """Write some rows of both parts into a file, from which all small models learn.

    They have the hash of their key, which part they are in, and the class of their label.
    """
    workspace = rows.work.workspace
    names = quote_list([column.name for column in rows.features])
    train = rows.picked(_SMALL_ROWS, "train", "tune")
    gate = rows.picked(_SMALL_ROWS, "gate")
    query = (
        f"SELECT {KEY}, {rows.split.where('gate')} AS {JUDGED}, {rows.label.index_sql()} AS __y,"
        f" {names} FROM {quote(rows.frame.name)} WHERE ({train}) OR ({gate})"
    )
    schema, name = workspace.describe(query), "__some"
    workspace.attach(
        name, [workspace.write(query, workspace.scratch / f"{name}.parquet").path], schema
    )
    return quote(name)


def _part_rows(rows: _Rows, some: str) -> str:
    """Return rows of both parts with which part they are in; half of each judges."""
    names = quote_list([column.name for column in rows.features])
    # Rows that are alike count once: where their content decides the part, it would tell it.
    return (
        f"SELECT {JUDGED} AS {ANSWER}, {KEY} % 2 = 1 AS {JUDGED}, {names} FROM {some}"
        f" QUALIFY row_number() OVER (PARTITION BY hash({names}) ORDER BY {KEY}) = 1"
    )


def _shuffled_rows(rows: _Rows, some: str, seed: int) -> str:
    """Return rows of both parts and whether another row is of the largest class."""
    own = ", ".join(f"r.{quote(column.name)}" for column in rows.features)
    # Rows with equal keys and equal hashes are equal: it does not matter which of them is first.
    names = quote_list([column.name for column in rows.features])
    order = f"{KEY}, hash({names})"
    return (
        f"WITH r AS (SELECT *, row_number() OVER (ORDER BY {order}) AS __place,"
        f" row_number() OVER (ORDER BY hash({KEY}, {seed}), {order}) AS __other"
        f" FROM {some} WHERE __y IS NOT NULL),"
        " top AS (SELECT mode(__y) AS y FROM r)"
        f" SELECT o.__y = top.y AS {ANSWER}, r.{JUDGED}, {own}"
        " FROM r JOIN r AS o ON o.__other = r.__place CROSS JOIN top"
    )


def _told(
    rows: _Rows,
    by_column: Mapping[str, Problem],
    general: list[Problem],
    facts: dict[str, Any],
    began: float,
) -> Looked:
    work = rows.work
    walk = work.walk
    allowed = {c.casefold() for a in work.statement.allow_leakage for c in a.columns}
    refused, waived = [], []
    for column, problem in by_column.items():
        if column.casefold() in allowed:
            waived.append(column)
            problem = replace(problem, severity="warning")  # noqa: PLW2901 - what is told of it
        refused.append(problem) if problem.severity == "error" else walk.tell(Noticed(problem))
    for problem in general:
        refused.append(problem) if problem.severity == "error" else walk.tell(Noticed(problem))
    if walk.request.advisory:
        for problem in refused:
            walk.tell(Noticed(replace(problem, severity="warning")))
        refused = []
    seconds = time.monotonic() - began
    result = CheckResult(
        work.node.name,
        "features and parts",
        "data",
        "failed" if refused else "ok",
        rows.frame.rows,
        0,
        message=f"{len(rows.features)} features, {seconds:.1f} s",
    )
    walk.count_check(result)
    walk.tell(CheckFinished(result))
    return Looked(tuple(refused), {**facts, "allowed": waived, "seconds": round(seconds, 3)})
