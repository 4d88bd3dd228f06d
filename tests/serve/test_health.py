"""Health says no where a model does not answer as it did."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from forebay.serve.engine_rows import EngineRows
from forebay.serve.handlers import health
from forebay.serve.limits import Limits
from forebay.serve.metrics import Metrics
from forebay.serve.micro_batches import MicroBatches
from forebay.serve.refused import RefusedError
from forebay.serve.registry import Registry
from forebay.serve.serving import Serving


@pytest.fixture
def serving(project):
    engine = EngineRows(project)
    registry = Registry(project, "prod", ("groups", "engine"), engine)
    registry.load()
    with ThreadPoolExecutor(1) as pool:
        batches = MicroBatches(engine, pool)
        yield Serving(registry, batches, pool, Limits(), Metrics(), None, is_local=True)
    engine.close()


def status(serving):
    """Return 200, or the status and the name of the refusal."""
    try:
        return asyncio.run(health.ready(serving, None)).status
    except RefusedError as refused:
        return refused.status, refused.problems[0].name


def test_a_server_is_ready_while_stored_answers_are_given_again(serving):
    assert status(serving) == 200


# Linear models are compared to 1e-12: ML.PREDICT computes them as SQL, training with arrays.
@pytest.mark.parametrize(("name", "part"), [("groups", 2**-52), ("engine", 1e-11)])
def test_a_server_is_not_ready_if_one_stored_answer_differs(serving, name, part):
    model = serving.registry.models[name]
    row, stored = model.golden
    changed = replace(model, golden=(row, stored * (1 + part)))
    serving.registry.models = {**serving.registry.models, name: changed}
    assert status(serving) == (503, "not-ready")


def test_a_server_without_a_model_is_not_ready(serving):
    serving.registry.models = {}
    assert status(serving) == (503, "not-ready")
