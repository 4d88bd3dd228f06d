"""Tensors of the Open Inference Protocol as rows, and answers as tensors."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.serve.refused import RefusedError
from forebay.serve.tensor_types import BYTES, DTYPES, output_tensors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.serve.answers import Answer
    from forebay.serve.loaded_model import LoadedModel

_LENGTH: Final = struct.Struct("<I")
_AS_TEXT: Final = ("DECIMAL", "HUGEINT", "UHUGEINT")


def bad_tensor(message: str) -> RefusedError:
    """Return the refusal of a tensor that is not what the protocol says."""
    return RefusedError.of(
        400, "bad-request", message, hint="the metadata of the model says what it needs."
    )


def tensor_rows(
    model: LoadedModel, inputs: object, blob: bytes, most: int
) -> list[dict[str, object]]:
    """Return the inputs of a request as rows of JSON values.

    Parameters
    ----------
    blob
        The bytes behind the JSON, for inputs with ``binary_data_size``.
    most
        Rows of a request.

    """
    if not isinstance(inputs, list) or not inputs:
        raise bad_tensor("the request has no list of inputs")
    columns: dict[str, list[object]] = {}
    offset, n_rows = 0, -1
    for given in inputs:
        name, shape, kind = _head(given)
        if name in columns:
            raise bad_tensor(f"the input {name[:60]!a} is given twice")
        n = shape[0]
        if n > most:
            raise RefusedError.of(
                413, "too-many-rows", f"{n:,} rows are more than {most:,}",
                hint="send fewer rows at a time, or score files with forebay predict.",
            )  # fmt: skip
        size = (given.get("parameters") or {}).get("binary_data_size")
        if size is None:
            values = given.get("data")
            values = _flat(values) if isinstance(values, list) else None
        elif type(size) is not int or not 0 <= size <= len(blob) - offset:
            raise bad_tensor(f"the input {name[:60]!a} has not the bytes that it says")
        else:
            values = _binary(kind, blob[offset : offset + size])
            offset += size
        if values is None or len(values) != n:
            raise bad_tensor(f"the input {name[:60]!a} has not the values that its shape says")
        if n_rows not in {-1, n}:
            raise bad_tensor(f"the inputs have {n_rows} and {n} rows")
        n_rows = n
        columns[name] = values
    if offset != len(blob):
        raise bad_tensor("there are more bytes than the inputs say")
    _exact_texts(model, columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _head(given: Any) -> tuple[str, list[int], str]:
    if not isinstance(given, dict) or not isinstance(given.get("parameters") or {}, dict):
        raise bad_tensor("an input is no object")
    name, shape, kind = given.get("name"), given.get("shape"), given.get("datatype")
    if not isinstance(name, str):
        raise bad_tensor("an input has no name")
    if kind != BYTES and (not isinstance(kind, str) or kind not in DTYPES):
        raise bad_tensor(f"the input {name[:60]!a} has no datatype that is known")
    if (
        not isinstance(shape, list)
        or not shape
        or not all(type(n) is int and n >= 0 for n in shape)
        or any(n != 1 for n in shape[1:])
    ):
        raise bad_tensor(f"the input {name[:60]!a} needs the shape [rows] or [rows, 1]")
    return name, shape, kind


def _flat(values: list[Any]) -> list[Any]:
    """Return ``[[1], [2]]`` as ``[1, 2]``: the protocol allows both."""
    if values and all(isinstance(value, list) and len(value) == 1 for value in values):
        return [value[0] for value in values]
    return values


def _binary(kind: str, data: bytes) -> list[object] | None:
    if kind != BYTES:
        dtype = np.dtype(DTYPES[kind])
        if len(data) % dtype.itemsize:
            return None
        return list(np.frombuffer(data, dtype).tolist())
    found: list[object] = []
    at = 0
    while at < len(data):
        if at + _LENGTH.size > len(data):
            return None
        (size,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + size > len(data):
            return None
        try:
            found.append(data[at : at + size].decode())
        except UnicodeDecodeError:
            return None
        at += size
    return found


def _exact_texts(model: LoadedModel, columns: Mapping[str, list[object]]) -> None:
    """Read texts of numbers, where the type of a column has no datatype of its own."""
    for column in model.live.features.inputs:
        values = columns.get(column.name)
        if values is None or not column.type.startswith(_AS_TEXT):
            continue
        for i, value in enumerate(values):
            if isinstance(value, str) and value.lstrip("-").replace(".", "", 1).isdecimal():
                values[i] = float(value) if "." in value else int(value)


def answer_tensors(
    model: LoadedModel, answers: Sequence[Answer], asked: Sequence[Mapping[str, Any]] | None
) -> list[tuple[dict[str, Any], bool]]:
    """Return the outputs with their data, and for each whether it is wanted as bytes.

    Parameters
    ----------
    asked
        The outputs that the request names; None: all.

    """
    known = {str(tensor["name"]): tensor for tensor in output_tensors(model)}
    wanted = asked if asked is not None else [{"name": name} for name in known]
    made = []
    for one in wanted:
        name = one.get("name") if isinstance(one, dict) else None
        if not isinstance(name, str) or name not in known:
            raise bad_tensor(f"the model has no output {str(name)[:60]!a}")
        tensor = dict(known[name])
        data: list[Any] = [answer[name] for answer in answers]
        labels = (tensor.get("parameters") or {}).get("labels")  # type: ignore[attr-defined]
        if labels is not None:
            data = [p for answer in data for p in _in_order(answer, model)]
            tensor["shape"] = [len(answers), len(labels)]
        else:
            tensor["shape"] = [len(answers)]
        if tensor["datatype"] == BYTES:
            data = [_as_text(value) for value in data]
        parameters = one.get("parameters") or {}
        is_binary = isinstance(parameters, dict) and parameters.get("binary_data") is True
        made.append(({**tensor, "data": data}, is_binary))
    return made


def to_bytes(kind: str, data: Sequence[Any]) -> bytes:
    """Return values as the binary extension has them; NULL is NaN, or an empty text."""
    if kind == BYTES:
        texts = [("" if value is None else str(value)).encode() for value in data]
        return b"".join(_LENGTH.pack(len(text)) + text for text in texts)
    dtype = np.dtype(DTYPES[kind])
    null = float("nan") if dtype.kind == "f" else 0
    return np.array([null if value is None else value for value in data], dtype).tobytes()


def _in_order(pairs: list[dict[str, Any]] | None, model: LoadedModel) -> list[float | None]:
    from forebay.features.class_values import class_values

    values = class_values(model.live.label)
    if pairs is None:
        return [None] * len(values)
    by_label = {repr(pair["label"]): pair["prob"] for pair in pairs}
    return [by_label[repr(value)] for value in values]


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    import orjson

    return orjson.dumps(value).decode()
