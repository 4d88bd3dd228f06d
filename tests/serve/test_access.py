"""One gate in front of every route, and no address that others reach without a token."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from tests.serve.running import running

from forebay.errors import ProjectError
from forebay.serve.routes import ROUTES
from forebay.serve.token import Token, find_token

SECRET = "correct horse battery staple"
PATHS = [
    *(
        (route.method, route.path.replace("{name}", "axes").replace("{version}", "1"))
        for route in ROUTES
    ),
    ("GET", "/"),
    ("GET", "/nowhere"),
    ("PUT", "/v2"),
    ("OPTIONS", "/v2"),
    ("TRACE", "/v2"),
]


@pytest.fixture(scope="module")
def guarded(project, tmp_path_factory):
    """A server on every address of this machine."""
    file = tmp_path_factory.mktemp("secret") / "token"
    file.write_text(f"{SECRET}\n")
    with running(project, "axes", "--host", "0.0.0.0", "--token-file", str(file)) as server:
        yield server


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer wrong horse battery staple", f"Basic {SECRET}", SECRET,
     f"Bearer {SECRET}x", f"Bearer {SECRET[:-1]}", "Bearer \xff"],
)  # fmt: skip
def test_every_route_is_closed_without_the_token(guarded, method, path, header):
    headers = {} if header is None else {"Authorization": header}
    status, told, data = guarded.ask(method, path, headers=headers)
    assert status == 401
    assert json.loads(data)["problems"][0]["name"] == "token-missing"
    assert "server" not in told
    assert SECRET not in data.decode()


@pytest.mark.parametrize("host", ["models.example.org", "localhost"])
def test_the_token_opens_it_under_any_name(guarded, host):
    headers = {"Authorization": f"Bearer {SECRET}", "Host": host}
    status, told, data = guarded.ask("GET", "/v2", headers=headers)
    assert (status, json.loads(data)["models"]) == (200, ["axes"])
    assert told["x-content-type-options"] == "nosniff"
    assert told["cache-control"] == "no-store"
    assert not [name for name in told if name.startswith("access-control")]


def test_there_is_no_document_on_an_address_that_others_reach(guarded):
    status, _, data = guarded.ask(
        "GET", "/openapi.json", headers={"Authorization": f"Bearer {SECRET}"}
    )
    assert (status, json.loads(data)["problems"][0]["name"]) == (404, "unknown-route")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "example.org"])
def test_an_address_that_others_reach_needs_a_token(project, host):
    code = "import sys; from forebay.cli import main; sys.exit(main())"
    environment = {k: v for k, v in os.environ.items() if k != "FOREBAY_TOKEN"}
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", str(project), "serve", "--host", host],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )
    assert done.returncode == 2
    assert "error[token-needed]" in done.stderr


def test_a_token_may_stand_in_the_environment_and_then_counts_on_loopback_too(project):
    with running(project, "axes", env={**os.environ, "FOREBAY_TOKEN": SECRET}) as server:
        assert server.ask("GET", "/v2/health/live")[0] == 401
        given = {"Authorization": f"bearer {SECRET}"}
        assert server.ask("GET", "/v2/health/live", headers=given)[0] == 200


@pytest.mark.parametrize("text", ["", "short", "a token with a \n line break", "schlüssel" * 3])
def test_a_token_that_cannot_protect_is_refused(tmp_path, text):
    file = tmp_path / "token"
    file.write_text(text)
    with pytest.raises(ProjectError) as raised:
        find_token(file)
    assert raised.value.problems[0].name == "bad-token"


def test_a_token_is_kept_as_its_hash_and_never_shown():
    token = Token.of(SECRET)
    assert SECRET not in repr(token)
    assert SECRET.encode() not in b"".join(
        value for value in (getattr(token, name) for name in token.__slots__)
    )


def test_an_address_that_is_taken_is_told(server, project):
    code = "import sys; from forebay.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", str(project), "serve", "--port", str(server.port)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert "error[address-taken]" in done.stderr


def test_a_serving_process_loads_neither_project_nor_plan_nor_build(project):
    code = """
import sys, threading, os, signal, time
import forebay.cli
until = time.monotonic() + 90
def stop_when_it_serves():
    while "uvloop" not in sys.modules and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(3)
    os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=stop_when_it_serves, daemon=True).start()
code = forebay.cli.main(["-C", sys.argv[1], "serve", "axes", "--port", "0"])
loaded = {name.split(".")[1] for name in sys.modules if name.startswith("forebay.")}
print(code, sorted(loaded & {"project", "plan", "trust", "build", "session", "kit"}),
      [n for n in ("pandas", "pyarrow", "pickle_", "sqlglot", "lightgbm") if n in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(project)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.splitlines()[-1] == "0 [] []"
