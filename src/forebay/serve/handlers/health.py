"""``/v2/health``: whether the process lives, and whether its models answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from forebay.serve.refused import RefusedError
from forebay.serve.response import json_response

if TYPE_CHECKING:
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.request import Request
    from forebay.serve.response import Response
    from forebay.serve.serving import Serving


async def live(serving: Serving, request: Request) -> Response:
    """Answer that the process answers."""
    del serving, request
    return json_response({"live": True})


async def ready(serving: Serving, request: Request) -> Response:
    """Predict a stored row with every model; 503 ``not-ready`` if an answer is another one."""
    del request
    models = list(serving.registry.models.values())
    for model in models:
        await _check(serving, model)
    if not models:
        raise RefusedError.of(503, "not-ready", "no model is live")
    return json_response({"ready": True})


async def model_ready(
    serving: Serving, request: Request, name: str, number: str | None = None
) -> Response:
    """Predict a stored row with one model."""
    del request
    model = serving.model(name, number)
    await _check(serving, model)
    return json_response({"name": model.name, "ready": True})


async def _check(serving: Serving, model: LoadedModel) -> None:
    engine, loop = serving.registry.engine, asyncio.get_running_loop()
    if not await loop.run_in_executor(serving.pool, model.is_ready, engine):
        raise RefusedError.of(
            503, "not-ready", f'"{model.name}" does not give a stored answer again'
        )
