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
    """How many rows of a model there are more than rows of the source that they are made of.

    Parameters
    ----------
    rows, repeated
        All of them, and those that others on the other side of the split come from one row with;
        where `is_torn` is false, the rows that judge, and those that judge once more.

    """

    rows: int
    repeated: int
    is_torn: bool = True


def repeated_sources(
    workspace: Workspace, made: str, source: str, links: Mapping[str, str]
) -> RepeatedSources | None:
    """Return how often rows come again, on both sides of the split or among those that judge.

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
        f"WITH m AS (SELECT {quote_list([*links])}, count(*) AS n, count(*) FILTER ({JUDGED})"
        f" AS n_judged FROM {quote(made)} GROUP BY {quote_list([*links])}),"
        f" s AS (SELECT {columns}, count(*) AS n FROM {quote(source)} GROUP BY {columns})"
        " SELECT sum(m.n), sum(m.n) FILTER (m.n > s.n AND m.n_judged > 0 AND m.n_judged < m.n),"
        " sum(m.n_judged), sum(greatest(0, m.n_judged - s.n))"
        f" FROM m JOIN s ON {same}"
    )
    rows, torn, judged, once_more = (int(n or 0) for n in found[0])
    if torn and torn >= _LEAST_SHARE * rows:
        return RepeatedSources(rows, torn)
    if once_more and once_more >= _LEAST_SHARE * judged:
        return RepeatedSources(judged, once_more, is_torn=False)
    return None


def repeated_source_problem(
    found: RepeatedSources, about: tuple[str, str, str], span: Span, *, together: bool
) -> Problem:
    """Return what is said of rows that come again.

    Parameters
    ----------
    about
        The names of the model, of its label and of the source.
    together
        Whether the split keeps the rows of a thing together: then intervals are those of whole
        things, which rows that come again make no narrower; a warning.

    """
    model, label, source = about
    if not found.is_torn:
        return Problem(
            "repeated-rows",
            f'rows that judge "{model}" come several times from one row of "{source}"',
            span,
            detail=f"{found.repeated:,} of {found.rows:,} judge once more what has the answer in"
            f' "{label}" already: a join finds more than one row for each, so that the figures look'
            " surer than they are, and favour what is there most often.",
            hint="join what is unique, or keep one: SELECT DISTINCT, or QUALIFY row_number() OVER"
            " (PARTITION BY ...) = 1; to weigh rows, OPTIONS (instance_weight_col = '...').",
            severity="warning" if together else "error",
        )
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
