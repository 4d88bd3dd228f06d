"""A server over its life: switches under load, damage, a full disk, and the end."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import signal
import socket
import subprocess
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from tests.serve.conftest import build, write_rows
from tests.serve.running import running

from forebay.catalog import Catalog, layout
from forebay.session import connect

ROW = {"a": 0.5, "k": 2, "color": "red"}
BODY = json.dumps({"rows": [ROW]}).encode()


_PAUSE = 0.004  # between requests: the tests share the machine


class Load:
    """Asks for one row again and again, on one connection, until it is told to stop."""

    def __init__(self, server, path, body, most=200_000):
        self.answers = {}
        self.failed = []
        self._server, self._path, self._body, self._most = server, path, body, most
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self._stop.set()
        self._thread.join(60)

    def _run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=60)
        for _ in range(self._most):
            if self._stop.is_set():
                break
            try:
                connection.request(
                    "POST", self._path, self._body, {"Content-Type": "application/json"}
                )
                got = connection.getresponse()
                data = got.read()
                if got.status == 200:
                    told = json.loads(data)
                    self.answers.setdefault(told["version"], set()).add(
                        json.dumps(told["predictions"])
                    )
                else:
                    self.failed.append(data)
            except OSError as error:
                self.failed.append(error)
                break
            time.sleep(_PAUSE)
        connection.close()


def wait_for(what, seconds=20.0):
    """Return how long it took until `what()` was true."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if what():
            return time.monotonic() - start
        time.sleep(0.02)
    raise AssertionError("it did not happen")


@pytest.fixture
def two(copy):
    """A project whose model `groups` has two versions, the second one live."""
    write_rows(copy, seed=8)
    build(copy)
    return copy


def switched_under_load(root, turns, connections):
    """Promote and roll back in turns while so many connections ask; return the slowest switch."""
    first, second = _numbers(root)
    slowest = 0.0
    with running(root, "groups") as server, ExitStack() as stack:
        loads = [
            stack.enter_context(Load(server, "/models/groups/predict", BODY))
            for _ in range(connections)
        ]
        for turn in range(turns):
            with Catalog(root) as catalog:
                if turn % 2 == 0:
                    catalog.rollback("prod", "groups", "back")
                else:
                    catalog.promote("prod", "groups", second, "forth")
            wanted = first if turn % 2 == 0 else second
            slowest = max(slowest, wait_for(lambda n=wanted: _version(server) == n))
        for load in loads:
            load.stop()
    for load in loads:
        assert load.failed == []
        assert set(load.answers) == {first, second}
        # One version has one answer, whatever is being switched meanwhile.
        assert {len(found) for found in load.answers.values()} == {1}
    return slowest


def test_promotions_and_rollbacks_under_load_fail_no_request(two):
    slowest = switched_under_load(two, 6, 2)
    assert slowest < 5.0, "a second on a machine of one's own; this one is shared"


@pytest.mark.slow_serve
def test_a_hundred_promotions_and_rollbacks_under_load_fail_no_request(two):
    """Goal R6 of the reliability anchors: no failed request, switched within a second."""
    slowest = switched_under_load(two, 100, 4)
    print(f"slowest switch: {slowest:.2f} s")  # noqa: T201 - a figure of the slow run
    assert slowest < 5.0, "a second on a machine of one's own; this one is shared"


def _numbers(root):
    with Catalog(root) as catalog:
        versions = [v.number for v in catalog.versions.of("groups")]
    return versions[0], versions[-1]


def _version(server):
    return server.post("/models/groups/predict", {"rows": [ROW]})[1]["version"]


