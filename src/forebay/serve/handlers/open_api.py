"""``GET /openapi.json``: an OpenAPI 3.1 document made of the models' signatures."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from forebay.serve.json_schema import answer_schema, row_schema
from forebay.serve.refused import RefusedError
from forebay.serve.response import json_response
from forebay.serve.tensor_types import DTYPES

if TYPE_CHECKING:
    from forebay.serve.limits import Limits
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.request import Request
    from forebay.serve.response import Response
    from forebay.serve.serving import Serving

_ERROR: Final = {
    "type": "object",
    "required": ["error", "problems"],
    "properties": {
        "error": {"type": "string"},
        "problems": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "message", "detail", "hint"],
                "properties": {
                    key: {"type": "string"} for key in ("name", "message", "detail", "hint")
                },
            },
        },
    },
}
_REASONS: Final = {
    "400": "The body is no request.",
    "401": "No token that is known.",
    "404": "No such model.",
    "413": "Too many bytes or rows.",
    "415": "A body of another type.",
    "422": "A value that does not fit.",
    "429": "Too many requests at once.",
    "503": "Not ready, or not in time.",
}
_OBJECT: Final = {"type": "object"}


async def open_api(serving: Serving, request: Request) -> Response:
    """Answer with the document; on an address that others reach there is none."""
    del request
    if not serving.is_local:
        raise RefusedError.of(
            404,
            "unknown-route",
            "there is nothing at this path",
            hint="the document is shown on a loopback address only.",
        )
    return json_response(document(list(serving.registry.models.values()), serving.limits))


def document(models: list[LoadedModel], limits: Limits) -> dict[str, Any]:
    """Return the document for some models."""
    paths: dict[str, Any] = {
        "/v2": _get("Which server this is."),
        "/v2/health/live": _get("Whether the process answers."),
        "/v2/health/ready": _get("Whether every model gives a stored answer again.", "429", "503"),
        "/metrics": _get("Counts for Prometheus.", content="text/plain"),
        "/openapi.json": _get("This document."),
    }
    for model in models:
        paths |= _of_model(model, limits)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Forebay", "version": version("forebay")},
        "paths": paths,
        "components": {
            "schemas": {"Error": _ERROR},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _of_model(model: LoadedModel, limits: Limits) -> dict[str, Any]:
    from urllib.parse import quote

    name = quote(model.name, safe="")
    base = f"/v2/models/{name}"
    versioned = f"{base}/versions/{model.number}"
    rows = {
        "type": "object",
        "required": ["rows"],
        "additionalProperties": False,
        "properties": {
            "rows": {"type": "array", "maxItems": limits.rows, "items": row_schema(model)}
        },
    }
    answers = {
        "type": "object",
        "required": ["model", "version", "predictions"],
        "properties": {
            "model": {"const": model.name},
            "version": {"type": "integer"},
            "predictions": {"type": "array", "items": answer_schema(model)},
        },
    }
    info = f"Inputs and outputs of {model.name}."
    return {
        f"/models/{name}/predict": _post(f"Predict with {model.name}.", rows, answers),
        f"{base}/infer": _post(f"Infer with {model.name}.", _tensors(model, limits), _OBJECT),
        f"{versioned}/infer": _post(f"Infer with {model.name}.", _tensors(model, limits), _OBJECT),
        base: _get(info, "404"),
        versioned: _get(info, "404"),
        f"{base}/ready": _get(f"Whether {model.name} answers.", "404", "429", "503"),
        f"{versioned}/ready": _get(f"Whether {model.name} answers.", "404", "429", "503"),
    }


def _tensors(model: LoadedModel, limits: Limits) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["inputs"],
        "properties": {
            "id": {"type": "string"},
            "inputs": {
                "type": "array",
                "minItems": max(1, len(model.live.features.inputs)),
                "items": {
                    "type": "object",
                    "required": ["name", "shape", "datatype", "data"],
                    "properties": {
                        "name": {"enum": [c.name for c in model.live.features.inputs]},
                        "shape": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 1,
                            "items": {"type": "integer", "minimum": 0, "maximum": limits.rows},
                        },
                        "datatype": {"enum": ["BYTES", *DTYPES]},
                        "data": {"type": "array"},
                    },
                },
            },
        },
    }


def _get(summary: str, *statuses: str, content: str = "application/json") -> dict[str, Any]:
    schema = {"type": "string"} if content == "text/plain" else _OBJECT
    return {"get": {"summary": summary, "responses": _responses(schema, statuses, content)}}


def _post(summary: str, body: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    statuses = ("400", "404", "413", "415", "422", "429", "503")
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _responses(answer, statuses, "application/json"),
        }
    }


def _responses(answer: Any, statuses: tuple[str, ...], content: str) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    found: dict[str, Any] = {
        "200": {"description": "The answer.", "content": {content: {"schema": answer}}}
    }
    for status in ("401", *statuses):
        found[status] = {"description": _REASONS[status], "content": error}
    return found
