"""``POST /v2/models/<name>/infer``: tensors in, tensors out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson

from forebay.serve.refused import RefusedError
from forebay.serve.request import JSON_TYPES, read_json
from forebay.serve.response import JSON, Response
from forebay.serve.tensors import answer_tensors, bad_tensor, tensor_rows, to_bytes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence

    from forebay.serve.answers import Answer
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.request import Request
    from forebay.serve.serving import Serving

_LENGTH: Final = b"inference-header-content-length"
_BINARY: Final = b"application/octet-stream"
_TYPES: Final = (*JSON_TYPES, _BINARY)


def infer(
    serving: Serving, request: Request, name: str, number: str | None = None
) -> Response | Awaitable[Response]:
    """Answer for the rows of the input tensors."""
    model = serving.model(name, number)
    if request.content_type not in _TYPES:
        raise RefusedError.of(
            415, "wrong-media-type", "the body is not JSON by its Content-Type",
            hint="send application/json.",
        )  # fmt: skip
    head, blob = _split(request.body, request.headers.get(_LENGTH))
    document = read_json(head)
    if not isinstance(document, dict):
        raise bad_tensor("the request is no object")
    given = tensor_rows(model, document.get("inputs"), blob, serving.limits.rows)
    rows, _ = model.reader.read(given)
    answers = serving.predict_now(model, "infer", rows)
    if answers is None:
        return _later(serving, model, rows, document)
    return _answered(model, answers, document)


async def _later(
    serving: Serving,
    model: LoadedModel,
    rows: Sequence[Mapping[str, object]],
    document: dict[str, Any],
) -> Response:
    return _answered(model, await serving.predict(model, "infer", rows), document)


def _answered(model: LoadedModel, answers: Sequence[Answer], document: dict[str, Any]) -> Response:
    outputs = answer_tensors(model, answers, _asked(document))
    whole = document.get("parameters")
    all_binary = isinstance(whole, dict) and whole.get("binary_data_output") is True
    return _response(model, document.get("id"), [(t, b or all_binary) for t, b in outputs])


def _split(body: bytes, length: bytes | None) -> tuple[bytes, bytes]:
    if length is None:
        return body, b""
    if not length.isdigit() or int(length[:20]) > len(body):
        raise bad_tensor("Inference-Header-Content-Length is no length within the body")
    return body[: int(length)], body[int(length) :]


def _asked(document: dict[str, Any]) -> list[Any] | None:
    asked = document.get("outputs")
    if asked is None or asked == []:
        return None
    if not isinstance(asked, list):
        raise bad_tensor("the outputs are no list")
    return asked


def _response(
    model: LoadedModel, id_: object, outputs: list[tuple[dict[str, Any], bool]]
) -> Response:
    blob: list[bytes] = []
    tensors = []
    for tensor, is_binary in outputs:
        if is_binary:
            data = to_bytes(tensor["datatype"], tensor.pop("data"))
            blob.append(data)
            parameters = {**(tensor.get("parameters") or {}), "binary_data_size": len(data)}
            tensors.append({**tensor, "parameters": parameters})
        else:
            tensors.append(tensor)
    document = {"model_name": model.name, "model_version": str(model.number), "outputs": tensors}
    if isinstance(id_, str):
        document["id"] = id_[:200]
    head = orjson.dumps(document)
    if not blob:
        return Response(200, head, JSON)
    return Response(200, b"".join([head, *blob]), _BINARY, ((_LENGTH, str(len(head)).encode()),))
