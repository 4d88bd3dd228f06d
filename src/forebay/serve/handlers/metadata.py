"""What a server and its models are, as the Open Inference Protocol tells it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from forebay.serve.response import Response, json_response
from forebay.serve.tensor_types import datatype, output_tensors

if TYPE_CHECKING:
    from forebay.serve.request import Request
    from forebay.serve.serving import Serving


async def server(serving: Serving, request: Request) -> Response:
    """Answer with name, version and the models' names."""
    del request
    return json_response(
        {
            "name": "forebay",
            "version": version("forebay"),
            "extensions": ["binary_tensor_data"],
            "models": sorted(model.name for model in serving.registry.models.values()),
        }
    )


async def model(
    serving: Serving, request: Request, name: str, number: str | None = None
) -> Response:
    """Answer with the inputs and outputs of a model."""
    del request
    found = serving.model(name, number)
    inputs = [
        {
            "name": c.name,
            "datatype": datatype(c.type),
            "shape": [-1],
            "parameters": {"type": c.type},
        }
        for c in found.live.features.inputs
    ]
    return json_response(
        {
            "name": found.name,
            "versions": [str(found.number)],
            "platform": f"forebay_{found.live.signature.model_type.lower()}",
            "inputs": inputs,
            "outputs": output_tensors(found),
            "parameters": {"computed_by": "row" if found.row is not None else "engine"},
        }
    )


async def metrics(serving: Serving, request: Request) -> Response:
    """Answer with the counts in the text form of Prometheus."""
    del request
    from forebay.serve.metrics import CONTENT_TYPE

    if serving.log is not None:
        serving.metrics.log_lost = serving.log.lost
    return Response(200, serving.metrics.render(serving.registry.models), CONTENT_TYPE)
