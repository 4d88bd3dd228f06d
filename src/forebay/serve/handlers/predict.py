"""``POST /models/<name>/predict``: rows in, predictions out, as JSON or Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.serve.refused import RefusedError
from forebay.serve.request import JSON_TYPES, read_json
from forebay.serve.response import json_response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence

    from forebay.serve.answers import Answer
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.request import Request
    from forebay.serve.response import Response
    from forebay.serve.serving import Serving

ARROW: Final = b"application/vnd.apache.arrow.stream"
_HINT: Final = 'send {"rows": [{"column": value, ...}, ...]}.'


def predict(serving: Serving, request: Request, name: str) -> Response | Awaitable[Response]:
    """Answer for rows; columns that the model does not know are named in a header."""
    model = serving.model(name)
    kind = request.content_type
    if kind not in JSON_TYPES:
        if kind == ARROW:
            from forebay.serve.handlers.predict_arrow import predict_arrow

            return predict_arrow(serving, request, model)
        raise RefusedError.of(
            415,
            "wrong-media-type",
            "the body is neither JSON nor Arrow by its Content-Type",
            hint=f"send application/json or {ARROW.decode()}.",
        )
    given = _rows(read_json(request.body), serving.limits.rows)
    rows, ignored = model.reader.read(given)
    answers = serving.predict_now(model, "predict", rows)
    if answers is None:
        return _later(serving, model, rows, ignored)
    return _response(model, answers, ignored)


async def _later(
    serving: Serving,
    model: LoadedModel,
    rows: Sequence[Mapping[str, object]],
    ignored: tuple[str, ...],
) -> Response:
    return _response(model, await serving.predict(model, "predict", rows), ignored)


def _response(model: LoadedModel, answers: Sequence[Answer], ignored: tuple[str, ...]) -> Response:
    value = {"model": model.name, "version": model.number, "predictions": answers}
    if not ignored:
        return json_response(value)
    names = ",".join(repr(name)[1:-1] for name in ignored)[:1000]
    header = names.encode("ascii", "backslashreplace")
    return json_response(value, ((b"forebay-ignored", header),))


def _rows(document: Any, most: int) -> list[Any]:
    rows = document
    if isinstance(document, dict):
        unknown = [key for key in document if key != "rows"]
        if unknown or "rows" not in document:
            raise RefusedError.of(
                400,
                "bad-request",
                f"the body has {unknown[0][:40]!a} where only rows belong"
                if unknown
                else "the body has no rows",
                hint=_HINT,
            )
        rows = document["rows"]
    if not isinstance(rows, list):
        raise RefusedError.of(400, "bad-request", "the rows are no list", hint=_HINT)
    if len(rows) > most:
        raise RefusedError.of(
            413,
            "too-many-rows",
            f"{len(rows):,} rows are more than {most:,}",
            hint="send fewer rows at a time, or score files with forebay predict.",
        )
    return rows
