"""The rows of series, one series after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.quote import quote, quote_list
from forebay.query.series_files import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from forebay.engine import Workspace
    from forebay.features.series_roles import SeriesRoles


def series_query(relation: str, columns: SeriesRoles) -> str:
    """Return a query that numbers the series of a relation: ``__series`` and their ids.

    Without ids there is one series. NULL is an id like any other, and comes first. The sums of a
    hierarchy follow, level by level, with NULL for what they sum over.
    """
    if not columns.ids:
        return f"SELECT CAST(0 AS BIGINT) AS {SERIES}"
    ids = quote_list([column.name for column in columns.ids])
    levels = []
    for place, level in enumerate((frozenset[str](), *columns.levels)):
        items = [
            f"CAST(NULL AS {c.type}) AS {quote(c.name)}" if c.name in level else quote(c.name)
            for c in columns.ids
        ]
        levels.append(
            f"SELECT DISTINCT {place} AS level, {', '.join(items)} FROM {quote(relation)}"
        )
    return (
        f"SELECT row_number() OVER (ORDER BY level, {_order(columns)}) - 1 AS {SERIES}, {ids}"
        f" FROM ({' UNION ALL '.join(levels)})"
    )


def read_series(
    workspace: Workspace, relation: str, columns: SeriesRoles
) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.float64]]]:
    """Yield number, times and values of each series that has a time, in order of the numbers.

    Times are microseconds since 1970, UTC, ascending, equal ones in order of their values; a value
    that is NULL is NaN. One series at a time is in memory, and a batch of rows.
    """
    number = f"dense_rank() OVER (ORDER BY {_order(columns)}) - 1" if columns.ids else "0"
    moment = f"CAST({quote(columns.timestamp.name)} AS TIMESTAMP)"
    text = (
        f"SELECT CAST(number AS BIGINT) AS number, epoch_us(moment) AS moment, value FROM ("
        f"SELECT {number} AS number, {moment} AS moment,"
        f" CAST({quote(columns.data.name)} AS DOUBLE) AS value FROM {quote(relation)})"
        " WHERE isfinite(moment) ORDER BY number, moment, value"
    )
    current = -1
    parts: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
    for batch in workspace.stream(text):
        numbers, times = batch.integers(0, null=0), batch.integers(1, null=0)
        values = batch.floats(2)
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        for start, end in zip(starts, np.append(starts[1:], len(numbers)), strict=True):
            found = int(numbers[start])
            if found != current and parts:
                yield current, *_joined(parts)
                parts = []
            current = found
            # Copies: a batch is gone with the next one.
            parts.append((times[start:end].copy(), values[start:end].copy()))
    if parts:
        yield current, *_joined(parts)


def _order(columns: SeriesRoles) -> str:
    return ", ".join(f"{quote(column.name)} NULLS FIRST" for column in columns.ids)


def _joined(
    parts: list[tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
