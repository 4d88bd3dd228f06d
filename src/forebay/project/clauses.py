"""Check the clauses about time: KNOWN AT, FRESH WITHIN, PREDICT AT, LABEL KNOWN AT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote_dotted
from forebay.errors import Problem, ProjectError, nearest
from forebay.project.reads import over

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.engine import Binder, Schema
    from forebay.errors import Span
    from forebay.sql.statement import Expression, FreshWithin, KnownAt


def check_known_at(
    relation: str, schema: Schema, clauses: Sequence[KnownAt], binder: Binder
) -> list[Problem]:
    """Return what is wrong with the KNOWN AT clauses of a relation that `binder` knows."""
    problems: list[Problem] = []
    seen: dict[str, Span] = {}
    for clause in clauses:
        problems += check_time(relation, clause.expression, binder, "KNOWN AT")
        for column in clause.columns:
            if schema.find(column) is None:
                problems.append(unknown_column(column, relation, schema.names, clause.span))
        # An empty name stands for the whole row.
        for key in [c.casefold() for c in clause.columns] or [""]:
            if key in seen:
                what = f'column "{key}"' if key else "the whole row"
                problems.append(
                    Problem(
                        "duplicate-clause",
                        f"KNOWN AT is said twice for {what}",
                        clause.span,
                        detail=f"it stands first in line {seen[key].line}.",
                        hint="leave one of them out.",
                    )
                )
            seen.setdefault(key, clause.span)
    return problems


def check_fresh_within(
    relation: str, schema: Schema, clause: FreshWithin, binder: Binder
) -> list[Problem]:
    """Return what is wrong with FRESH WITHIN."""
    problems: list[Problem] = []
    kind = bound_type(relation, clause.interval, binder, problems)
    if kind is not None and kind != "INTERVAL":
        problems.append(
            Problem(
                "type-mismatch",
                f"FRESH WITHIN needs an interval, and this is {kind}",
                clause.interval.span,
                hint="write INTERVAL 1 DAY.",
            )
        )
    column = schema.find(clause.by)
    if column is None:
        problems.append(unknown_column(clause.by, relation, schema.names, clause.span))
    elif not column.type.startswith(("TIMESTAMP", "DATE")):
        problems.append(
            Problem(
                "type-mismatch",
                f'FRESH WITHIN ... BY needs a time, and "{column.name}" is {column.type}',
                clause.span,
                hint="name a column that is a DATE or a TIMESTAMP.",
            )
        )
    return problems


def check_time(relation: str, expression: Expression, binder: Binder, clause: str) -> list[Problem]:
    """Return what is wrong with an expression that must give the instant of something."""
    problems: list[Problem] = []
    kind = bound_type(relation, expression, binder, problems)
    if kind is None or kind.startswith("TIMESTAMP"):
        return problems
    if kind == "DATE":
        text = " ".join(expression.text.split())
        return [
            Problem(
                "date-as-time",
                f"{clause} needs an instant, and this is a DATE",
                expression.span,
                detail="a day is known only when it is over; as an instant it would be its start.",
                hint=f"write {text} + INTERVAL 1 DAY.",
            )
        ]
    return [
        Problem(
            "type-mismatch",
            f"{clause} needs a TIMESTAMP, and this is {kind}",
            expression.span,
            hint="cast it: CAST(... AS TIMESTAMP).",
        )
    ]


def bound_type(
    relation: str, expression: Expression, binder: Binder, problems: list[Problem]
) -> str | None:
    """Return the type of an expression over a relation; None if it does not bind."""
    text, span = over(quote_dotted(relation), expression)
    try:
        return binder.bind(text, span).columns[0].type
    except ProjectError as error:
        problems += error.problems
        return None


def unknown_column(column: str, owner: str, names: Iterable[str], span: Span) -> Problem:
    """Return the problem of a column that a clause names and `owner` does not have."""
    known = list(names)
    near = nearest(column, known)
    return Problem(
        "unknown-column",
        f'"{owner}" has no column "{column}"',
        place_of(column, span),
        detail=f"columns are: {', '.join(known[:30])}{', ...' if len(known) > 30 else ''}.",  # noqa: PLR2004
        hint=f'did you mean "{near}"?' if near else "",
    )


def place_of(word: str, span: Span) -> Span:
    """Return where a name stands inside a clause; the whole clause if it cannot be found."""
    text = span.text
    at = text.casefold().find(word.casefold())
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return span.part(at, at + len(word))
        at = text.casefold().find(word.casefold(), at + 1)
    return span
