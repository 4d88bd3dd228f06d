"""The OpenAPI document, asked by Schemathesis for what it allows and much that it does not.

A fast selection here; `make test-api` asks for more.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.serve.conftest import MODELS

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance"
)


def schemathesis(server, examples, *more):
    return subprocess.run(
        [str(Path(sys.executable).parent / "schemathesis"), "run", "--checks", CHECKS,
         "--max-examples", str(examples), "--seed", "7", "--phases", "examples,coverage,fuzzing",
         # Ten thousand rows for the engine take seconds where other work goes on beside it.
         "--request-timeout", "60", "--no-color", *more,
         f"http://127.0.0.1:{server.port}/openapi.json"],
        capture_output=True, text=True, check=False, timeout=1200,
    )  # fmt: skip


def test_the_document_has_the_columns_of_every_model(server):
    _, document = server.get("/openapi.json")
    assert document["openapi"].startswith("3.1")
    for name in MODELS:
        body = document["paths"][f"/models/{name}/predict"]["post"]["requestBody"]
        rows = body["content"]["application/json"]["schema"]["properties"]["rows"]
        assert rows["maxItems"] == 10_000
    properties = document["paths"]["/models/line/predict"]["post"]["requestBody"]["content"][
        "application/json"
    ]["schema"]["properties"]["rows"]["items"]
    assert properties["required"] == ["a", "k", "price", "color", "flag", "day", "seen"]
    assert properties["properties"]["k"] == {
        "type": ["integer", "null"], "minimum": -(2**31), "maximum": 2**31 - 1,
    }  # fmt: skip
    assert properties["properties"]["day"] == {"type": ["string", "null"], "format": "date"}


def test_nothing_that_the_document_allows_breaks_the_server(server):
    done = schemathesis(server, 5, "--include-path-regex", "axes|^/v2$|health")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


# One part at a time: all 67 routes together took more than 20 minutes where others worked beside.
@pytest.mark.slow_api
@pytest.mark.parametrize("model", [*MODELS, ""])
def test_nothing_that_the_document_allows_for_any_model_breaks_the_server(server, model):
    part = (
        ["--include-path-regex", f"/models/{model}(/|$)"]
        if model
        else ["--exclude-path-regex", "/models/[a-z]"]
    )
    done = schemathesis(server, 200, *part)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "Tested: 0" not in done.stdout
