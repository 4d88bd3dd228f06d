"""The compiled library that goes through Arrow columns and CSV lines, called without the GIL."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from forebay.engine.column_memory import ColumnMemory
    from forebay.engine.line_fields import LineFields

INSTALLED: Final = Path(__file__).with_name("native") / "columns.so"
_VERSION: Final = 6  # as in native/columns.c
_KINDS: Final = (
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float", "double", "string", "large_string",
)  # fmt: skip
_TYPES: Final = {name: number for number, name in enumerate(_KINDS)}


class ColumnLibrary:
    """A loaded library.

    Parameters
    ----------
    path
        Of the shared library; OSError if it cannot be loaded or is of another version.

    """

    def __init__(self, path: Path) -> None:
        library = ctypes.CDLL(str(path))
        try:
            self._digests, self._fill = library.forebay_row_digests, library.forebay_fill_floats
            self._lines, self._read = library.forebay_check_lines, library.forebay_read_lines
            self._put, self._count = library.forebay_put_digests, library.forebay_count_values
            library.forebay_columns_version.restype = ctypes.c_int64
            version = library.forebay_columns_version()
        except AttributeError as missing:
            raise OSError(f"{path} is not Forebay's column library") from missing
        if version != _VERSION:
            raise OSError(f"{path} has version {version} and not {_VERSION}")
        number, address, hashed = ctypes.c_int64, ctypes.c_void_p, ctypes.c_uint64
        for function in (
            self._digests, self._fill, self._lines, self._read, self._put, self._count,
        ):  # fmt: skip
            function.restype = number
        self._digests.argtypes = (address, number, number, hashed, hashed, address)
        self._fill.argtypes = (address, address, number, number, address, number)
        self._count.argtypes = (address, number, address, address, number, number, number)
        self._put.argtypes = (address, number, address, number)
        self._lines.argtypes = self._read.argtypes = (
            ctypes.c_char_p, number, number, number, ctypes.c_char_p, number,
            ctypes.c_char_p, address, number, number, address,
        )  # fmt: skip

    def row_digests(
        self,
        columns: Sequence[ColumnMemory],
        numbers: Sequence[tuple[int, int]],
        odd: tuple[int, int],
        n_rows: int,
    ) -> NDArray[np.uint64] | None:
        """Return what ``row_digests`` does; None if a column has a type that it does not know.

        Parameters
        ----------
        numbers
            Of each column, for a value and for NULL.
        odd
            The numbers for texts and for rows.

        """
        given = _words(columns, numbers)
        found = np.empty(n_rows, np.uint64)
        if given is None or self._digests(
            given.ctypes.data, len(columns), n_rows, *odd, found.ctypes.data
        ):
            return None
        return found

    def fill(
        self, columns: Sequence[ColumnMemory], is_code: Sequence[bool], values: NDArray[np.float32]
    ) -> bool:
        """Write numbers into the columns of a matrix; False, with any values, if it cannot.

        NULL becomes NaN, as does a negative code. `values` has rows that lie one after the other.
        """
        given = _words(columns, [(0, 0)] * len(columns))
        codes = np.array(is_code, np.uint8)
        if given is None or values.strides[1] != values.itemsize:
            return False
        stride = values.strides[0] // values.itemsize
        return not self._fill(
            given.ctypes.data, codes.ctypes.data, len(columns), len(values), values.ctypes.data,
            stride,
        )  # fmt: skip

    def put_digests(self, table: NDArray[np.uint64], digests: NDArray[np.uint64]) -> bool:
        """Put digests into a table; False if one may have been there before.

        Parameters
        ----------
        table
            Of a power of two, with more free places than there are digests; 0 is free.

        """
        n_bits = len(table).bit_length() - 1
        return not self._put(table.ctypes.data, n_bits, digests.ctypes.data, len(digests))

    def count_values(
        self,
        column: ColumnMemory,
        is_sampled: NDArray[np.uint8],
        table: NDArray[np.int64],
        n_known: int,
    ) -> int:
        """Count the values of a DOUBLE column; return how many the table has then.

        Parameters
        ----------
        table
            Shape (places, 3), places a power of two: the bits of a value, how often it occurs, and
            how often in rows that are sampled. No more than half of the places are filled: -1.
        n_known
            How many it has before.

        """
        given = _words([column], [(0, 0)])
        if given is None:
            return -1
        n_bits = len(table).bit_length() - 1
        found: int = self._count(
            given.ctypes.data, len(is_sampled), is_sampled.ctypes.data, table.ctypes.data, n_bits,
            n_known, len(table) // 2,
        )  # fmt: skip
        return found

    def check_lines(self, lines: bytes, fields: LineFields, misfits: NDArray[np.int64]) -> int:
        """Return how many lines there are; -1 if one has other fields or too many bytes.

        Parameters
        ----------
        lines
            Without quotes; the last one may end without a line end.
        misfits
            For each field, how often it has neither its form nor is NULL: added to what is there.

        """
        return _lines(self._lines, lines, fields, misfits)

    def read_lines(self, lines: bytes, fields: LineFields, places: NDArray[np.int64]) -> int:
        """Write the values of fields where they go; return how many lines there are.

        It is -1 where `check_lines` says so, and if a field has neither its form nor is NULL.

        Parameters
        ----------
        places
            Shape (fields, 4): ``Field`` of ``native/lines.c``; how many are NULL is added there.

        """
        return _lines(self._read, lines, fields, places)


def _lines(
    function: Callable[..., int], lines: bytes, fields: LineFields, last: NDArray[np.int64]
) -> int:
    ends = np.cumsum([len(text) for text in fields.nulls], dtype=np.int64)
    return function(
        lines, len(lines), fields.delimiter, fields.has_returns, fields.forms,
        len(fields.forms), b"".join(fields.nulls), ends.ctypes.data, len(fields.nulls),
        fields.most_bytes, last.ctypes.data,
    )  # fmt: skip


def _words(
    columns: Sequence[ColumnMemory], numbers: Sequence[tuple[int, int]]
) -> NDArray[np.uint64] | None:
    """Return struct Column, one after the other."""
    words: list[int] = []
    for column, of_column in zip(columns, numbers, strict=True):
        kind = _TYPES.get(column.kind)
        if kind is None:
            return None
        words += (column.data, column.texts, column.valid, column.first, kind, *of_column)
    return np.array(words, np.uint64)


@cache
def column_library() -> ColumnLibrary | None:
    """Return the installed library; None where there is none, and NumPy does its work.

    It is compiled when Forebay is installed on a machine with a C compiler.
    """
    if not INSTALLED.exists() or sys.byteorder != "little":
        return None
    try:
        return ColumnLibrary(INSTALLED)
    except OSError:  # for another processor or system
        return None
