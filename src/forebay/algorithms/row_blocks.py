"""The rows of a training query, as often as an algorithm needs them, in blocks of equal size."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.engine.quote import quote, quote_list
from forebay.errors import InternalError
from forebay.features.matrix_batch import matrix_blocks, n_given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from forebay.engine import Batch, Workspace
    from forebay.features.matrix_column import MatrixColumn

# Rows that fit in this are ordered and kept in memory: at 20 columns that takes an eighth of the
# time and less memory than the engine's sort. More rows are spooled to a file in their order.
KEPT_BYTES: Final = 1 << 30
_MOVED_BYTES: Final = 64 << 20  # beside them, while they are put in order
_SPOOLED: Final = "__spooled_rows"
_NUMBERS: Final = count()
# A column of so many rows and the rows of the matrix that it goes to fit into a cache together.
_ROWS_AT_ONCE: Final = 4096
_BLOCK_BYTES: Final = 64 << 20  # of one block, which long arrays would else make very large


@dataclass(frozen=True, slots=True, eq=False)
class RowBlock:
    """Some consecutive rows; valid until the next block is asked for.

    Parameters
    ----------
    values
        The matrix, shape (n_rows, n_columns), rows one after the other in memory. Numbers may be
        NaN; codes of categories are whole numbers.
    label, weight
        Shape (n_rows,).

    """

    values: NDArray[Any]
    label: NDArray[np.float64]
    weight: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """How the columns of a query become the columns of a matrix.

    Parameters
    ----------
    columns
        What the query gives: f0, f1, ...; one of them for all columns of an array.
    order
        Which of `columns` stands in each matrix column.
    unknown_code
        What such a column holds where the query gave NULL or a negative code.
    dtype
        float32 or float64.
    block_rows
        How many rows a block has; fewer where the matrix is wide.

    """

    columns: tuple[MatrixColumn, ...]
    order: tuple[int, ...]
    unknown_code: float
    dtype: type[np.floating[Any]]
    block_rows: int


class RowBlocks:
    """An iterable over the rows of a query, in canonical order, that may be walked repeatedly.

    The canonical order is that of the column ``key``; rows of one key stand in the order of their
    values, so that rows change places only with equal ones. All blocks but the last have the same
    number of rows, whatever batches the engine gives: sums over blocks are then the same on every
    run and with any number of threads.

    Parameters
    ----------
    query
        Gives f0, f1, ..., ``label``, ``weight``, ``key``: see ``TrainingData``.
    n_rows
        How many rows the query gives; another number is an InternalError.

    """

    def __init__(self, workspace: Workspace, query: str, n_rows: int, layout: MatrixLayout) -> None:
        self.n_rows = n_rows
        self.n_columns = len(layout.order)
        self._workspace = workspace
        self._query = query
        self._layout = layout
        self._n_given = n_given(layout.columns)
        self._is_code = [column.kind == "category" for column in layout.columns]
        # What compiled code does: columns as they come, as float32, NaN for what is unknown.
        self._is_plain = (
            layout.dtype is np.float32
            and np.isnan(layout.unknown_code)
            and layout.order == tuple(range(len(layout.columns)))
            and all(column.position is None for column in layout.columns)
        )
        width = self.n_columns * np.dtype(layout.dtype).itemsize
        narrow = _BLOCK_BYTES // max(1, width)
        self._block_rows = max(1, min(layout.block_rows, n_rows, narrow))
        row_bytes = width + 32
        self._keeps = n_rows * row_bytes <= KEPT_BYTES
        self._kept: tuple[RowBlock, NDArray[np.intp] | None] | None = None
        self._was_walked = False
        self._spooled = ""

    def __iter__(self) -> Iterator[RowBlock]:
        """Yield the blocks; the query runs unless the rows were kept."""
        return self._from_memory() if self._keeps else self._from_file()

    def release(self) -> None:
        """Forget kept rows."""
        self._kept = None

    def _from_memory(self) -> Iterator[RowBlock]:
        if self._kept is None:
            self._kept = self._read_all()
        rows, order = self._kept
        if order is not None and self._was_walked:
            # Who walks again will do so often.
            _put_in_order(rows, order)
            order = None
            self._kept = rows, None
        self._was_walked = True
        room = self._room(self._block_rows)
        for start in range(0, self.n_rows, self._block_rows):
            stop = min(start + self._block_rows, self.n_rows)
            if order is None:
                yield _part(rows, slice(start, stop))
                continue
            block, picked = _part(room, slice(stop - start)), order[start:stop]
            # Without "clip" NumPy takes by way of a second array; all positions are in range.
            np.take(rows.values, picked, axis=0, out=block.values, mode="clip")
            np.take(rows.label, picked, out=block.label, mode="clip")
            np.take(rows.weight, picked, out=block.weight, mode="clip")
            yield block

    def _read_all(self) -> tuple[RowBlock, NDArray[np.intp] | None]:
        """Return all rows as they come, and their order; None if they came in order."""
        rows, key = self._room(self.n_rows), np.empty(self.n_rows, np.uint64)
        seen = 0
        for batch in self._workspace.stream(self._query):
            stop = seen + batch.n_rows
            if stop <= self.n_rows:
                key[seen:stop] = batch.integers(self._n_given + 2, null=0).view(np.uint64)
                self._fill(batch, slice(0, batch.n_rows), rows, seen)
            seen = stop
        self._check(seen)
        return rows, _canonical_order(rows, key)

    def _from_file(self) -> Iterator[RowBlock]:
        room, filled, seen = self._room(self._block_rows), 0, 0
        for batch in self._workspace.stream(self._spool()):
            start = 0
            while start < batch.n_rows:
                stop = min(batch.n_rows, start + self._block_rows - filled)
                self._fill(batch, slice(start, stop), room, filled)
                filled += stop - start
                start = stop
                if filled == self._block_rows:
                    yield room
                    filled = 0
            seen += batch.n_rows
        self._check(seen)
        if filled:
            yield _part(room, slice(filled))

    def _spool(self) -> str:
        """Return a query that gives the rows in order, out of a file that is written once."""
        name = self._spooled
        if not name:
            name = self._spooled = f"{_SPOOLED}_{next(_NUMBERS)}"
            schema = self._workspace.describe(self._query)
            *values, key = schema.names
            order = quote_list([key, *values])
            target = self._workspace.scratch / f"{name}.parquet"
            written = self._workspace.write(self._query, target, order_by=order)
            self._workspace.attach(name, [written.path], schema)
        return f"FROM {quote(name)}"

    def _fill(self, batch: Batch, given: slice, rows: RowBlock, at: int) -> None:
        """Copy some rows of a batch into `rows` from row `at` on."""
        n_rows = given.stop - given.start
        rows.label[at : at + n_rows] = batch.floats(self._n_given)[given]
        rows.weight[at : at + n_rows] = batch.floats(self._n_given + 1)[given]
        if self._is_plain and batch.fill(rows.values[at : at + n_rows], self._is_code, given):
            return
        for part, columns in matrix_blocks(batch, self._layout.columns, given):
            ordered = [self._coded(i, columns[i]) for i in self._layout.order]
            into = at + part.start - given.start
            self._copy(ordered, rows.values, slice(into, into + part.stop - part.start))

    @staticmethod
    def _copy(columns: list[NDArray[Any]], values: NDArray[Any], into: slice) -> None:
        with np.errstate(over="ignore"):  # beyond float32 is infinite, as in scoring
            for start in range(into.start, into.stop, _ROWS_AT_ONCE):
                stop = min(start + _ROWS_AT_ONCE, into.stop)
                source = slice(start - into.start, stop - into.start)
                for i, column in enumerate(columns):
                    values[start:stop, i] = column[source]

    def _check(self, seen: int) -> None:
        if seen != self.n_rows:
            message = f"the training query gave {seen} rows and was to give {self.n_rows}"
            raise InternalError.of("training-rows", message)

    def _coded(self, index: int, column: NDArray[Any]) -> NDArray[Any]:
        if self._layout.columns[index].kind != "category":
            return column
        known = column >= 0
        return column if known.all() else np.where(known, column, self._layout.unknown_code)

    def _room(self, n_rows: int) -> RowBlock:
        values = np.empty((n_rows, self.n_columns), self._layout.dtype)
        return RowBlock(values, np.empty(n_rows), np.empty(n_rows))


def _part(rows: RowBlock, wanted: slice) -> RowBlock:
    return RowBlock(rows.values[wanted], rows.label[wanted], rows.weight[wanted])


def _put_in_order(rows: RowBlock, order: NDArray[np.intp]) -> None:
    """Move the rows of a block to their places, some columns at a time."""
    at_once = max(1, _MOVED_BYTES // max(1, rows.values[:, :1].nbytes))
    for first in range(0, rows.values.shape[1], at_once):
        columns = rows.values[:, first : first + at_once]
        columns[:] = columns[order]
    rows.label[:] = rows.label[order]
    rows.weight[:] = rows.weight[order]


def _canonical_order(rows: RowBlock, key: NDArray[np.uint64]) -> NDArray[np.intp] | None:
    """Return the positions of the rows in canonical order; None if they stand in it."""
    if np.all(key[1:] > key[:-1]):
        return None
    # Sorting numbers takes a quarter of the time of sorting positions: the highest bits are those
    # of the key, the lowest the position. Rows that share the highest bits are settled apart.
    n_bits = np.uint64(len(key).bit_length())
    places = np.arange(len(key), dtype=np.uint64)
    packed = (key >> n_bits << n_bits) | places
    packed.sort()
    order = (packed & ((np.uint64(1) << n_bits) - np.uint64(1))).astype(np.intp)
    packed >>= n_bits
    same = packed[1:] == packed[:-1]
    if same.any():
        tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
        among = order[tied]
        columns = [*rows.values[among].T, rows.label[among], rows.weight[among]]
        order[tied] = among[np.lexsort([*reversed(columns), key[among]])]
    return order
