"""MODEL_TYPE ONNX: a graph of another library, run by ONNX Runtime (extra ``onnx``)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.imported_feature import ImportedFeature
from forebay.algorithms.imported_file import ImportedFile
from forebay.algorithms.imported_output import ImportedOutput
from forebay.algorithms.onnx_file import check_onnx
from forebay.algorithms.onnx_model import (
    OnnxInput,
    OnnxModel,
    OnnxOutput,
    onnx_answers,
    onnx_session,
)
from forebay.errors import EngineError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.matrix_protocol import MatrixModel

# The types of ONNX Runtime: NumPy's, and the engine's.
_TYPES: Final = {
    "tensor(float)": ("float32", "DOUBLE"),
    "tensor(double)": ("float64", "DOUBLE"),
    "tensor(float16)": ("float16", "DOUBLE"),
    "tensor(int64)": ("int64", "BIGINT"),
    "tensor(int32)": ("int32", "BIGINT"),
    "tensor(int16)": ("int16", "BIGINT"),
    "tensor(int8)": ("int8", "BIGINT"),
    "tensor(uint8)": ("uint8", "BIGINT"),
    "tensor(bool)": ("bool", "BOOLEAN"),
}
_MATRIX: Final = 2
_TRIED_ROWS: Final = 3  # tells a number of rows from a number of columns


class Onnx:
    """Reads the names, types and shapes of the tensors, and tries the graph on rows of zeros."""

    def read(self, data: bytes) -> ImportedFile:
        """Return what a file holds; see ``ImportedAlgorithm.read``."""
        model = check_onnx(data)
        try:
            session = onnx_session(data)
        except Exception as error:
            words = str(error).splitlines()[0][:300]
            raise ProjectError.of(
                "model-file",
                "ONNX Runtime cannot use the file",
                detail=f"{words}.",
                hint="write it from the framework once more, with the operators of an older opset.",
            ) from error
        tensors = [_input(tensor) for tensor in session.get_inputs()]
        outputs, told = _outputs(session, [tensor for tensor, _ in tensors])
        return ImportedFile(
            OnnxModel(data, [tensor for tensor, _ in tensors], told),
            tuple(feature for _, feature in tensors),
            outputs,
            {"producer": f"{model.producer_name} {model.producer_version}".strip()},
        )

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> MatrixModel:
        """Return the stored graph; it is checked again before it runs."""
        return OnnxModel.load(describe, arrays)


def _input(tensor: Any) -> tuple[OnnxInput, ImportedFeature]:
    kinds, shape = _TYPES.get(tensor.type), list(tensor.shape)
    if kinds is None:
        raise _refused(tensor, f"it is a {tensor.type}", "Encode texts as numbers before.")
    if not shape or len(shape) > _MATRIX:
        raise _refused(tensor, f"it has {len(shape)} dimensions, not rows and columns", "")
    if isinstance(shape[0], int):
        raise _refused(tensor, f"it takes {shape[0]} rows at a time", "Export a dynamic batch.")
    width = shape[1] if len(shape) == _MATRIX else None
    if width is not None and not (isinstance(width, int) and width > 0):
        raise _refused(tensor, "its number of columns is not fixed", "Export it with one.")
    dtype, kind = kinds
    feature = ImportedFeature(tensor.name, kind, width=width if width != 1 else None)
    return OnnxInput(tensor.name, dtype, width), feature


def _refused(tensor: Any, why: str, hint: str) -> ProjectError:
    message = f'the input "{tensor.name}" of the ONNX file cannot be a column: {why}'
    return ProjectError.of("not-supported", message, hint=hint)


def _outputs(
    session: Any, inputs: list[OnnxInput]
) -> tuple[tuple[ImportedOutput, ...], tuple[OnnxOutput, ...]]:
    """Return the outputs with their widths, which only a trial tells for sure."""
    usable = [tensor for tensor in session.get_outputs() if tensor.type in _TYPES]
    feed = {
        t.name: np.zeros((_TRIED_ROWS, t.width) if t.width else _TRIED_ROWS, t.dtype)
        for t in inputs
    }
    names = [tensor.name for tensor in usable]
    try:
        tried = onnx_answers(session, names, feed) if names else []
    except EngineError as error:
        raise ProjectError.of(
            "model-file",
            "ONNX Runtime cannot run the file on rows of zeros",
            detail=error.problems[0].detail,
            hint="write it from the framework once more, with the operators of an older opset.",
        ) from error
    shapes = {name: np.shape(answer) for name, answer in zip(names, tried, strict=True)}
    found: list[ImportedOutput] = []
    kept: list[OnnxOutput] = []
    at = 0
    for tensor in session.get_outputs():
        shape = shapes.get(tensor.name)
        if shape is None:
            found.append(ImportedOutput(tensor.name, "", 0, refused=f"it is a {tensor.type}"))
        elif not shape or shape[0] != _TRIED_ROWS or len(shape) > _MATRIX:
            why = f"its shape for {_TRIED_ROWS} rows is {shape}"
            found.append(ImportedOutput(tensor.name, "", 0, refused=why))
        else:
            width = math.prod(shape[1:]) if len(shape) == _MATRIX else None
            found.append(ImportedOutput(tensor.name, _TYPES[tensor.type][1], at, width))
            kept.append(OnnxOutput(tensor.name, width))
            at += width or 1
    return tuple(found), tuple(kept)
