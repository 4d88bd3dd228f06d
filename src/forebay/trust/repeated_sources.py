"""Rows of a model that come from one row of a source, on both sides of a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote, quote_list
from forebay.errors import Problem
from forebay.trust.change import JUDGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine import Workspace
    from forebay.errors import Span

_LEAST_SHARE: Final = 0.05  # of the rows


@dataclass(frozen=True, slots=True)
class RepeatedSources:
    """How many rows of a model there are more than rows of the source that they are made of."""

    rows: int
    repeated: int


def repeated_sources(
    workspace: Workspace, made: str, source: str, links: Mapping[str, str]
) -> RepeatedSources | None:
    """Return how often rows come again, where the split tears them apart; None where it does not.

    Rows of the source that are alike in all that the model has of them are counted together.

    Parameters
    ----------
    made
        The rows of the model, with the column `JUDGED`.
    links
        By column of the model, the column of the source that it is.

    """
    same = " AND ".join(
        f"m.{quote(name)} IS NOT DISTINCT FROM s.{quote(column)}" for name, column in links.items()
    )
    columns = quote_list([*links.values()])
    found: Any = workspace.rows(
        f"WITH m AS (SELECT {quote_list([*links])}, count(*) AS n, bool_or({JUDGED}) AND NOT"
        f" bool_and({JUDGED}) AS is_torn FROM {quote(made)} GROUP BY {quote_list([*links])}),"
        f" s AS (SELECT {columns}, count(*) AS n FROM {quote(source)} GROUP BY {columns})"
        " SELECT sum(m.n), sum(m.n) FILTER (m.n > s.n AND m.is_torn)"
        f" FROM m JOIN s ON {same}"
    )
    rows, repeated = found[0]
    if not rows or not repeated or repeated < _LEAST_SHARE * rows:
        return None
    return RepeatedSources(int(rows), int(repeated))


def repeated_source_problem(
    found: RepeatedSources, model: str, label: str, source: str, span: Span
) -> Problem:
    """Return what is said of rows that come again."""
    return Problem(
        "repeated-rows",
        f'rows of "{model}" come several times from one row of "{source}", and the split tears them'
        " apart",
        span,
        detail=f'{found.repeated:,} of {found.rows:,} rows share the answer in "{label}" with'
        " others on the other side of the split: a join finds more than one row for each.",
        hint=f'join what is unique, or keep the rows together: select the key of "{source}" and add'
        " OPTIONS (data_split_group_cols = [...]).",
    )
