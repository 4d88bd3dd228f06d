"""What a person reads of a training row that is made with the rows that judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.sql.statement import CreateModel, CreateTable, CreateView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.errors import Span
    from forebay.project import Node
    from forebay.sql.statement import Query
    from forebay.trust.held_out_outcome import HeldOutLeak
    from forebay.trust.held_out_world import HeldOutWorld

_HINTS: Final = {
    "gone": "compute it in TRANSFORM, which fits on training rows only, or over rows of its own"
    " thing, and keep these together by data_split_group_cols.",
    "turned": "leave it out: SELECT * EXCLUDE ({feature}), or read only answers that were known"
    " before, in an order of time.",
    "later": "read earlier rows instead.",
}


def held_out_problems(
    world: HeldOutWorld, leaks: Sequence[HeldOutLeak], hints: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return an error for each feature: feature, values, row, source and place.

    Parameters
    ----------
    hints
        By feature: what to do, where the SQL was suspected before.

    """
    return tuple(_problem(world, leak, hints.get(leak.feature, "")) for leak in leaks)


def _problem(world: HeldOutWorld, leak: HeldOutLeak, hint: str) -> Problem:
    node = world.project.nodes[world.source.key]
    answers = [c.name for c in world.schema.columns if c.name.casefold() in world.source.answers]
    listed = ", ".join(f"{node.name}.{name}" for name in answers)
    where = f"for {leak.row}, " if leak.row else ""
    built, other = _value(leak.built), _value(leak.other)
    rows = "1 row differs" if leak.rows == 1 else f"{leak.rows:,} rows differ"
    if leak.of == "gone":
        message = (
            f'"{leak.feature}" of "{world.node.name}" changes in training rows when the rows that'
            f" judge the model are taken away"
        )
        detail = (
            f"{where}it is {built}; without the judged rows of {node.name} it is {other}. {rows}:"
            f" they are made with rows that the model must not have seen."
        )
    elif leak.of == "later":
        message = f'"{leak.feature}" of "{world.node.name}" is made of rows that come later'
        detail = (
            f"{where}it is {built}; with other values in later rows of {node.name} it is {other}."
            " When the prediction is made, they do not exist."
        )
    else:
        message = (
            f'"{leak.feature}" of "{world.node.name}" changes when the answers that judge the model'
            f" are others"
        )
        detail = (
            f"{where}it is {built}; with other answers in {listed} it is {other}. {rows}: they are"
            f" made with answers that the model is to find."
        )
    return Problem(
        "leakage",
        message,
        _place(world, leak.feature),
        detail=detail,
        hint=hint or _HINTS[leak.of].format(feature=leak.feature),
    )


def _value(text: str | None) -> str:
    return "NULL" if text is None else text


def _place(world: HeldOutWorld, feature: str) -> Span:
    for node in (world.node, *reversed(world.ancestors())):
        query = _query(node)
        for token in query.tokens if query is not None else ():
            is_name = token.kind in {"word", "quoted"}
            if is_name and token.value.casefold() == feature.casefold() and query is not None:
                start = token.start - query.span.start
                return query.span.part(start, start + len(token.text))
    query = _query(world.node)
    return query.span if query is not None else world.node.statement.span


def _query(node: Node) -> Query | None:
    match node.statement:
        case CreateTable() | CreateView() | CreateModel() as statement:
            return statement.query
        case _:
            return None
