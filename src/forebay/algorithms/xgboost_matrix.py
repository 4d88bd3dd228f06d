"""Rows inside XGBoost: its DMatrix of float32, with categories as such."""

from __future__ import annotations

import ctypes
import json
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from forebay.algorithms.xgboost_library import array_text, call

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType

    from forebay.algorithms.row_blocks import RowBlocks

# XGBoost takes no infinite numbers. Beyond this all are alike to training, and every threshold lies
# below: what answers sends infinite ones the same way. Two of them add up in float32.
_FARTHEST: Final = np.float32(1e38)


class XGBoostMatrix:
    """Rows inside XGBoost; a context manager that frees them.

    Parameters
    ----------
    rows
        Blocks of float32, NaN for missing; they are walked once.
    categories
        Which columns hold codes that are split in sets.

    Attributes
    ----------
    handle
        What XGBoost's functions take.
    label, weight
        What the rows hold, shape (n_rows,); XGBoost knows neither: it is given gradients.

    """

    def __init__(self, rows: RowBlocks, categories: Collection[int], *, threads: int) -> None:
        self.handle = ctypes.c_void_p()
        self.label, self.weight = np.empty(rows.n_rows), np.empty(rows.n_rows)
        values, start = np.empty((0, 0), np.float32), 0
        for block in rows:
            if start == 0:
                values = np.empty((rows.n_rows, block.values.shape[1]), np.float32)
            stop = start + len(block.label)
            np.clip(block.values, -_FARTHEST, _FARTHEST, out=values[start:stop])
            self.label[start:stop], self.weight[start:stop] = block.label, block.weight
            start = stop
        self.n_columns = values.shape[1]
        config = json.dumps({"missing": float("nan"), "nthread": threads}).encode()
        call("DMatrixCreateFromDense", array_text(values), config, ctypes.byref(self.handle))
        kinds = [b"c" if i in categories else b"q" for i in range(self.n_columns)]
        given = (ctypes.c_char_p * len(kinds))(*kinds)
        n_kinds = ctypes.c_uint64(len(kinds))
        call("DMatrixSetStrFeatureInfo", self.handle, b"feature_type", given, n_kinds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        call("DMatrixFree", self.handle)
