"""Versions on a real MLflow tracking server: one server for the file, on this machine only."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from tests.shop import SETTINGS, shop  # noqa: F401 - a fixture

from forebay.build.event import Noticed
from forebay.session import Session
from forebay.session.session import NotPublishedWarning

QUIET = {
    "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "GIT_PYTHON_REFRESH": "quiet",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
}  # fmt: skip


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process):
    deadline = time.monotonic() + 300  # a busy machine
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing answers at {url}")


def stop(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # it has nothing to lose
    process.wait(60)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    pytest.importorskip("mlflow")
    pytest.importorskip("flask")
    folder = tmp_path_factory.mktemp("mlflow")
    port = free_port()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port",
                str(port), "--workers", "1", "--backend-store-uri", f"sqlite:///{folder}/mlflow.db",
                "--artifacts-destination", str(folder / "artifacts"),
            ],
            cwd=folder, env={**os.environ, **QUIET}, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


@pytest.fixture
def client(server):
    from forebay.export.mlflow_library import tracking_client

    return tracking_client(server)


def told(events):
    return [event.problem.name for event in events if isinstance(event, Noticed)]


def test_a_server_shows_what_is_live_and_what_was(shop, server, client):  # noqa: F811
    name = "shop.converts"
    # The first build finds nobody: it is told, and nothing else changes.
    nobody = f"http://127.0.0.1:{free_port()}"
    shop.write("forebay.toml", f'{SETTINGS}\n[mlflow]\ntracking_uri = "{nobody}"\n')
    assert shop.build().exit_code == 0
    assert "not-published" in told(shop.events)
    assert shop.live()["converts"] == 1
    assert Session(shop.root).publish().problems[0].name == "not-published"
    # The second one publishes its own version, and the one before it.
    shop.write("forebay.toml", f'{SETTINGS}\n[mlflow]\ntracking_uri = "{server}"\n')
    shop.visits(seed=2)
    assert shop.build().exit_code == 0
    assert "not-published" not in told(shop.events)
    versions = client.search_model_versions(f"name='{name}'")
    numbers = {v.tags["forebay.version"]: v for v in versions}
    assert sorted(numbers) == ["1", "2"]
    assert client.get_model_version_by_alias(name, "prod").version == numbers["2"].version
    run = client.get_run(numbers["2"].run_id)
    live = Session(shop.root).show("converts")[1]
    verdict = live.details["verdict"]
    assert run.data.tags["forebay.verdict"] == verdict["outcome"] == "PASS"
    assert run.data.params["model_type"] == "LOGISTIC_REG"
    assert 0.6 <= run.data.metrics["roc_auc"] <= 1
    # A rollback moves the alias, and nothing is published twice.
    with Session(shop.root) as session:
        session.rollback("converts", "a test")
        assert session.untold == ()
        assert client.get_model_version_by_alias(name, "prod").version == numbers["1"].version
        assert session.publish().added == ()
    # A decision of which nobody could be told is a decision all the same, and a warning.
    shop.write("forebay.toml", f'{SETTINGS}\n[mlflow]\ntracking_uri = "{nobody}"\n')
    with Session(shop.root) as session, pytest.warns(NotPublishedWarning, match="was not told"):
        session.promote("converts@2", "back again")
    assert shop.live()["converts"] == 2
    with Session(shop.root) as session, pytest.warns(NotPublishedWarning):
        session.rollback("converts", "a test")
    assert len(client.search_model_versions(f"name='{name}'")) == 2
    assert_mlflow_answers_alike(shop, client, numbers["2"])


def assert_mlflow_answers_alike(shop, client, version):  # noqa: F811
    """The model is fetched from the server and asked, beside ML.PREDICT."""
    import mlflow

    mlflow.set_tracking_uri(client.tracking_uri)
    import pandas as pd

    loaded = mlflow.pyfunc.load_model(f"runs:/{version.run_id}/model")
    with Session(shop.root) as session:
        wanted = session.sql(
            "SELECT ML.PROBABILITY(predicted_bought_probs, TRUE), pages, channel"
            " FROM ML.PREDICT(MODEL converts@2, (SELECT * FROM clean_visits ORDER BY id LIMIT 50))"
        ).fetchall()
    given = pd.DataFrame([row[1:] for row in wanted], columns=["pages", "channel"])
    found = loaded.predict(given)
    shares = [next(p["prob"] for p in row if p["label"]) for row in found["predicted_bought_probs"]]
    assert shares == pytest.approx([row[0] for row in wanted], abs=1e-12)


def test_mlflow_serves_an_exported_folder_without_forebay(shop, tmp_path):  # noqa: F811
    pytest.importorskip("flask")
    assert shop.build().exit_code == 0
    with Session(shop.root) as session:
        done = session.export("converts", "mlflow", tmp_path / "model")
        answer = session.sql(
            "SELECT ML.PROBABILITY(predicted_bought_probs, TRUE) FROM ML.PREDICT(MODEL converts,"
            " (SELECT 7 AS pages, 'mail' AS channel))"
        ).fetchall()
    assert done.proof == "run by mlflow.pyfunc.load_model"
    assert (done.rows, done.difference) == (100, pytest.approx(0, abs=1e-9))
    assert "import forebay" not in (tmp_path / "model" / "pyfunc_model.py").read_text()
    port, programs = free_port(), Path(sys.executable).parent
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "mlflow", "models", "serve", "-m", str(tmp_path / "model"),
                "--env-manager", "local", "--host", "127.0.0.1", "--port", str(port), "--workers",
                "1",
            ],
            env={**os.environ, **QUIET, "PATH": f"{programs}:{os.environ['PATH']}"},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/ping", process)
        body = json.dumps({"dataframe_records": [{"pages": 7, "channel": "mail"}]}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/invocations", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as found:
            (told_,) = json.loads(found.read())["predictions"]
    finally:
        stop(process)
    share = next(p["prob"] for p in told_["predicted_bought_probs"] if p["label"])
    assert share == pytest.approx(answer[0][0], abs=1e-12)
