"""How often each value of some columns occurs, where those are few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.engine.arrow import ArrowBatch
from forebay.engine.column_library import column_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from forebay.engine.column_library import ColumnLibrary
    from forebay.engine.protocol import Workspace

_PLACES: Final = 1 << 15  # half of them for values: 16,384 of a column


@dataclass(frozen=True, slots=True)
class ValueCounts:
    """The values of one column.

    Parameters
    ----------
    values
        Shape (n_values,), by size, NaN at the end. One zero, or NaN, may stand there twice.
    counts, sampled
        Of the same shape: how often each occurs, and how often in rows that are sampled.

    """

    values: NDArray[np.float64]
    counts: NDArray[np.int64]
    sampled: NDArray[np.int64]


def value_counts(workspace: Workspace, text: str, n_columns: int) -> list[ValueCounts | None]:
    """Count the values of columns in one pass; None for a column that has too many.

    Parameters
    ----------
    text
        A query of so many DOUBLE columns and a BOOLEAN, never NULL: whether the row is sampled.

    """
    library = column_library()
    if library is None:
        return [None] * n_columns
    tables: dict[int, _Table] = {i: _Table(library) for i in range(n_columns)}
    batches: Iterator[object] = iter(workspace.stream(text))
    for batch in batches:
        if not isinstance(batch, ArrowBatch):
            return [None] * n_columns
        is_sampled = batch.values(n_columns).view(np.uint8)
        tables = {i: t for i, t in tables.items() if t.add(batch, i, is_sampled)}
        if not tables:
            break
    return [tables[i].counts() if i in tables else None for i in range(n_columns)]


class _Table:
    """The values of one column so far."""

    def __init__(self, library: ColumnLibrary) -> None:
        self._library = library
        self._places = np.zeros((_PLACES, 3), np.int64)
        self._n_known = 0

    def add(self, batch: ArrowBatch, column: int, is_sampled: NDArray[np.uint8]) -> bool:
        """Count the values of a batch; False if they are too many."""
        self._n_known = self._library.count_values(
            batch.memory(column), is_sampled, self._places, self._n_known
        )
        return self._n_known >= 0

    def counts(self) -> ValueCounts:
        found = self._places[self._places[:, 1] > 0]
        values = np.ascontiguousarray(found[:, 0]).view(np.float64)
        order = np.argsort(values, kind="stable")
        return ValueCounts(values[order], found[order, 1], found[order, 2])
