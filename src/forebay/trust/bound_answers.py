"""Rows of one thing whose answers tell each other, on both sides of a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.trust.change import JUDGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace
    from forebay.errors import Span

_DISCRETE: Final = ("BOOL", "TINY", "SMALL", "INT", "BIG", "HUGE", "U", "VARCHAR", "DATE", "ENUM",
                    "DOUBLE", "DECIMAL")  # fmt: skip
_LEAST_THINGS: Final = 20  # fewer may have as many of each answer by chance
_MOST_ANSWERS: Final = 20


@dataclass(frozen=True, slots=True)
class BoundAnswers:
    """A column of which each value has the same answers, in the same numbers.

    Parameters
    ----------
    things
        How many values it has.
    torn
        Of how many of them some rows judge and others train.
    size
        How many rows each has.

    """

    column: str
    things: int
    torn: int
    size: int


def bound_answers(
    workspace: Workspace, relation: str, columns: Sequence[Column], label: str
) -> BoundAnswers | None:
    """Return the first column whose things are torn apart, and have all the same answers.

    Of four ways one is taken by each traveller: who knows three knows the fourth.

    Parameters
    ----------
    relation
        The rows of a model, with the column `JUDGED`.
    columns
        What may be a thing.

    """
    y = quote(label)
    found: Any = workspace.rows(f"SELECT count(DISTINCT {y}) FROM {quote(relation)}")
    if not 1 < found[0][0] <= _MOST_ANSWERS:
        return None
    for column in columns:
        if not column.type.startswith(_DISCRETE) or column.name == label:
            continue
        name = quote(column.name)
        rows: Any = workspace.rows(
            f"WITH g AS (SELECT count(*) AS n, list({y} ORDER BY {y}) AS answers,"
            f" bool_or({JUDGED}) AND NOT bool_and({JUDGED}) AS is_torn FROM {quote(relation)}"
            f" WHERE {y} IS NOT NULL GROUP BY {name})"
            " SELECT count(*), min(n), max(n), count(DISTINCT answers),"
            " max(len(list_distinct(answers))), count(*) FILTER (is_torn) FROM g"
        )
        things, least, most, kinds, answers, torn = rows[0]
        is_bound = least is not None and least == most > 1 and kinds == 1 and answers > 1
        if is_bound and things >= _LEAST_THINGS and torn:
            return BoundAnswers(column.name, things, torn, most)
    return None


def bound_problem(found: BoundAnswers, model: str, label: str, span: Span, name: str) -> Problem:
    """Return what is said of things whose answers tell each other.

    Parameters
    ----------
    name
        The column as its table calls it.

    """
    return Problem(
        "repeated-entities",
        f'the answers of each "{name}" tell each other, and the split of "{model}" tears them'
        " apart",
        span,
        detail=f"each of {found.things:,} has {found.size} rows, and all have the same answers in"
        f' "{label}", in some order: who knows all but one knows the last. {found.torn:,} of them'
        " have rows on both sides of the split.",
        hint=f"keep them together: select {name} and add OPTIONS (data_split_group_cols ="
        f" ['{name}']).",
    )
