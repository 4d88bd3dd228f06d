"""Stream rows into LightGBM's binned dataset: no matrix of all rows is ever made.

LightGBM takes a sample to choose its bins, then rows in pieces, each of which it turns into bins of
one byte a value. Its Python ``Sequence`` does the same but asks for the sample row by row, which a
forward stream cannot give; the two methods it stands on are called here instead. They are private:
the lock pins LightGBM's version, and the tests of this module fail if they change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import lightgbm
    from numpy.typing import NDArray

    from forebay.algorithms.row_blocks import RowBlocks

# Half of LightGBM's own 200,000, in about half the time: 255 bins of 400 sampled rows each.
SAMPLE_ROWS: Final = 100_000
_NEARLY_ZERO: Final = 1e-35  # LightGBM's kZeroThreshold: the sample leaves zeros out


@dataclass(frozen=True, slots=True, eq=False)
class StreamedDataset:
    """A dataset inside LightGBM, with the labels and weights outside too: losses need them."""

    dataset: lightgbm.Dataset
    label: NDArray[np.float64]
    weight: NDArray[np.float64]


def stream_dataset(
    rows: RowBlocks,
    params: Mapping[str, Any],
    *,
    seed: int,
    reference: lightgbm.Dataset | None = None,
) -> StreamedDataset:
    """Return a dataset with all rows but without labels: the caller sets what it trains on.

    Parameters
    ----------
    rows
        Blocks of float32, NaN for missing; the same numbers that scoring will see.
    params
        The parameters of training too: LightGBM refuses others later.
    reference
        The dataset whose bins are to be used; None: choose bins from a sample.

    """
    import lightgbm  # heavy, and only training needs it

    dataset = lightgbm.Dataset(None, params=dict(params))
    if reference is None:
        data, indices, n_sampled = _sample(rows, seed)
        dataset._init_from_sample(data, indices, n_sampled, rows.n_rows)  # noqa: SLF001
        del data, indices
    else:
        dataset.reference = reference
        handle: Any = reference._handle  # noqa: SLF001
        dataset._init_from_ref_dataset(rows.n_rows, handle)  # noqa: SLF001
    label, weight = np.empty(rows.n_rows), np.empty(rows.n_rows)
    start = 0
    for block in rows:
        stop = start + len(block.label)
        label[start:stop], weight[start:stop] = block.label, block.weight
        dataset._push_rows(block.values)  # noqa: SLF001
        start = stop
    return StreamedDataset(dataset, label, weight)


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
