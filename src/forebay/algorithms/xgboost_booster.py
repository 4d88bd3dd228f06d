"""A boosting run inside XGBoost: rounds, predictions so far, the forest.

XGBoost is given the derivatives of the loss, rounded so that sums of them are exact: its trees are
then the same with any number of threads. Whatever every row begins with is added here, in float64.
"""

from __future__ import annotations

import ctypes
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from forebay.algorithms.link import Link, mean_loss, predictions
from forebay.algorithms.missing_category import missing_category
from forebay.algorithms.tree_gradients import TreeGradients, exactly_summable
from forebay.algorithms.xgboost_file import read_xgboost
from forebay.algorithms.xgboost_library import array_text, call, floats_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.xgboost_matrix import XGBoostMatrix

_HESSIAN_FACTOR = 2.0


class XGBoostBooster:
    """Trees grown round by round; a context manager that frees what XGBoost holds.

    Parameters
    ----------
    params
        See ``xgboost_parameters``.
    parts
        The rows to train on, then rows to predict for after each round.
    labels, weights
        Of each part: class indices, or values less their mean; None weighs all rows alike.
    n_categories
        How many categories each feature has that is split in sets, else 0.

    """

    def __init__(
        self,
        params: Mapping[str, Any],
        parts: Sequence[XGBoostMatrix],
        labels: Sequence[NDArray[np.float64]],
        weights: Sequence[NDArray[np.float64] | None],
        link: Link,
        n_categories: Sequence[int],
    ) -> None:
        self._handle = ctypes.c_void_p()
        self._parts, self._labels, self._weights = tuple(parts), tuple(labels), tuple(weights)
        self._link, self._n_categories, self._round = link, n_categories, 0
        n_classes = int(params.get("num_class", 1))
        self._rows = TreeGradients(labels[0], weights[0], link, n_classes, _HESSIAN_FACTOR)
        self._begin = self._rows.begin()
        handles = (ctypes.c_void_p * len(parts))(*(part.handle for part in parts))
        call("BoosterCreate", handles, ctypes.c_uint64(len(parts)), ctypes.byref(self._handle))
        for name, value in params.items():
            call("BoosterSetParam", self._handle, name.encode(), str(value).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        call("BoosterFree", self._handle)

    def update(self) -> bool:
        """Do one round; False: XGBoost goes on where no leaf can be split."""
        # With DART this is where trees are dropped, for the round that follows.
        found = self._predicted(0, training=True)
        derivatives = [exactly_summable(part) for part in self._rows.at(found)]
        shape = (len(self._rows.label), -1)
        given = [np.ascontiguousarray(part.reshape(shape)) for part in derivatives]
        texts = [array_text(part) for part in given]
        call("BoosterTrainOneIter", self._handle, self._parts[0].handle, self._round, *texts)
        self._round += 1
        return False

    def predicted(self, part: int) -> NDArray[np.float64]:
        """Return values or probabilities for the rows of a part.

        Shape (n_rows,), or (n_rows, n_classes) for more than two classes.
        """
        return self._predicted(part, training=False)

    def metric(self, part: int) -> float:
        """Return the mean loss of the rows of a part, weighted."""
        found = self.predicted(part)
        return mean_loss(self._labels[part], found, self._weights[part], self._link)

    def forest(self, n_rounds: int) -> Forest:
        """Return the trees of the first rounds; the first of them add what rows begin with."""
        kept = ctypes.c_void_p()
        call("BoosterSlice", self._handle, 0, n_rounds, 1, ctypes.byref(kept))
        try:
            read = read_xgboost(_saved(kept), self._n_categories)
        finally:
            call("BoosterFree", kept)
        null_codes = {i: f.null_code for i, f in enumerate(read.features) if f.null_code}
        forest = missing_category(read.forest, null_codes, self._n_categories)
        values, begin = forest.leaf_value.copy(), np.atleast_1d(self._begin)
        for output in range(forest.n_outputs):
            first, last = forest.leaf_start[output : output + 2]
            values[first:last] += begin[output]
        return replace(forest, leaf_value=values)

    def _predicted(self, part: int, *, training: bool) -> NDArray[np.float64]:
        config = json.dumps(
            {
                "type": 1,  # sums of leaves
                "training": training,
                "iteration_begin": 0,
                "iteration_end": 0,  # all
                "strict_shape": False,
            }
        ).encode()
        shape, n_dims = ctypes.POINTER(ctypes.c_uint64)(), ctypes.c_uint64()
        found = ctypes.POINTER(ctypes.c_float)()
        out = (ctypes.byref(shape), ctypes.byref(n_dims), ctypes.byref(found))
        call("BoosterPredictFromDMatrix", self._handle, self._parts[part].handle, config, *out)
        lengths = [shape[i] for i in range(n_dims.value)]
        raw = floats_at(found, int(np.prod(lengths))).astype(np.float64)
        columns = raw.reshape(len(self._labels[part]), -1) + self._begin
        of_rows = predictions(columns, self._link)
        return of_rows if of_rows.shape[1] > 1 else of_rows[:, 0]


def _saved(handle: ctypes.c_void_p) -> bytes:
    """Return a model as UBJSON."""
    length, text = ctypes.c_uint64(), ctypes.POINTER(ctypes.c_char)()
    config = json.dumps({"format": "ubj"}).encode()
    call("BoosterSaveModelToBuffer", handle, config, ctypes.byref(length), ctypes.byref(text))
    return ctypes.string_at(text, length.value)
