"""Things whose rows have answers that are alike, on both sides of a split at random."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote, quote_list
from forebay.errors import Problem
from forebay.features.part import SEEN_PARTS
from forebay.trust.counts_time import is_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine import Column, Workspace
    from forebay.errors import Span
    from forebay.features.roles import Roles
    from forebay.features.split import Split

_LEAST_THINGS: Final = 20  # with several rows each
_LEAST_OF_KEY: Final = 8  # where the KEY says that they are things, and not kinds of them
_TORN: Final = 0.2  # of the things with several rows, so many must be on both sides
_LEAST_ALIKE: Final = 0.15  # of the variance of the answers, surely between things
_SURE: Final = 3.0  # standard errors
_MOST_COLUMNS: Final = 4  # of a key whose parts are looked at together, too


@dataclass(frozen=True, slots=True)
class ClusteredAnswers:
    """Columns that name things, and how alike the answers in the rows of a thing are.

    Parameters
    ----------
    columns
        Which together name a thing.
    things, torn
        With several rows, and those of them that are on both sides of the split.
    alike
        The intraclass correlation of the answers, 0 to 1: the share of their variance that is
        between things.

    """

    columns: tuple[str, ...]
    things: int
    torn: int
    alike: float


@dataclass(frozen=True, slots=True)
class Thing:
    """Columns that may together name things of which a model has several rows.

    Parameters
    ----------
    columns
        Their names.
    least
        How many things with several rows there must be.

    """

    columns: tuple[str, ...]
    least: int = _LEAST_THINGS


def things_of(roles: Roles, kind: str, made_of: Sequence[str]) -> list[Thing]:
    """Return the sets of columns that may name things of which a model has several rows.

    Where rows are split at random, all but some of the columns of a KEY, and each that is carried;
    where groups are kept together, ``data_split_group_cols`` without those that tell a time, which
    make a thing of each of its times.

    Parameters
    ----------
    made_of
        Columns of the rows of which a KEY of one column is made: the firm of ``firm || year``.

    """
    if kind == "random":
        carried = [Thing((column.name,)) for column in roles.carry]
        named = [(column.name,) for column in roles.columns if column.name in made_of]
        of_key = [*_parts([column.name for column in roles.key]), *named]
        return [
            *(
                Thing(c, _LEAST_THINGS if all(map(is_calendar, c)) else _LEAST_OF_KEY)
                for c in of_key
            ),
            *carried,
        ]
    lasting = tuple(c.name for c in roles.groups if not tells_time(c))
    is_less = kind == "group" and 0 < len(lasting) < len(roles.groups)
    return [Thing(lasting)] if is_less else []


def tears_times(workspace: Workspace, frame: str, split: Split, key: Sequence[Column]) -> bool:
    """Return whether a KEY of several columns has a time whose rows are mostly on both sides."""
    times = [column.name for column in key if tells_time(column)]
    if not times or len(times) == len(key):
        return False
    seen, judged = split.where(*SEEN_PARTS), split.where("gate")
    rows: Any = workspace.rows(
        "SELECT count(*), count(*) FILTER (is_torn) FROM (SELECT"
        f" bool_or({judged}) AND NOT bool_and({judged}) AS is_torn FROM {quote(frame)}"
        f" WHERE {seen} OR {judged} GROUP BY {quote_list(times)})"
    )
    n_times, torn = rows[0]
    return bool(torn > n_times / 2)


def tells_time(column: Column) -> bool:
    """Return whether a column is a time, or a number of one."""
    return column.type.startswith(("DATE", "TIMESTAMP")) or is_calendar(column.name)


def _parts(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(names) - 1, 0, -1) if len(names) <= _MOST_COLUMNS else ():
        yield from combinations(names, size)


def clustered_answers(
    workspace: Workspace, frame: str, parts: tuple[str, str], things: Sequence[Thing], label: str
) -> tuple[ClusteredAnswers, ...]:
    """Return the columns that name things with answers that are alike, the most telling first.

    A worker with a high wage in one year has one in the next: who learned of one year knows the
    other. How alike they are is the intraclass correlation of a one-way analysis of variance, with
    the standard error of Donner (1986).

    Parameters
    ----------
    parts
        The conditions of the rows that are learned, and of those that judge.
    label
        SQL of the answer as a number.

    """
    seen, judged = parts
    found = []
    for thing in things:
        columns = thing.columns
        known = " AND ".join(f"{quote(name)} IS NOT NULL" for name in columns)
        asked = (
            f"WITH r AS (SELECT hash({quote_list(columns)}) AS thing, {label} AS y,"
            f" {judged} AS is_judged FROM {quote(frame)}"
            f" WHERE {label} IS NOT NULL AND {known} AND ({seen} OR {judged})),"
            " c AS (SELECT avg(y) AS middle FROM r),"
            " t AS (SELECT count(*) AS n, avg(y - middle) AS m, var_pop(y) * count(*) AS within,"
            " bool_or(is_judged) AND NOT bool_and(is_judged) AS is_torn"
            " FROM r CROSS JOIN c GROUP BY thing)"
            " SELECT count(*), sum(n), sum(n * n), sum(n * m * m), sum(within),"
            " count(*) FILTER (n > 1), count(*) FILTER (is_torn) FROM t"
        )
        row: Any = workspace.rows(asked)[0]
        one = _judged(thing, row) if row[0] else None
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (-one.alike, one.columns)))[:1]


def _judged(thing: Thing, sums: Sequence[float]) -> ClusteredAnswers | None:
    things, rows, squares, between, within, several, torn = map(float, sums)
    is_enough = several >= thing.least and torn >= _TORN * several and rows > things
    if not is_enough or between + within <= 0:
        return None
    size = (rows - squares / rows) / (things - 1)
    mean_between, mean_within = between / (things - 1), within / (rows - things)
    alike = (mean_between - mean_within) / (mean_between + (size - 1) * mean_within)
    error = math.sqrt(
        2 * (1 - alike) ** 2 * (1 + (size - 1) * alike) ** 2 / (size * (size - 1) * (things - 1))
    )
    if alike - _SURE * error < _LEAST_ALIKE:
        return None
    return ClusteredAnswers(thing.columns, int(several), int(torn), alike)


def clustered_problem(found: ClusteredAnswers, model: str, label: str, span: Span) -> Problem:
    """Return what is said of things whose answers are alike."""
    named = ", ".join(f'"{name}"' for name in found.columns)
    groups = ", ".join(f"'{name}'" for name in found.columns)
    return Problem(
        "repeated-entities",
        f'the rows that judge "{model}" are of the same {named} as those it learns from',
        span,
        detail=f"{found.torn:,} of {found.things:,} have rows on both sides of the split, and"
        f' {found.alike:.0%} of the variance of "{label}" is between them: the model may remember'
        " each, and the figures do not say what it does with a new one.",
        hint=f"keep them together: data_split_group_cols = [{groups}], or split by time:"
        f" PREDICT AT ...; if no new ones ever come:"
        f" ALLOW LEAKAGE ({found.columns[0]}) BECAUSE '...'.",
    )
