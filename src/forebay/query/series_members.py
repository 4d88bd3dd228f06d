"""Which series the sums of a hierarchy are made of, as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.query.series_files import SERIES

if TYPE_CHECKING:
    from forebay.features.series_roles import SeriesRoles


def series_members(series: str, columns: SeriesRoles) -> str:
    """Return a query for the columns ``child`` and ``parent``: a series, and a sum it is part of.

    Parameters
    ----------
    series
        The relation with the numbers and ids of series and sums (``series_schema``). In a sum the
        columns that it sums over are NULL; in a series no column of the hierarchy is.

    """
    found = []
    for level in columns.levels:
        same = [
            f"p.{quote(c.name)} IS NULL"
            if c.name in level
            else f"p.{quote(c.name)} IS NOT DISTINCT FROM c.{quote(c.name)}"
            for c in columns.ids
        ]
        found.append(
            f"SELECT c.{SERIES} AS child, p.{SERIES} AS parent FROM {quote(series)} AS c"
            f" JOIN {quote(series)} AS p ON {' AND '.join(same)}"
            f" WHERE {is_series('c', columns)} AND {_is_level('p', level, columns)}"
        )
    return " UNION ALL ".join(found)


def is_series(relation: str, columns: SeriesRoles) -> str:
    """Return the condition that a row speaks of a series, not of a sum."""
    return _is_level(relation, frozenset(), columns)


def _is_level(relation: str, level: frozenset[str], columns: SeriesRoles) -> str:
    pairs = [
        f"{relation}.{quote(c.name)} IS {'' if c.name in level else 'NOT '}NULL"
        for c in columns.hierarchy
    ]
    return " AND ".join(pairs) or "true"
