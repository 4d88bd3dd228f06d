"""Things that have one answer in all of their rows, on both sides of a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.features.part import SEEN_PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace
    from forebay.errors import Span
    from forebay.features.split import Split

_LEAST_EXPECTED: Final = 8.0  # of so many things with two answers, none or few are no luck
_FEW: Final = 0.25  # as a share of what would be expected
_TORN: Final = 0.2  # of the things with several rows, so many must be on both sides


@dataclass(frozen=True, slots=True)
class ConstantAnswers:
    """A part of the key whose values have one answer each, in all of their rows.

    Parameters
    ----------
    things, torn
        Values with several rows, and those of them that are on both sides of the split.
    mixed, expected
        Of how many of these the rows have different answers, and of how many they would if rows
        had the answers of all rows, whichever thing they are of.

    """

    column: str
    things: int
    torn: int
    mixed: int
    expected: float


def constant_answers(
    workspace: Workspace, frame: str, split: Split, key: Sequence[Column], label: str
) -> tuple[ConstantAnswers, ...]:
    """Return the parts of a key of several columns that name things with one answer each.

    Whether a firm has a union is the same in all of its years: who learned of two of them knows
    the third. Whether an answer is bound to its thing is judged against rows that are independent:
    ``sum(1 - sum(share of the answer ^ rows of the thing))`` things would have two answers.

    Parameters
    ----------
    key
        The columns of KEY; a single one names rows, not things.
    label
        SQL of the number of the answer's class.

    """
    if len(key) < 2:  # noqa: PLR2004 - rows that are told apart by several columns
        return ()
    seen, judged = split.where(*SEEN_PARTS), split.where("gate")
    found = []
    for column in key:
        asked = (
            f"WITH r AS (SELECT {quote(column.name)} AS thing, {label} AS y, {judged} AS is_judged"
            f" FROM {quote(frame)} WHERE {label} IS NOT NULL AND ({seen} OR {judged})),"
            " s AS (SELECT y, count(*) / sum(count(*)) OVER () AS share FROM r GROUP BY y),"
            " t AS (SELECT count(*) AS n, count(DISTINCT y) > 1 AS is_mixed,"
            " bool_or(is_judged) AND NOT bool_and(is_judged) AS is_torn FROM r"
            " WHERE thing IS NOT NULL GROUP BY thing HAVING count(*) > 1),"
            " e AS (SELECT n, 1 - (SELECT sum(share ** n) FROM s) AS expected"
            " FROM (SELECT DISTINCT n FROM t))"
            " SELECT count(*), count(*) FILTER (is_torn), count(*) FILTER (is_mixed),"
            " coalesce(sum(e.expected), 0) FROM t JOIN e USING (n)"
        )
        rows: Any = workspace.rows(asked)
        one = ConstantAnswers(column.name, *rows[0])
        is_bound = one.expected >= _LEAST_EXPECTED and one.mixed <= _FEW * one.expected
        if is_bound and one.torn >= _TORN * one.things:
            found.append(one)
    return tuple(found)


def constant_problem(found: ConstantAnswers, model: str, label: str, span: Span) -> Problem:
    """Return what is said of things that have one answer each."""
    return Problem(
        "repeated-entities",
        f'the answers of a "{found.column}" are the same in its rows, and the split of "{model}"'
        " tears them apart",
        span,
        detail=f"{found.things - found.mixed:,} of {found.things:,} have one answer in"
        f' "{label}" in all of their rows, and {found.expected:,.0f} would have several if rows'
        f" had nothing to do with each other. {found.torn:,} have rows on both sides of the split:"
        " the model may remember each of them.",
        hint=f"keep them together: data_split_group_cols = ['{found.column}']; if no new ones ever"
        f" come: ALLOW LEAKAGE ({found.column}) BECAUSE '...'.",
    )
