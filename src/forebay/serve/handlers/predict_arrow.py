"""Rows as an Arrow stream: the whole of ML.PREDICT, by the engine."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from forebay.serve.arrow_rows import arrow_answers
from forebay.serve.refused import RefusedError
from forebay.serve.response import Response

if TYPE_CHECKING:
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.request import Request
    from forebay.serve.serving import Serving

_ARROW: Final = b"application/vnd.apache.arrow.stream"


async def predict_arrow(serving: Serving, request: Request, model: LoadedModel) -> Response:
    """Answer with an Arrow stream of the columns that ML.PREDICT adds, then those of the rows."""
    loop = asyncio.get_running_loop()
    ask = partial(
        arrow_answers,
        model,
        request.body,
        serving.registry.engine,
        serving.limits.rows,
        keep=serving.log is not None,
    )
    try:
        async with asyncio.timeout(serving.limits.seconds):
            found = await loop.run_in_executor(serving.pool, ask)
    except TimeoutError as error:
        raise RefusedError.of(
            503, "timed-out", f"no answer within {serving.limits.seconds:g} seconds"
        ) from error
    serving.metrics.predicted(model, found.n_rows)
    for name, counts in found.texts.items():
        model.unseen.add_counts(name, counts)
    if serving.log is not None and found.kept is not None:
        serving.log.keep_file(model, "arrow", found.kept, found.n_rows)
    version = str(model.number).encode()
    return Response(200, found.stream, _ARROW, ((b"forebay-version", version),))
