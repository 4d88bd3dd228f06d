"""Stream rows into LightGBM's binned dataset: no matrix of all rows is ever made.

LightGBM takes a sample to choose its bins, then rows in pieces, each of which it turns into bins of
one byte a value.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from forebay.algorithms.lightgbm_library import FLOAT32, call, parameter_text, pointers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from numpy.typing import NDArray

    from forebay.algorithms.row_blocks import RowBlocks

# Half of LightGBM's own 200,000, in about half the time: 255 bins of 400 sampled rows each.
SAMPLE_ROWS: Final = 100_000
_NEARLY_ZERO: Final = 1e-35  # LightGBM's kZeroThreshold: the sample leaves zeros out


class StreamedDataset:
    """Rows inside LightGBM; a context manager that frees them.

    Parameters
    ----------
    rows
        Blocks of float32, NaN for missing; the same numbers that scoring will see.
    params
        The parameters of training too: LightGBM refuses others later.
    seed
        Of the sample.
    reference
        The dataset whose bins are to be used; None: choose bins from a sample.

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
        seed: int,
        reference: StreamedDataset | None = None,
    ) -> None:
        self.handle = ctypes.c_void_p()
        if reference is None:
            _create_from_sample(self.handle, rows, params, seed)
        else:
            n_rows, out = ctypes.c_int64(rows.n_rows), ctypes.byref(self.handle)
            call("DatasetCreateByReference", reference.handle, n_rows, out)
        self.label, self.weight = np.empty(rows.n_rows), np.empty(rows.n_rows)
        try:
            self._push(rows)
        except BaseException:
            call("DatasetFree", self.handle)
            raise

    def _push(self, rows: RowBlocks) -> None:
        start = 0
        for block in rows:
            stop = start + len(block.label)
            self.label[start:stop], self.weight[start:stop] = block.label, block.weight
            call("DatasetPushRows", self.handle, block.values, FLOAT32, *block.values.shape, start)
            start = stop

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        call("DatasetFree", self.handle)

    def set_target(self, label: NDArray[np.float64], weight: NDArray[np.float64] | None) -> None:
        """Tell LightGBM labels and weights, which it keeps as float32."""
        for name, values in ((b"label", label), (b"weight", weight)):
            if values is not None:
                kept = values.astype(np.float32)
                call("DatasetSetField", self.handle, name, kept, len(kept), FLOAT32)


def _create_from_sample(
    handle: ctypes.c_void_p, rows: RowBlocks, params: Mapping[str, Any], seed: int
) -> None:
    data, indices, n_sampled = _sample(rows, seed)
    counts = np.array([len(index) for index in indices], np.int32)
    call(
        "DatasetCreateFromSampledColumn",
        pointers(data),
        pointers(indices),
        len(data),
        counts,
        n_sampled,
        rows.n_rows,
        ctypes.c_int64(rows.n_rows),
        parameter_text(params),
        ctypes.byref(handle),
    )


def _sample(
    rows: RowBlocks, seed: int
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.int32]], int]:
    """Return for each column its non-zero sampled values and their row numbers in the sample."""
    # About SAMPLE_ROWS rows are picked; six standard deviations more do not fit once in 1e9 times.
    room = min(rows.n_rows, SAMPLE_ROWS + 6 * math.isqrt(SAMPLE_ROWS))
    sample = np.empty((rows.n_columns, room))
    first = filled = 0
    for block in rows:
        number = np.arange(first, first + len(block.label), dtype=np.uint64)
        first += len(block.label)
        picked = block.values[_is_sampled(number, rows.n_rows, seed)][: room - filled]
        sample[:, filled : filled + len(picked)] = picked.T
        filled += len(picked)
    every_row = np.arange(filled, dtype=np.int32)
    data, indices = [], []
    for column in sample[:, :filled]:
        is_zero = np.abs(column) <= _NEARLY_ZERO  # false for NaN
        index = np.flatnonzero(~is_zero).astype(np.int32) if is_zero.any() else every_row
        indices.append(index)
        data.append(column if index is every_row else column[index])
    return data, indices, filled


def _is_sampled(number: NDArray[np.uint64], n_rows: int, seed: int) -> NDArray[np.bool_]:
    """Tell which rows are in the sample: a hash of the row's number, so one pass is enough.

    The hash is SplitMix64 (Steele, Lea, Flood 2014, Fast splittable pseudorandom number
    generators); unlike a library's random generator it is the same in every version.
    """
    if n_rows <= SAMPLE_ROWS:
        return np.ones(len(number), np.bool_)
    with np.errstate(over="ignore"):
        z = (number + np.uint64(seed)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(
            0x9E3779B97F4A7C15
        )
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    picked: NDArray[np.bool_] = z % np.uint64(n_rows) < np.uint64(SAMPLE_ROWS)
    return picked
