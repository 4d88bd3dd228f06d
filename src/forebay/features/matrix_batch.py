"""A batch of a matrix query as one array for each matrix column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from forebay.engine.protocol import Batch
    from forebay.features.matrix_column import MatrixColumn

_BLOCK_BYTES = 64 << 20  # of arrays of pairs at a time, however long they are


def n_given(columns: Sequence[MatrixColumn]) -> int:
    """Return how many columns a query gives for these matrix columns: one for each array."""
    return sum(not column.position for column in columns)


def matrix_blocks(
    batch: Batch, columns: Sequence[MatrixColumn], wanted: slice | None = None
) -> Iterator[tuple[slice, list[NDArray[Any]]]]:
    """Yield the matrix of a batch, some rows at a time so that long arrays need no room.

    Parameters
    ----------
    wanted
        Which rows of the batch; None: all.

    Yields
    ------
    tuple
        Which rows of the batch, and one array for each of `columns`, shape (n_rows,): float64 for
        numbers (NULL is NaN), int64 codes for categories (NULL is -1).

    """
    scalars: dict[int, NDArray[Any]] = {}
    arrays: dict[int, tuple[NDArray[Any], ...]] = {}
    given = -1
    for i, column in enumerate(columns):
        given += not column.position
        if column.position is None:
            is_code = column.kind == "category"
            scalars[i] = batch.integers(given, null=-1) if is_code else batch.floats(given)
        elif column.position == 0:
            arrays[i] = batch.pairs(given)
    n_wide = sum(column.position is not None for column in columns)
    begin, end = (wanted.start, wanted.stop) if wanted is not None else (0, batch.n_rows)
    size = max(1, _BLOCK_BYTES // (8 * n_wide)) if n_wide else max(1, end - begin)
    for start in range(begin, end, size):
        rows = slice(start, min(end, start + size))
        yield rows, _block(columns, scalars, arrays, rows)


def _block(
    columns: Sequence[MatrixColumn],
    scalars: dict[int, NDArray[Any]],
    arrays: dict[int, tuple[NDArray[Any], ...]],
    rows: slice,
) -> list[NDArray[Any]]:
    block: list[NDArray[Any]] = []
    for i, column in enumerate(columns):
        if column.position is None:
            block.append(scalars[i][rows])
        elif column.position == 0:
            block += _dense(arrays[i], rows, _width(columns, i))
    return block


def _width(columns: Sequence[MatrixColumn], start: int) -> int:
    end = start + 1
    while end < len(columns) and columns[end].position:
        end += 1
    return end - start


def _dense(
    pairs: tuple[NDArray[Any], ...], rows: slice, width: int
) -> Iterator[NDArray[np.float64]]:
    """Yield each index of some rows as a column; what a row does not have is 0."""
    offsets, indexes, values = pairs
    begin, end = offsets[rows.start], offsets[rows.stop]
    counts = np.diff(offsets[rows.start : rows.stop + 1])
    made = np.zeros((width, rows.stop - rows.start))
    made[indexes[begin:end], np.repeat(np.arange(len(counts)), counts)] = values[begin:end]
    yield from made
