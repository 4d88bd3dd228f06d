"""The times on which the series of a hierarchy are summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.algorithms.data_frequency import FREQUENCIES
from forebay.algorithms.series_grid import SeriesGrid, common_step, grid_of
from forebay.algorithms.shared_times import SharedTimes
from forebay.engine.quote import quote, quote_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.engine import Workspace
    from forebay.features.series_roles import SeriesRoles

_FEWEST = 2  # times between which there is a step


def series_times(
    workspace: Workspace, relation: str, columns: SeriesRoles, frequency: str
) -> SharedTimes | None:
    """Return the times that all series share; None without a hierarchy, or without times.

    The step is the most common gap within series, of all series together, unless the frequency says
    it; where it begins is said by all times together.
    """
    if not columns.hierarchy:
        return None
    ids = quote_list([column.name for column in columns.ids])
    moment = f"CAST({quote(columns.timestamp.name)} AS TIMESTAMP)"
    known = (
        f"SELECT DISTINCT {ids}, epoch_us({moment}) AS __moment FROM {quote(relation)} WHERE"
        f" isfinite({moment}) AND isfinite(CAST({quote(columns.data.name)} AS DOUBLE))"
    )
    times = _numbers(workspace, f"SELECT DISTINCT __moment FROM ({known}) ORDER BY ALL")[0]
    if len(times) < _FEWEST:
        return None
    step = FREQUENCIES.get(frequency)
    if step is None:
        gap = f"__moment - lag(__moment) OVER (PARTITION BY {ids} ORDER BY __moment)"
        gaps, counts = _numbers(
            workspace,
            f"SELECT gap, count(*) FROM (SELECT {gap} AS gap FROM ({known}))"
            " WHERE gap IS NOT NULL GROUP BY gap ORDER BY gap",
        )
        if not len(gaps):
            return None
        step = common_step(gaps, counts)
    grid = grid_of(times, step)
    first, last = grid.slots(times[[0, -1]]).tolist()
    start = grid.first + first * (step.months or step.micros)
    return SharedTimes(SeriesGrid(step, start, grid.day, grid.instant), last - first + 1)


def _numbers(workspace: Workspace, text: str) -> Sequence[NDArray[np.int64]]:
    """Return the two columns of a query, or its only one."""
    width = len(workspace.describe(text).columns)
    parts: list[list[NDArray[np.int64]]] = [[np.empty(0, dtype=np.int64)] for _ in range(width)]
    for batch in workspace.stream(text):
        for place in range(width):
            parts[place].append(batch.integers(place, null=0).copy())
    return [np.concatenate(part) for part in parts]
