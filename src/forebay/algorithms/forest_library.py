"""The compiled library that scores a Forest, called without the GIL."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.algorithms.forest_tables import ForestTables
    from forebay.algorithms.part_tables import PartTables

_VERSION: Final = 2  # as in native/forest.h
_LEVELS: Final = ("plain C", "AVX2", "AVX-512")
_COLUMN_TYPES: Final = {
    np.dtype(kind): number for number, kind in enumerate(("f8", "f4", "i8", "i4"))
}
_WIDENED: Final[dict[np.dtype[Any], np.dtype[Any]]] = {
    **{np.dtype(kind): np.dtype("i8") for kind in ("?", "i1", "i2", "u1", "u2", "u4")},
    np.dtype("f2"): np.dtype("f4"),
}


class ForestLibrary:
    """A loaded library.

    Parameters
    ----------
    path
        Of the shared library; OSError if it cannot be loaded or is of another version.
    level
        0 for plain C, 1 for AVX2, 2 for AVX-512; None: the highest that the processor has.

    """

    def __init__(self, path: Path, level: int | None = None) -> None:
        library = ctypes.CDLL(str(path))
        try:
            self._score = library.forebay_forest_score
            self._parts = library.forebay_forest_parts
            library.forebay_forest_version.restype = ctypes.c_int64
            library.forebay_forest_level.restype = ctypes.c_int64
            version = library.forebay_forest_version()
        except AttributeError as missing:
            raise OSError(f"{path} is not Forebay's forest library") from missing
        if version != _VERSION:
            raise OSError(f"{path} has version {version} and not {_VERSION}")
        # For single rows: giving the GIL away and waiting for it costs more than the scoring.
        self.held = ctypes.PyDLL(str(path)).forebay_forest_score
        for score in (self._score, self.held):
            score.restype = ctypes.c_int64
            score.argtypes = (
                ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64,
                ctypes.c_int64,
            )  # fmt: skip
        self._parts.restype = ctypes.c_int64
        self._parts.argtypes = (
            ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64,
            ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64,
        )  # fmt: skip
        self.highest_level: int = library.forebay_forest_level()
        self.level = self.highest_level if level is None else min(level, self.highest_level)

    @property
    def instructions(self) -> str:
        """What it computes with: plain C, AVX2 or AVX-512."""
        return _LEVELS[self.level]

    def add_to(
        self, out: NDArray[np.float64], tables: ForestTables, columns: Sequence[NDArray[Any]]
    ) -> bool:
        """Add leaf values to `out`, shape (n_outputs, n_rows), whose rows lie without gaps.

        False, with `out` as it was, if a column has a type that the library does not read, or
        there is no memory.
        """
        read = [_readable(column) for column in columns]
        words: list[int] = []  # of struct ForestColumn, one after the other
        for column in read:
            if column is None:
                return False
            words += (column.ctypes.data, column.strides[0], _COLUMN_TYPES[column.dtype])
        given = (ctypes.c_int64 * len(words))(*words)
        failed = self._score(
            tables.struct_address, ctypes.addressof(given), out.shape[1], out.ctypes.data,
            out.strides[0] // out.itemsize, self.level,
        )  # fmt: skip
        return not failed

    def add_parts(
        self,
        out: NDArray[np.float64],
        tables: PartTables,
        views: NDArray[Any],
        codes: NDArray[np.intp],
    ) -> bool:
        """Add parts to `out`, shape (n_outputs, n_features, n_rows), whose rows lie without gaps.

        False, with `out` as it was, if there is no memory.

        Parameters
        ----------
        views, codes
            What ``NodeViews.of`` gives for the rows.

        """
        n_rows = out.shape[2]
        failed = self._parts(
            tables.struct_address, np.ascontiguousarray(views).ctypes.data,
            np.ascontiguousarray(codes, np.int64).ctypes.data, n_rows, n_rows, out.ctypes.data,
            out.strides[1] // out.itemsize, self.level,
        )  # fmt: skip
        return not failed


def _readable(column: NDArray[Any]) -> NDArray[Any] | None:
    """Return the column as a type that the library reads, every value the same; None if none is."""
    if column.dtype in _COLUMN_TYPES:
        return column if column.flags.aligned else column.copy()
    wider = _WIDENED.get(column.dtype)
    return None if wider is None else column.astype(wider)