def test_a_damaged_folder_is_not_picked_up_and_the_version_before_answers_on(two):
    first, second = _numbers(two)
    live = layout.live_file(two, "prod")
    then = live.read_bytes()
    with Catalog(two) as catalog:
        catalog.promote("prod", "groups", first, "before")
    with running(two, "groups") as server:
        arrays = layout.model_folder(two, "groups", second) / "arrays.npz"
        whole = arrays.read_bytes()
        arrays.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        replaced = live.with_suffix(".new")
        replaced.write_bytes(then)
        replaced.replace(live)
        while not server.line().startswith("not picked up"):
            pass
        assert "is not what was written" in server.said[-1]
        assert _version(server) == first
        assert "forebay_state_current 0" in server.ask("GET", "/metrics")[2].decode()
        arrays.write_bytes(whole)  # mended: picked up without a further switch
        wait_for(lambda: _version(server) == second)
        wait_for(lambda: b"forebay_state_current 1" in server.ask("GET", "/metrics")[2])


def test_a_damaged_live_file_changes_nothing(copy):
    with running(copy, "groups") as server:
        live = layout.live_file(copy, "prod")
        live.write_bytes(live.read_bytes()[:-30])
        while not server.line().startswith("not picked up"):
            pass
        assert _version(server) == 1


def test_a_damaged_folder_at_the_start_is_an_error_that_names_the_file(copy):
    file = layout.model_folder(copy, "groups", 1) / "model.json"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(AssertionError, match=r"damaged-file.*model\.json"), running(copy, "groups"):
        pass


@pytest.mark.parametrize(("name", "hint"), [("groupz", "groups"), ("given", "models lists them")])
def test_a_model_that_is_not_live_is_an_error_with_the_nearest_name(copy, name, hint):
    with pytest.raises(AssertionError, match=f"(?s)unknown-model.*{hint}"), running(copy, name):
        pass


def test_a_request_that_was_begun_is_finished_after_sigterm(project):
    with running(project, "groups") as server:
        head = (
            "POST /models/groups/predict HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n"
        ).encode()
        with socket.create_connection(("127.0.0.1", server.port)) as begun:
            begun.settimeout(30)
            begun.sendall(head + BODY[:10])
            wait_for(lambda: b"in_flight 2" in server.ask("GET", "/metrics")[2])
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            begun.sendall(BODY[10:])
            assert begun.recv(65_536).startswith(b"HTTP/1.1 200")
        code, last = server.stop() if server.process.poll() is None else (0, "done:")
        assert code == 0
        assert last.startswith("done:")


def test_a_server_killed_under_load_leaves_a_log_that_is_read_and_nothing_that_stops_the_next(
    copy, tmp_path
):
    log = tmp_path / "log"
    with running(copy, "groups", "--log", str(log)) as server:
        with Load(server, "/models/groups/predict", BODY) as load:
            wait_for(lambda: list((log / "groups").glob("*.parquet")), 60)
            asked = sum(1 for _ in load.answers)
            server.process.kill()
            server.process.wait(30)
        assert asked
    whole = list((log / "groups").glob("*.parquet"))
    kept = duckdb.sql(
        f"SELECT count(*), count(DISTINCT __request) FROM read_parquet({[*map(str, whole)]})"
    )
    ((rows, requests),) = kept.fetchall()
    assert rows == requests > 0
    with running(copy, "groups", "--log", str(log)) as server:
        assert _version(server) == 1
        assert server.stop()[0] == 0
    with connect(copy) as session:
        found = session.replay(log)
    assert [(one.rows, one.different, one.why) for one in found] == [(rows + 1, 0, "")]


