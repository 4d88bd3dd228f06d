"""A boosting run inside LightGBM: rounds, predictions so far, the model as text."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from forebay.algorithms.lightgbm_library import SUM_THREADS, call, parameter_text
from forebay.algorithms.lightgbm_text import read_lightgbm_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.lightgbm_dataset import StreamedDataset


class LightGBMBooster:
    """Trees grown round by round; a context manager that frees what LightGBM holds.

    Parameters
    ----------
    parts
        The rows to train on, then rows to predict for after each round.

    """

    def __init__(self, params: Mapping[str, Any], parts: Sequence[StreamedDataset]) -> None:
        self._parts = tuple(parts)  # LightGBM keeps pointers to them
        self._handle = ctypes.c_void_p()
        made = ctypes.byref(self._handle)
        train, *others = parts
        self._threads: int = params["num_threads"]
        self._call("BoosterCreate", train.handle, parameter_text(params), made)
        for part in others:
            self._call("BoosterAddValidData", self._handle, part.handle)
        self._room: dict[int, NDArray[np.float64]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._call("BoosterFree", self._handle)

    def update(self) -> bool:
        """Do one round; True if no leaf could be split, and nothing was added."""
        is_finished = ctypes.c_int()
        self._call("BoosterUpdateOneIter", self._handle, ctypes.byref(is_finished))
        return is_finished.value == 1

    def predicted(self, part: int) -> NDArray[np.float64]:
        """Return values or probabilities for the rows of a part; valid until the next call.

        Shape (n_rows,), or (n_rows, n_classes) for more than two classes.
        """
        length = ctypes.c_int64()
        if part not in self._room:
            self._call("BoosterGetNumPredict", self._handle, part, ctypes.byref(length))
            self._room[part] = np.empty(length.value)
        room = self._room[part]
        self._call("BoosterGetPredict", self._handle, part, ctypes.byref(length), room)
        n_rows = len(self._parts[part].label)
        # LightGBM gives all rows of the first class, then all of the second, ...
        return room if len(room) == n_rows else room.reshape(-1, n_rows).T

    def metric(self, part: int) -> float:
        """Return the one metric among the parameters for the rows of a part, weighted.

        A sixth of the time of `predicted`, which makes a list of each row's values.
        """
        length, found = ctypes.c_int(), np.empty(1)
        arguments = (self._handle, part, ctypes.byref(length), found)
        call("BoosterGetEval", *arguments, threads=SUM_THREADS)
        return float(found[0])

    def forest(self, n_rounds: int) -> Forest:
        """Return the trees of the first rounds."""
        return read_lightgbm_text(self._text(n_rounds))

    def _call(self, function: str, *arguments: Any) -> None:
        call(function, *arguments, threads=self._threads)

    def _text(self, n_rounds: int) -> str:
        """Return the model of the first rounds in LightGBM's text form."""
        length, size = ctypes.c_int64(), 1 << 20
        while True:
            room = ctypes.create_string_buffer(size)
            arguments = (0, n_rounds, 0, ctypes.c_int64(size), ctypes.byref(length), room)
            self._call("BoosterSaveModelToString", self._handle, *arguments)
            if length.value <= size:
                return room.value.decode("utf-8")
            size = length.value
