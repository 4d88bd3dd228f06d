"""A 64-bit digest for each row of a batch, from integer operations that every platform has."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.engine.column_library import column_library

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.engine.arrow import ArrowBatch
    from forebay.engine.column_library import ColumnLibrary

    Words = NDArray[np.uint64]

# The last bytes of a block of eight are cut off by these, by how many bytes are left.
_MASKS = np.array([(1 << 8 * left) - 1 for left in range(9)], dtype=np.uint64)


def row_digests(batch: ArrowBatch) -> Words:
    """Return a digest per row, shape (n_rows,).

    All sums and products are modulo 2^64; ``mix(x, m)`` is ``y ^ (y >> 29)`` for
    ``y = (x ^ (x >> 32)) * m``. A value becomes a word: an integer, a Boolean and a time their
    two's complement, a DOUBLE its IEEE 754 bits with one zero and one NaN, a text ``mix`` of its
    length in bytes, and for every eight bytes (little-endian, zeros at the end) ``mix`` of the word
    so far XOR those. A row is the sum over its columns of ``mix`` of the word with the column's
    own odd number, or for NULL of the column's other number; its digest is ``mix`` of that twice.

    The numbers are the first eight bytes, little-endian, of the SHA-256 of ``text``, ``row``,
    ``value <i>`` and ``null <i>`` (the column's position), all but the last with the lowest bit
    set. Because ``mix`` can be undone, rows that differ in one number never share a digest; others
    do by chance, once in 2^64.
    """
    library = column_library()
    found = _by_library(library, batch) if library is not None else None
    return _by_numpy(batch) if found is None else found


def _by_library(library: ColumnLibrary, batch: ArrowBatch) -> Words | None:
    every = range(len(batch.schema.columns))
    numbers = [(int(_odd(f"value {i}")), int(_number(f"null {i}"))) for i in every]
    odd = (int(_odd("text")), int(_odd("row")))
    return library.row_digests([batch.memory(i) for i in every], numbers, odd, batch.n_rows)


def _by_numpy(batch: ArrowBatch) -> Words:
    total = np.zeros(batch.n_rows, dtype=np.uint64)
    for column in range(len(batch.schema.columns)):
        mixed = _mix(_words(batch, column), _odd(f"value {column}"))
        valid = batch.valid(column)
        if valid is not None:
            mixed[~valid] = _number(f"null {column}")
        total += mixed
    return _mix(_mix(total, _odd("row")), _odd("row"))


def _words(batch: ArrowBatch, column: int) -> Words:
    kind = batch.schema.columns[column].type
    if kind == "DOUBLE":
        values = batch.values(column) + 0.0  # -0.0 + 0.0 is 0.0
        is_nan = np.isnan(values)
        if is_nan.any():
            values[is_nan] = np.nan
        return values.view(np.uint64)
    if kind == "VARCHAR":
        return _text_words(*batch.texts(column))
    values = batch.values(column)
    return values.astype(np.int64, copy=False).view(np.uint64)


def _text_words(offsets: NDArray[Any], data: NDArray[np.uint8]) -> Words:
    starts = offsets[:-1].astype(np.int64) - int(offsets[0])
    lengths = np.diff(offsets).astype(np.int64)
    longest = int(lengths.max(initial=0))
    odd = _odd("text")
    words = _mix(lengths.view(np.uint64), odd)
    padded = np.zeros(len(data) + 8, dtype=np.uint8)
    padded[: len(data)] = data
    # Eight bytes from every byte on, as one number.
    windows = np.ndarray(len(data) + 1, dtype="<u8", buffer=padded, strides=(1,))
    for begin in range(0, longest, 8):
        rows: Any = slice(None) if begin == 0 else np.flatnonzero(lengths > begin)
        left = np.minimum(lengths[rows] - begin, 8)
        block = windows[starts[rows] + begin] & _MASKS[left]
        words[rows] = _mix(words[rows] ^ block, odd)
    return words


def _mix(x: Words, odd: np.uint64) -> Words:
    mixed = x >> np.uint64(32)
    mixed ^= x
    mixed *= odd
    mixed ^= mixed >> np.uint64(29)
    return mixed


@cache
def _number(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little"))


@cache
def _odd(name: str) -> np.uint64:
    return _number(name) | np.uint64(1)
