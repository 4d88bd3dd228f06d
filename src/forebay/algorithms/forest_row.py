"""One row scored by the compiled library, through memory that is made once."""

from __future__ import annotations

import ctypes
import struct
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.forest_library import ForestLibrary
    from forebay.algorithms.forest_tables import ForestTables

_DOUBLES, _LONGS = 0, 2  # as in native/forest.h
_WORD: Final = 8


class ForestRow:
    """Sums of leaf values for one row; safe from several threads.

    Parameters
    ----------
    is_category
        Whether a column holds codes, which are read as whole numbers.

    """

    def __init__(
        self, library: ForestLibrary, tables: ForestTables, is_category: Sequence[bool]
    ) -> None:
        n_outputs = tables.numbers["n_outputs"]
        self._pack = struct.Struct("".join("q" if code else "d" for code in is_category)).pack_into
        self._given = ctypes.create_string_buffer(_WORD * max(1, len(is_category)))
        self._sums = (ctypes.c_double * n_outputs)()
        self._zeros: list[ctypes.c_double | float] = [0.0] * n_outputs
        at = ctypes.addressof(self._given)
        words: list[int] = []  # of struct ForestColumn, one after the other
        for i, code in enumerate(is_category):
            words += (at + _WORD * i, _WORD, _LONGS if code else _DOUBLES)
        self._columns = (ctypes.c_int64 * len(words))(*words)
        self._score = library.held
        self._arguments = (
            ctypes.c_void_p(tables.struct_address), ctypes.byref(self._columns), 1,
            ctypes.byref(self._sums), 1, library.level,
        )  # fmt: skip
        self._tables = tables  # its memory lives as long as this
        self._lock = threading.Lock()

    def __call__(self, row: Sequence[float | int]) -> Sequence[float]:
        """Return the sums, one for each output; MemoryError without memory.

        Parameters
        ----------
        row
            Floats, and ints where a column holds codes.

        """
        with self._lock:
            self._sums[:] = self._zeros
            self._pack(self._given, 0, *row)
            if self._score(*self._arguments):
                raise MemoryError
            return self._sums[:]
