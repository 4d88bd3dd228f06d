"""An ONNX graph as a model: columns go in as tensors, numbers come out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.onnx_file import check_onnx
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_BLOCK_ROWS: Final = 16_384  # what a graph makes on the way is bounded by it


@dataclass(frozen=True, slots=True)
class OnnxInput:
    """A tensor of shape (n_rows, width), or (n_rows,) where `width` is None."""

    name: str
    dtype: str  # of NumPy
    width: int | None


@dataclass(frozen=True, slots=True)
class OnnxOutput:
    """A tensor of numbers of shape (n_rows, width), or (n_rows,) where `width` is None."""

    name: str
    width: int | None


class OnnxModel:
    """The bytes of a file with its tensors; ONNX Runtime is imported when rows are scored.

    It runs on the processor, one thread for a block of rows, so that the result does not depend on
    how many there are.

    Parameters
    ----------
    data
        The file, checked by ``check_onnx``.

    """

    def __init__(
        self, data: bytes, inputs: Sequence[OnnxInput], outputs: Sequence[OnnxOutput]
    ) -> None:
        self._data = data
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)

    @property
    def n_outputs(self) -> int:
        """How many numbers all outputs have together."""
        return sum(output.width or 1 for output in self.outputs)

    @cached_property
    def _session(self) -> Any:
        check_onnx(self._data)
        return onnx_session(self._data)

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the numbers of all outputs, shape (n_rows, n_outputs).

        A row in which a whole number or a truth value is missing has NaN everywhere.
        """
        del threads  # blocks are scored side by side by who calls
        n_rows = len(columns[0]) if columns else 0
        found = np.empty((n_rows, self.n_outputs))
        for start in range(0, n_rows, _BLOCK_ROWS):
            rows = slice(start, start + _BLOCK_ROWS)
            found[rows] = self._block([column[rows] for column in columns])
        return found

    def _block(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        n_rows = len(columns[0])
        feed, missing, at = {}, np.zeros(n_rows, np.bool_), 0
        for tensor in self.inputs:
            width = tensor.width or 1
            values = np.stack(columns[at : at + width], axis=1).astype(np.float64)
            at += width
            if np.dtype(tensor.dtype).kind != "f":
                missing |= np.isnan(values).any(axis=1)
                values = np.where(np.isnan(values), 0.0, values)
            shaped = values[:, 0] if tensor.width is None else values
            with np.errstate(over="ignore"):
                feed[tensor.name] = np.ascontiguousarray(shaped.astype(tensor.dtype))
        answers = onnx_answers(self._session, [o.name for o in self.outputs], feed)
        parts = [np.asarray(a, np.float64).reshape(n_rows, -1) for a in answers]
        scores = np.concatenate(parts, axis=1)
        scores[missing] = np.nan
        return scores

    def training_info(self) -> list[dict[str, Any]]:
        """Return nothing: it was trained elsewhere."""
        return []

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the bytes of the file."""
        return {"onnx": np.frombuffer(self._data, np.uint8)}

    def describe(self) -> dict[str, Any]:
        """Return its tensors."""
        return {
            "kind": "onnx",
            "inputs": [asdict(tensor) for tensor in self.inputs],
            "outputs": [asdict(tensor) for tensor in self.outputs],
        }

    @classmethod
    def load(cls, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> OnnxModel:
        """Return the model that ``describe()`` and ``arrays()`` came from."""
        return cls(
            arrays["onnx"].tobytes(),
            [OnnxInput(**tensor) for tensor in describe["inputs"]],
            [OnnxOutput(**tensor) for tensor in describe["outputs"]],
        )


def onnx_session(data: bytes) -> Any:
    """Return a session of ONNX Runtime: on the processor, silent, one thread."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def onnx_answers(session: Any, names: Sequence[str], feed: Mapping[str, Any]) -> list[Any]:
    """Return the tensors of some outputs.

    Raises
    ------
    EngineError
        ``onnx-failed`` with the words of ONNX Runtime.

    """
    try:
        return list(session.run(list(names), dict(feed)))
    except Exception as error:
        # It raises classes of its own module, of which none is public.
        words = str(error).splitlines()[0][:300]
        raise EngineError.of(
            "onnx-failed",
            "ONNX Runtime cannot answer for these rows",
            detail=f"{words}.",
            hint="look for values that the model has not seen: NULL, NaN, other lengths of arrays.",
        ) from error
