"""Stream rows into LightGBM's binned dataset: no matrix of all rows is ever made.

LightGBM takes a sample to choose its bins, then rows in pieces, each of which it turns into bins of
one byte a value. The first rows are the sample: rows come in the order of a hash of their key,
which is as random as any other choice.
"""

from __future__ import annotations

import ctypes
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from forebay.algorithms.lightgbm_library import FLOAT32, call, parameter_text, pointers
from forebay.algorithms.row_blocks import RowBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

    from numpy.typing import NDArray

    from forebay.algorithms.row_blocks import RowBlocks

# Half of LightGBM's own 200,000, in about half the time: 255 bins of 400 sampled rows each.
SAMPLE_ROWS: Final = 100_000
_SAMPLE_VALUES: Final = 1 << 26  # reached by more than 670 columns: they show fewer rows
_NEARLY_ZERO: Final = 1e-35  # LightGBM's kZeroThreshold: the sample leaves zeros out


class StreamedDataset:
    """Rows inside LightGBM; a context manager that frees them.

    Parameters
    ----------
    rows
        Blocks of float32, NaN for missing; the same numbers that scoring will see. They are walked
        once.
    params
        The parameters of training too: LightGBM refuses others later.
    reference
        The dataset whose bins are to be used; None: choose bins from the first rows.

    Attributes
    ----------
    handle
        What LightGBM's functions take.
    label, weight
        What the rows hold, shape (n_rows,); LightGBM knows neither until ``set_target``.

    """

    def __init__(
        self,
        rows: RowBlocks,
        params: Mapping[str, Any],
        *,
        reference: StreamedDataset | None = None,
    ) -> None:
        self.handle = ctypes.c_void_p()
        self._threads: int = params["num_threads"]
        self.label, self.weight = np.empty(rows.n_rows), np.empty(rows.n_rows)
        blocks: Iterator[RowBlock] = iter(rows)
        sample: list[RowBlock] = []
        if reference is None:
            sample = _first(blocks)
            _create_from_sample(self.handle, sample, rows.n_rows, params)
        else:
            n_rows, out = ctypes.c_int64(rows.n_rows), ctypes.byref(self.handle)
            self._call("DatasetCreateByReference", reference.handle, n_rows, out)
        try:
            self._push(chain(sample, blocks))
        except BaseException:
            self._call("DatasetFree", self.handle)
            raise

    def _call(self, function: str, *arguments: Any) -> None:
        call(function, *arguments, threads=self._threads)

    def _push(self, blocks: Iterable[RowBlock]) -> None:
        start = 0
        for block in blocks:
            stop = start + len(block.label)
            self.label[start:stop], self.weight[start:stop] = block.label, block.weight
            values = block.values
            self._call("DatasetPushRows", self.handle, values, FLOAT32, *values.shape, start)
            start = stop

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._call("DatasetFree", self.handle)

    def set_target(self, label: NDArray[np.float64], weight: NDArray[np.float64] | None) -> None:
        """Tell LightGBM labels and weights, which it keeps as float32."""
        for name, values in ((b"label", label), (b"weight", weight)):
            if values is not None:
                kept = values.astype(np.float32)
                self._call("DatasetSetField", self.handle, name, kept, len(kept), FLOAT32)


def _first(blocks: Iterator[RowBlock]) -> list[RowBlock]:
    """Return copies of the first blocks: SAMPLE_ROWS rows, all there are, or as many as fit."""
    taken: list[RowBlock] = []
    n_rows = n_values = 0
    while (
        n_rows < SAMPLE_ROWS
        and n_values < _SAMPLE_VALUES
        and (block := next(blocks, None)) is not None
    ):
        taken.append(RowBlock(block.values.copy(), block.label.copy(), block.weight.copy()))
        n_rows += len(block.label)
        n_values += block.values.size
    return taken


def _create_from_sample(
    handle: ctypes.c_void_p, sample: list[RowBlock], n_rows: int, params: Mapping[str, Any]
) -> None:
    data, indices, n_sampled = _columns(sample)
    counts = np.array([len(index) for index in indices], np.int32)
    call(
        "DatasetCreateFromSampledColumn",
        pointers(data),
        pointers(indices),
        len(data),
        counts,
        n_sampled,
        n_rows,
        ctypes.c_int64(n_rows),
        parameter_text(params),
        ctypes.byref(handle),
        threads=params["num_threads"],
    )


def _columns(
    sample: list[RowBlock],
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.int32]], int]:
    """Return for each column its non-zero sampled values and their row numbers in the sample."""
    n_rows = min(SAMPLE_ROWS, sum(len(block.label) for block in sample))
    every_row = np.arange(n_rows, dtype=np.int32)
    data, indices = [], []
    for i in range(sample[0].values.shape[1]):
        parts = [block.values[:, i] for block in sample]
        column = np.concatenate(parts, dtype=np.float64)[:n_rows]
        is_zero = np.abs(column) <= _NEARLY_ZERO  # false for NaN
        index = np.flatnonzero(~is_zero).astype(np.int32) if is_zero.any() else every_row
        indices.append(index)
        data.append(column if index is every_row else column[index])
    return data, indices, n_rows
