"""Tell of rows of a model that go together, with the rows of their source at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.event import Noticed
from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind
from forebay.trust.bound_answers import bound_answers, bound_problem
from forebay.trust.change import USED
from forebay.trust.clustered_answers import clustered_problem
from forebay.trust.compared_rows import MADE
from forebay.trust.even_classes import even_classes
from forebay.trust.is_drawn import is_dealt
from forebay.trust.left_out_things import left_out_things
from forebay.trust.neighbours import neighbours, neighbours_problem
from forebay.trust.repeated_sources import repeated_source_problem, repeated_sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.errors import Problem, Span
    from forebay.features.split import Split
    from forebay.trust.asked_held_out import AskedHeldOut
    from forebay.trust.clustered_answers import ClusteredAnswers
    from forebay.trust.held_out_outcome import HeldOutOutcome
    from forebay.trust.held_out_world import HeldOutWorld
    from forebay.trust.model_view import ModelView


def rows_told(
    work: ModelWork,
    world: HeldOutWorld,
    compared: tuple[AskedHeldOut, Mapping[str, str], HeldOutOutcome],
    view: ModelView,
    split: Split | None,
) -> tuple[Problem, ...]:
    """Tell of rows that go together, and that the split tears apart.

    Parameters
    ----------
    compared
        What was asked, how its witnesses are called in the source, and what was found.

    """
    asked, shown, outcome = compared
    is_random = split is not None and split.kind == "random"
    found = _linked(work, world, (asked, shown), view, split) if world.links else []
    if is_random and not found:
        found = _series(work, world, asked, outcome)
    allowed = {c.casefold() for a in work.statement.allow_leakage for c in a.columns}
    is_told = work.walk.request.advisory or (view.label or "").casefold() in allowed
    refused = [p for p in found if p.severity == "error" and not is_told]
    for problem in found:
        if problem not in refused:
            work.walk.tell(Noticed(replace(problem, severity="warning")))
    return tuple(refused)


def _series(
    work: ModelWork, world: HeldOutWorld, asked: AskedHeldOut, outcome: HeldOutOutcome
) -> list[Problem]:
    """Tell of a series of which features look back, where each row may judge."""
    answers = _answers(world, asked)
    told = (work.node.name, asked.label, work.statement.name.span)
    for order in dict.fromkeys(outcome.ordered.values()):
        for answer in answers:
            number, times = f"CAST({quote(answer)} AS DOUBLE)", (order, asked.orders[order])
            one = neighbours(work.workspace, world.source_rows, USED, times, number)
            if one is not None:
                return [neighbours_problem(one, *told, allowed_by=asked.label)]
    return []


def _linked(
    work: ModelWork,
    world: HeldOutWorld,
    asked: tuple[AskedHeldOut, Mapping[str, str]],
    view: ModelView,
    split: Split | None,
) -> list[Problem]:
    label, name, span = view.label or "", work.node.name, work.statement.name.span
    source = world.project.nodes[world.source.key].name
    found: list[Problem] = []
    is_row = all(not a.pooled and a.shift == "row" for a in view.answer)
    if (
        is_row
        and len({a.row for a in view.answer}) == 1
        and split is not None
        and split.kind in {"random", "group"}
    ):
        repeated = repeated_sources(work.workspace, MADE, world.source_rows, world.links)
        if repeated is not None:
            about, together = (name, label, source), split.kind == "group"
            found.append(repeated_source_problem(repeated, about, span, together=together))
    things = [c for c in asked[0].context if c not in asked[0].features or c in asked[0].unturned]
    bound = bound_answers(work.workspace, MADE, things, label)
    if bound is not None:
        shown = asked[1].get(bound.column, bound.column)
        found.append(bound_problem(bound, name, label, span, shown))
    at_random = split is not None and (
        split.kind == "random" or (split.kind == "custom" and is_dealt(view))
    )
    if is_row and at_random and not asked[0].key:
        told = _left_out(world, asked[0])
        if told is not None:
            found.append(_of_left_out(told, name, label, span))
    if split is not None and split.kind == "custom":
        even = even_classes(work.workspace, MADE, label, name, span)
        found += [even] if even is not None else []
    return found


def _of_left_out(told: ClusteredAnswers, name: str, label: str, span: Span) -> Problem:
    (column,) = told.columns
    return replace(
        clustered_problem(told, name, label, span),
        hint=f'select "{column}" and keep its rows together: data_split_group_cols ='
        f" ['{column}'], or split by time: PREDICT AT ...; if no new ones ever come:"
        f" ALLOW LEAKAGE ({label}) BECAUSE '...'.",
    )


def _left_out(world: HeldOutWorld, asked: AskedHeldOut) -> ClusteredAnswers | None:
    """Return things that a column names which the model does not select, if a split tears them."""
    own = {own for name, own in asked.links.items() if not name.startswith("__")}
    selected = own | {column.name.casefold() for column in asked.features}
    for answer in _answers(world, asked):
        number = f"CAST({quote(answer)} AS DOUBLE)"
        found = left_out_things(
            world.workspace, world.source_rows, world.schema.names, selected, number
        )
        if found is not None:
            return found
    return None


def _answers(world: HeldOutWorld, asked: AskedHeldOut) -> list[str]:
    """Return the columns of the source that hold the answer as a number."""
    kinds = {c.name.casefold(): value_kind(c.type) for c in world.schema.columns}
    return [name for name in sorted(asked.answers) if kinds.get(name) in {"number", "boolean"}]