def test_requests_and_answers_are_kept_as_parquet_that_replays_to_the_same_bits(project, tmp_path):
    log = tmp_path / "log"
    rows = [
        {"a": 0.1 + 0.2, "k": 3, "price": 1.1, "color": "it's \"odd\" é", "flag": None,
         "day": "2026-02-03", "seen": "2026-02-03T04:05:06.000001"},
        {"a": None, "k": None, "price": None, "color": None, "flag": True, "day": None,
         "seen": None},
    ]  # fmt: skip
    with running(project, "thirds", "groups", "--log", str(log)) as server:
        server.predict("thirds", rows)
        server.predict("thirds", rows[:1])
        server.predict("groups", rows)
        assert server.stop()[0] == 0
    (thirds,) = (log / "thirds").glob("*.parquet")
    assert len(list((log / "groups").glob("*.parquet"))) == 1
    assert sorted(entry.name for entry in log.iterdir()) == ["groups", "thirds"]
    kept = duckdb.sql(
        "SELECT __model, __version, count(DISTINCT __request), count(*), max(__at)"
        f" FROM '{thirds}' GROUP BY ALL"
    ).fetchall()[0]
    assert kept[:4] == ("thirds", 1, 2, 3)
    assert abs(datetime.now(UTC).replace(tzinfo=None) - kept[4]) < timedelta(hours=1)
    kinds = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{thirds}')")
                 .fetchall())  # fmt: skip
    assert kinds["price"] == "DECIMAL(9,2)"
    assert kinds["seen"] == "TIMESTAMP"
    told = duckdb.sql(
        f"SELECT predicted_third, predicted_third_probs FROM '{thirds}' ORDER BY __at, a"
    ).fetchall()
    with connect(project) as session:
        again = session.predict("thirds", thirds_without_answers(thirds, tmp_path), "parquet")
        assert [row[:2] for row in again.fetchall()] == told


def thirds_without_answers(file, folder):
    target = folder / "inputs.parquet"
    duckdb.sql(
        f"COPY (SELECT a, k, price, color, flag, day, seen FROM '{file}' ORDER BY __at, a)"
        f" TO '{target}'"
    )
    return target


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 2 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if shutil.which("mount") is None:
        pytest.skip("there is no mount on this system")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "forebay-test", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting a small disk is not permitted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_for_the_log_stops_no_answer_and_is_counted_until_there_is_room(
    project, small_disk
):
    log = small_disk / "log"
    with running(project, "groups", "--log", str(log)) as server:
        filler = small_disk / "filler"
        with filler.open("wb") as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(65_536))
                file.flush()
        with Load(server, "/models/groups/predict", BODY) as load:
            while not server.line(60).startswith("the request log lost"):
                pass
        assert load.failed == []
        assert list(load.answers) == [1]
        assert _lost(server) > 0
        filler.unlink()  # room again: what comes now is kept
        server.predict("groups", [ROW])
        wait_for(lambda: list((log / "groups").glob("*.parquet")), 60)
        assert server.stop()[0] == 0
    assert [entry for entry in log.iterdir() if entry.name.startswith(".")] == []


def _lost(server):
    lines = server.ask("GET", "/metrics")[2].decode().splitlines()
    return next(
        int(line.rpartition(" ")[2]) for line in lines if line.startswith("forebay_log_rows_lost")
    )


def test_a_log_that_cannot_be_written_stops_no_answer(project, tmp_path):
    log = tmp_path / "log"
    with running(project, "groups", "--log", str(log)) as server:
        shutil.rmtree(log)
        log.write_text("no folder any more")
        assert server.predict("groups", [ROW])["version"] == 1
        while not server.line(60).startswith("the request log lost 1 rows"):
            pass
        assert _lost(server) == 1


def test_the_metrics_count_what_was_asked(project):
    with running(project, "groups") as server:
        server.predict("groups", [{**ROW, "color": color} for color in ("red", "violet", None)])
        server.post("/models/groups/predict", b"{")
        server.ask("GET", "/nowhere")
        _, headers, data = server.ask("GET", "/metrics")
    lines = data.decode().splitlines()
    assert headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'forebay_requests_total{route="/models/{name}/predict",status="200"} 1' in lines
    assert 'forebay_requests_total{route="/models/{name}/predict",status="400"} 1' in lines
    assert 'forebay_requests_total{route="unknown",status="404"} 1' in lines
    assert 'forebay_rows_total{model="groups",version="1"} 3' in lines
    assert "forebay_request_seconds_count 3" in lines
    assert 'forebay_model_live{model="groups"} 1' in lines
    unseen = 'forebay_unseen_categories_total{model="groups",version="1",column="color"} 1'
    assert unseen in lines
