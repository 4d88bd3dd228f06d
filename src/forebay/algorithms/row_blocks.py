"""The rows of a training query, as often as an algorithm needs them, in blocks of equal size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from forebay.engine import Workspace

# Rows that fit in this are kept from the first pass, so that the query runs once. A constant, so
# that memory does not grow with the number of rows.
KEPT_BYTES: Final = 128 << 20


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
    order
        Which of f0, f1, ... stands in each matrix column.
    codes
        Which matrix columns hold codes of categories.
    unknown_code
        What such a column holds where the query gave NULL or a negative code.
    dtype
        float32 or float64.
    block_rows
        How many rows a block has.

    """

    order: tuple[int, ...]
    codes: tuple[bool, ...]
    unknown_code: float
    dtype: type[np.floating[Any]]
    block_rows: int


class RowBlocks:
    """An iterable over the rows of a query, in its order, that may be walked again and again.

    All blocks but the last have the same number of rows, whatever batches the engine gives: sums
    over blocks are then the same on every run and with any number of threads.

    Parameters
    ----------
    query
        Gives f0, f1, ..., ``label``, ``weight``: see ``TrainingData``.
    n_rows
        How many rows the query gives; another number is an InternalError.

    """

    def __init__(self, workspace: Workspace, query: str, n_rows: int, layout: MatrixLayout) -> None:
        self.n_rows = n_rows
        self.n_columns = len(layout.order)
        self._workspace = workspace
        self._query = query
        self._layout = layout
        self._block_rows = max(1, min(layout.block_rows, n_rows))
        row_bytes = self.n_columns * np.dtype(layout.dtype).itemsize + 16
        self._keeps = n_rows * row_bytes <= KEPT_BYTES
        self._kept: list[RowBlock] | None = None

    def __iter__(self) -> Iterator[RowBlock]:
        """Yield the blocks; the query runs unless the rows were kept."""
        if self._kept is not None:
            yield from self._kept
            return
        kept = []
        for block in self._read():
            kept += [block] if self._keeps else []
            yield block
        if self._keeps:
            self._kept = kept

    def release(self) -> None:
        """Forget kept rows."""
        self._kept = None

    def _read(self) -> Iterator[RowBlock]:
        block, filled, seen = self._room(), 0, 0
        for batch in self._workspace.stream(self._query):
            columns = [
                self._coded(batch.floats(i)) if is_code else batch.floats(i)
                for i, is_code in zip(self._layout.order, self._layout.codes, strict=True)
            ]
            label, weight = (batch.floats(self.n_columns + i) for i in (0, 1))
            start = 0
            while start < batch.n_rows:
                stop = min(batch.n_rows, start + self._block_rows - filled)
                end = filled + stop - start
                into = slice(filled, end)
                with np.errstate(over="ignore"):  # beyond float32 is infinite, as in scoring
                    for i, column in enumerate(columns):
                        block.values[into, i] = column[start:stop]
                block.label[into] = label[start:stop]
                block.weight[into] = weight[start:stop]
                filled, start = end, stop
                if filled == self._block_rows:
                    yield block
                    block, filled = (self._room() if self._keeps else block), 0
            seen += batch.n_rows
        if seen != self.n_rows:
            message = f"the training query gave {seen} rows and was to give {self.n_rows}"
            raise InternalError.of("training-rows", message)
        if filled:
            yield RowBlock(block.values[:filled], block.label[:filled], block.weight[:filled])

    def _coded(self, column: NDArray[np.float64]) -> NDArray[np.float64]:
        known = column >= 0  # also false for NaN
        return column if known.all() else np.where(known, column, self._layout.unknown_code)

    def _room(self) -> RowBlock:
        values = np.empty((self._block_rows, self.n_columns), self._layout.dtype)
        return RowBlock(values, np.empty(self._block_rows), np.empty(self._block_rows))
