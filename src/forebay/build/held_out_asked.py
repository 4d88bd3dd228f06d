"""What of a model is compared where the rows that judge it are taken away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forebay.build.open_workspace import answered
from forebay.features.frame import frame_query
from forebay.trust.asked_held_out import AskedHeldOut
from forebay.trust.judged_source import is_of_its_row
from forebay.trust.orders_of import orders_of
from forebay.trust.traced import UNTRACED
from forebay.trust.witnesses import witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.build.model_work import ModelWork
    from forebay.engine import Column
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.trust.held_out_world import HeldOutWorld
    from forebay.trust.model_view import ModelView
    from forebay.trust.witnesses import Witnesses


@dataclass(slots=True)
class _Sorted:
    """The columns of a model's rows by what they are for, and what they are made of."""

    features: list[Column] = field(default_factory=list)
    context: list[Column] = field(default_factory=list)
    unturned: list[Column] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)  # columns of the source


def ask_held_out(
    work: ModelWork,
    world: HeldOutWorld,
    view: ModelView,
    of_rows: tuple[Roles, Split | None],
    suspects: frozenset[str],
) -> tuple[AskedHeldOut, Mapping[str, str]]:
    """Return what is compared, and how its witnesses are called in the source.

    Parameters
    ----------
    suspects
        The features that the search in the SQL could not decide about.

    """
    workspace, walk, (roles, split) = work.workspace, work.walk, of_rows
    more = witnesses(
        work.statement.rows,
        walk.traced(work.node),
        walk.project,
        view.label or "",
        lambda text: tuple(workspace.describe(text).names),
    )

    def text() -> str:
        return answered(walk, workspace, more.query)

    answers, source = world.answers(), world.source
    found = _sorted(work, view, (source.key, answers, suspects), (roles, more))
    said = {*(source.marked or ()), *source.fixed}  # what says which rows judge stays as it is
    names = {name.casefold() for name in world.schema.names}
    values = frozenset(names - {*source.unit.values(), *source.columns} - said)
    filters = (origin for chosen in view.relation.filters for origin in chosen.origins)
    asked = AskedHeldOut(
        text=text,
        framed=lambda: frame_query(roles, f"(\n{text()}\n)"),
        judged=split.where("gate") if split is not None else "false",
        label=view.label or "",
        features=found.features,
        context=found.context,
        unturned=found.unturned,
        links=dict(source.unit) or found.links,
        carried=found.links,
        key=_key(view, roles),
        orders=orders_of(world.schema),
        answers=answers,
        is_chosen=source.is_chosen,
        others=values if source.fixed else frozenset(),
        values=values - _chosen_by(world, view),
        is_seen=not values.isdisjoint(found.seen),
        by_label=any(o.meets(a) for o in filters for a in view.answer),
        is_ahead=any(answer.shift == "future" for answer in view.answer),
        turnable=_turnable(view, suspects | _made_of_choice(world, view, answers)),
        together=suspects if roles.groups else frozenset(),
    )
    shown = {name: "/".join(sorted(c for _, c in p)) for name, p in more.columns.items()}
    return asked, shown


def _chosen_by(world: HeldOutWorld, view: ModelView) -> frozenset[str]:
    """Return the columns of the source by which any table keeps some of its rows apart, folded.

    A row with another value in them would come to stand among rows that the model never reads. Of
    ``IS [NOT] NULL`` all rows of a table are asked alike.
    """
    relations = [view.relation]
    relations += [
        view.lineage.relations[n.key] for n in world.ancestors() if n.key in view.lineage.relations
    ]
    return frozenset(
        origin.column.casefold()
        for relation in relations
        for chosen in relation.filters
        if " is null" not in chosen.text
        for origin in chosen.origins
        if origin.source == world.source.key and not origin.pooled and origin.shift == "row"
    )


def _sorted(
    work: ModelWork,
    view: ModelView,
    known: tuple[str, frozenset[str], frozenset[str]],
    of_rows: tuple[Roles, Witnesses],
) -> _Sorted:
    """Sort the columns; a witness of another row of the source tells nothing of this one."""
    (key, answers, suspects), (roles, more) = known, of_rows
    rows, found = {answer.row for answer in view.answer}, _Sorted()
    features = {name.casefold() for name in view.features}
    not_seen = {c.name for c in (roles.label, roles.split_column) if c is not None} | suspects
    schema = work.workspace.describe(answered(work.walk, work.workspace, more.query))
    for column in schema.columns:
        if column.name in more.columns:
            places, is_linked = more.columns[column.name], column.name in more.linked
            chosen = more.chosen[column.name]
        else:
            if column.name.casefold() in features:
                found.features.append(column)
            traced = view.relation.columns.get(column.name.casefold(), UNTRACED)
            if column.name in not_seen or not traced.value or not is_of_its_row(traced):
                continue
            places = frozenset(o.place for o in traced.value)
            is_linked = {o.row for o in traced.value} <= rows
            chosen = frozenset(o.place for o in traced.control)
        of_source = {name for source, name in places if source == key}
        if of_source and not is_linked:
            continue
        found.context.append(column)
        found.seen |= of_source
        if is_linked and len(of_source) == len(places) == 1:
            found.links[column.name] = next(iter(of_source))
        # What answers chose changes with them, though it is made of none.
        if answers.isdisjoint(name for source, name in places | chosen if source == key):
            found.unturned.append(column)
    return found


def _made_of_choice(
    world: HeldOutWorld, view: ModelView, answers: frozenset[str]
) -> frozenset[str]:
    """Return the features that are made of what chose the label, where that is the answer."""
    source = world.source
    if not answers.isdisjoint(source.answers):
        return frozenset()
    return frozenset(
        name
        for name, feature in view.features.items()
        if any(o.source == source.key and o.column in answers for o in feature.value)
    )


def _turnable(view: ModelView, suspects: frozenset[str]) -> frozenset[str]:
    """Return the features that are compared where answers are others.

    Where many rows of a source are put together for one answer, some of them are none (the first
    term of a student whose last is asked for); only what is suspected is looked at then. Of a
    feature that is made of one row, the search in the SQL knows all that there is to know.
    """
    if any(answer.pooled for answer in view.answer):
        return suspects
    others = {name for name, column in view.features.items() if not is_of_its_row(column)}
    return suspects | others


def _key(view: ModelView, roles: Roles) -> Sequence[Column]:
    """Return the key, unless it is a number that the query gives its rows: then it says nothing."""
    made = [view.relation.columns.get(column.name.casefold(), UNTRACED) for column in roles.key]
    is_carried = all(c.value and is_of_its_row(c) and all(o.source for o in c.value) for c in made)
    return roles.key if is_carried else ()
