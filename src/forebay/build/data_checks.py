"""Look at the rows of a model, once they are split, for what is too good to be true."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forebay.build.event import CheckFinished, Noticed, Progress
from forebay.build.feature_checks import feature_checks
from forebay.build.looked_rows import LookedRows
from forebay.build.small_model import ANSWER, JUDGED, small_model
from forebay.checks.outcome import CheckResult
from forebay.engine.quote import quote, quote_list
from forebay.features.frame import KEY
from forebay.trust.equal_rows import COPIED, equal_rows
from forebay.trust.learns_noise import exceeds_chance, learns_noise
from forebay.trust.repeated_rows import repeated_problem, repeated_rows
from forebay.trust.suspicions import suspicions
from forebay.trust.unlike_parts import unlike_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.errors import Problem
    from forebay.features.label import Label
    from forebay.features.roles import Roles
    from forebay.features.split import Split

_SMALL_ROWS = 10_000  # of each part, for the small models
_LEAST_ROWS = 200  # of each part; fewer cannot show that two parts differ
# Equal parts are promised by these; parts by time differ as time goes on.
_ALIKE = frozenset({"random", "group", "custom"})


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at the rows gave: errors that stop the training, and facts for the card."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, Any]


def data_checks(
    work: ModelWork, frame: TrainingFrame, roles: Roles, split: Split, label: Label
) -> Looked:
    """Check the features and parts of a model; tell what was found.

    Everything is computed in the engine on at most 50,000 rows, copies across the split on all; the
    small models see 10,000 rows of each part. What ALLOW LEAKAGE names is a warning.
    """
    began = time.monotonic()
    rows = LookedRows(work, frame, roles, split, label)
    work.walk.tell(Progress(work.node.name, "check", None))
    by_column, facts = feature_checks(rows)
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


def _learned(rows: LookedRows) -> tuple[list[Problem | None], dict[str, Any]]:
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


def _set_apart(rows: LookedRows) -> str:
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


def _part_rows(rows: LookedRows, some: str) -> str:
    """Return rows of both parts with which part they are in; half of each judges."""
    names = quote_list([column.name for column in rows.features])
    # Rows that are alike count once: where their content decides the part, it would tell it.
    return (
        f"SELECT {JUDGED} AS {ANSWER}, {KEY} % 2 = 1 AS {JUDGED}, {names} FROM {some}"
        f" QUALIFY row_number() OVER (PARTITION BY hash({names}) ORDER BY {KEY}) = 1"
    )


def _shuffled_rows(rows: LookedRows, some: str, seed: int) -> str:
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
    rows: LookedRows,
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
