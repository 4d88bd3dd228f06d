"""Where the rows that judge a model come from, where it has no time of prediction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.sql.statement import CreateExternalTable
from forebay.trust.columns_read import columns_read
from forebay.trust.traced import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.project import Node, Project
    from forebay.trust.model_view import ModelView
    from forebay.trust.traced import Origin, Traced


@dataclass(frozen=True, slots=True)
class JudgedSource:
    """The source whose rows give the answers of a model, and how its rows are told apart.

    Parameters
    ----------
    key
        The node key of the source.
    unit
        By column of the model's AS SELECT, the column of the source that it is: rows with equal
        values belong together, because the model has one row for them or the split keeps them on
        one side. Empty: `columns` say it, or each row of the source is one.
    columns
        Columns of the source by which rows are put together where the model does not select them.
    answers
        The columns of the source that the label is made of, folded; computed ones too.
    marked
        The column of the AS SELECT that says which rows judge, and the column of the source that
        it is; None where a hash or nothing says it.
    is_chosen
        Which rows judge is written (CUSTOM, SEQ): these rows are taken away, and no others.
    fixed
        Where that is reckoned from other rows, too (by a number in some order): the columns of the
        source that it is reckoned from, folded. Rows that were taken away would make others judge.
    choosing
        The columns of the source by which the values of the label are chosen, folded.

    """

    key: str
    unit: Mapping[str, str]
    columns: tuple[str, ...]
    answers: frozenset[str]
    marked: tuple[str, str] | None = None
    is_chosen: bool = False
    fixed: frozenset[str] = frozenset()
    choosing: frozenset[str] = frozenset()


def judged_source(view: ModelView, project: Project) -> JudgedSource | None:
    """Return where the judged rows of a model are; None where rows cannot be taken away.

    There is none for a model with a time of prediction (the replay in time decides), without a
    label, over another model (which would have to be trained again), whose answers come from
    several sources, or whose rows are put together by what is no column of the source.
    """
    at = view.statement.predict_at
    if view.label is None or (at is not None and at.expression is not None):
        return None
    keys = {answer.source for answer in view.answer}
    node = project.nodes.get(next(iter(keys))) if len(keys) == 1 else None
    if node is None or node.kind != "source" or _reads_models(view.node, project):
        return None
    method = str(_option(view, "data_split_method") or "").upper()
    groups = _names(_option(view, "data_split_group_cols"))
    is_pooled = any(answer.pooled for answer in view.answer)
    unit, columns = _unit(view, node.key, groups or view.statement.key), tuple[str, ...]()
    if groups and unit is None:
        return None
    is_chosen = method in {"CUSTOM", "SEQ"}
    marked = _marked(view, node.key) if is_chosen else None
    if is_chosen and unit is None and marked is None:
        unit = _carried(view, node.key)
        if not unit:
            return None
    if unit is None and is_pooled:
        columns = _grouped(view, node.key)
        if not columns:
            return None
    fixed = _split_columns(view, node.key) if is_chosen and marked is None else frozenset()
    answers = _answers(view, node)
    return JudgedSource(
        node.key, unit or {}, columns, answers, marked, is_chosen, fixed, _choosing(view, node.key)
    )


def is_of_its_row(column: Traced) -> bool:
    """Return whether a column is made of one row of each table, and no others chose it."""
    return all(
        not o.pooled and o.shift == "row" and o.frame is None and o.column != ROWS
        for o in column.all
    )


def _option(view: ModelView, name: str) -> object:
    option = view.statement.options.get(name)
    return option.value if option is not None else None


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _reads_models(node: Node, project: Project) -> bool:
    wanted, seen = [node], set[str]()
    while wanted:
        one = wanted.pop()
        if one.model_reads:
            return True
        more = [key for key in one.reads if key not in seen and key in project.nodes]
        seen.update(more)
        wanted += [project.nodes[key] for key in more]
    return False


def _unit(view: ModelView, source: str, names: Iterable[str]) -> dict[str, str] | None:
    """Return the column of the source that each of some columns is; None if one is none."""
    found = {}
    for name in names:
        place = _place(view, source, name)
        if place is None:
            return None
        found[name] = place
    return found or None


def _place(view: ModelView, source: str, name: str) -> str | None:
    column = view.relation.columns.get(name.casefold())
    if column is None or len({o.place for o in column.value}) != 1:
        return None
    (place,) = {o.place for o in column.value}
    return place[1] if place[0] == source and place[1] != ROWS else None


def _marked(view: ModelView, source: str) -> tuple[str, str] | None:
    name = str(_option(view, "data_split_col") or "")
    place = _place(view, source, name)
    column = view.relation.columns.get(name.casefold())
    if place is None or column is None or not is_of_its_row(column):
        return None
    return name, place


def _split_columns(view: ModelView, source: str) -> frozenset[str]:
    name = str(_option(view, "data_split_col") or "")
    column = view.relation.columns.get(name.casefold())
    return frozenset(o.column for o in column.all if o.source == source) if column else frozenset()


def _carried(view: ModelView, source: str) -> dict[str, str]:
    """Return the columns that are taken from the row of the answer as they are, it seems."""
    rows = {answer.row for answer in view.answer}
    found = {}
    columns = dict(view.relation.columns)
    columns.pop((view.label or "").casefold(), None)
    for name, column in columns.items():
        place = _place(view, source, name)
        if place is not None and is_of_its_row(column) and {o.row for o in column.value} <= rows:
            found[name] = place
    return found


def _grouped(view: ModelView, source: str) -> tuple[str, ...]:
    """Return the columns of the source by which its rows are put together for the answer."""
    rows = {answer.row for answer in view.answer}
    found: set[Origin] = set()
    for column in view.relation.columns.values():
        found |= {o for o in column.all if o.is_key and o.source == source and o.row in rows}
    return tuple(sorted({o.column for o in found} - {ROWS}))


def _choosing(view: ModelView, source: str) -> frozenset[str]:
    label = view.relation.columns.get((view.label or "").casefold())
    found = {o.column for o in label.control if o.source == source} if label else set()
    return frozenset(found - {ROWS})


def _answers(view: ModelView, node: Node) -> frozenset[str]:
    found = {answer.column for answer in view.answer} - {ROWS}
    statement = node.statement
    if isinstance(statement, CreateExternalTable) and statement.columns is not None:
        for column in statement.columns.columns:  # a computed column reads only those before it
            if column.computed is not None and columns_read(column.computed, found):
                found.add(column.name.casefold())
    return frozenset(found)
