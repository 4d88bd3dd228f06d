"""Types of the engine as datatypes of the Open Inference Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from forebay.engine.protocol import Column
    from forebay.serve.loaded_model import LoadedModel

_DATATYPES: Final = {
    "BOOLEAN": "BOOL",
    "TINYINT": "INT8",
    "SMALLINT": "INT16",
    "INTEGER": "INT32",
    "BIGINT": "INT64",
    "UTINYINT": "UINT8",
    "USMALLINT": "UINT16",
    "UINTEGER": "UINT32",
    "UBIGINT": "UINT64",
    "FLOAT": "FP32",
    "DOUBLE": "FP64",
}
DTYPES: Final = {
    "BOOL": "?",
    "INT8": "<i1",
    "INT16": "<i2",
    "INT32": "<i4",
    "INT64": "<i8",
    "UINT8": "<u1",
    "UINT16": "<u2",
    "UINT32": "<u4",
    "UINT64": "<u8",
    "FP32": "<f4",
    "FP64": "<f8",
}
BYTES: Final = "BYTES"


def datatype(kind: str) -> str:
    """Return the datatype for an engine type: BYTES, a text, for what has none of its own.

    Examples
    --------
    >>> datatype("INTEGER"), datatype("DATE"), datatype("DECIMAL(9,2)")
    ('INT32', 'BYTES', 'BYTES')

    """
    return _DATATYPES.get(kind.upper(), BYTES)


def output_tensors(model: LoadedModel) -> list[dict[str, object]]:
    """Return name, datatype and shape of what a model answers with, as the protocol has it.

    Probabilities are one FP64 for each class, in the order of ``labels``.
    """
    return [_output(model, column) for column in model.columns]


def _output(model: LoadedModel, column: Column) -> dict[str, object]:
    if column.name.endswith("_probs") and model.live.task in {"binary", "multiclass"}:
        labels = list(model.live.classes)
        return {
            "name": column.name,
            "datatype": "FP64",
            "shape": [-1, len(labels)],
            "parameters": {"labels": labels},
        }
    return {"name": column.name, "datatype": datatype(column.type), "shape": [-1]}
