"""What a person reads of a feature that knew too much: no word of the trade is needed for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.sql.statement import CreateExternalTable, CreateModel, CreateTable, CreateView
from forebay.trust.left_out import left_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.errors import Span
    from forebay.project import Node
    from forebay.sql.statement import Query
    from forebay.trust.leak import Leak
    from forebay.trust.mask import Mask
    from forebay.trust.world import World


def leakage_problems(
    world: World, leaks: Sequence[Leak], done: int, hints: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Return an error for each cause: feature, values, row, time, cause and place.

    Parameters
    ----------
    done
        How many prediction times were looked at.
    hints
        By feature: what to do, where the SQL was suspected before.

    """
    by_cause: dict[tuple[Mask | str, bool], list[Leak]] = {}
    for leak in leaks:
        by_cause.setdefault((leak.cause or leak.feature, bool(leak.turn)), []).append(leak)
    found = []
    for group in by_cause.values():
        problem = _problem(world, group[0], group[1:], done)
        hint = next((h for leak in group if (h := (hints or {}).get(leak.feature))), problem.hint)
        found.append(replace(problem, hint=hint))
    return tuple(found)


def _problem(world: World, leak: Leak, others: Sequence[Leak], done: int) -> Problem:
    model, feature, difference = world.node.name, leak.feature, leak.difference
    where = f"for {difference.key}, predicted" if difference.key else "predicted"
    cause = leak.cause
    built, known = _value(difference.built), _value(difference.known)
    rows = "1 row differs" if leak.rows == 1 else f"{leak.rows:,} rows differ"
    other = "from what was known by then it is" if not leak.turn else _OTHERWISE
    detail = [
        f"{where} at {leak.cutoff}, it is {built}; {other} {known}.",
        f"{rows}, at {leak.cutoffs} of the {done} prediction times that were tried.",
    ]
    if cause is None:
        hint = "read each table only up to the time of the prediction."
    elif cause.column is None:
        detail.insert(1, f"it reads rows of {cause.relation} that are known only at {cause.text}.")
        hint = (
            f"read only rows of {cause.relation} that were known by then, for example with"
            f" ASOF JOIN; if they are known earlier, mend KNOWN AT in {cause.span.place}."
        )
    else:
        detail.insert(1, f"{cause.subject} is known only at {cause.text}.")
        hint = (
            f"leave it out: {_left_out(world.node, feature)}, or read only rows whose"
            f" {cause.column} was known by then; if it is known earlier, mend KNOWN AT in"
            f" {cause.span.place}."
        )
    if others:
        detail.append(f"so do {', '.join(other.feature for other in others)}.")
    return Problem(
        "leakage",
        f'"{feature}" of "{model}" holds what is not known yet when the prediction is made',
        _place(world, leak),
        detail=" ".join(detail),
        hint=hint,
    )


def _left_out(node: Node, feature: str) -> str:
    match node.statement:
        case CreateModel() as statement:
            return left_out([feature], statement)
        case _:
            return f"SELECT * EXCLUDE ({feature})"


_OTHERWISE: Final = "if the answers of the rows at that time were others, it would be"


def _value(text: str | None) -> str:
    return "NULL" if text is None else text


def _place(world: World, leak: Leak) -> Span:
    """Return where the cause is read.

    A column that is known late: its name in the query nearest the source. Rows that are known late:
    the feature in the query nearest the model, because that is where they are chosen.
    """
    cause, chain = leak.cause, [world.node, *reversed(world.ancestors())]
    readers = [node for node in chain if cause is None or cause.relation.casefold() in node.reads]
    places = [(leak.feature, chain)]
    if cause is not None and cause.column is not None:
        places.insert(0, (cause.column, readers))
    if cause is not None:
        places.append((cause.relation, readers))
    for word, nodes in places:
        for node in nodes:
            found = _token(node, word)
            if found is not None:
                return found
    query = _query(world.node)
    return query.span if query is not None else world.node.statement.span


def _token(node: Node, word: str) -> Span | None:
    query = _query(node)
    if query is None:
        return None
    for token in query.tokens:
        if token.kind in {"word", "quoted"} and token.value.casefold() == word.casefold():
            start = token.start - query.span.start
            return query.span.part(start, start + len(token.text))
    return None


def _query(node: Node) -> Query | None:
    match node.statement:
        case CreateTable() | CreateView() | CreateModel() as statement:
            return statement.query
        case CreateExternalTable() | _:
            return None
