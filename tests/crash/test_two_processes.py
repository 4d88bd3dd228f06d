"""Two builds at once, and a reader while builds run (reliability 5.3, F4 and F9)."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from forebay import connect
from forebay.catalog import Catalog, verify_files

_spec = importlib.util.spec_from_file_location("crash_shop", Path(__file__).with_name("shop.py"))
shop = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(shop)

COMMAND = [sys.executable, "-c", "import sys; from forebay.cli import main; sys.exit(main())"]
# A build that waits for a line once it has its lock and number.
WAITING = (
    "import sys; from pathlib import Path; from forebay.build import BuildRequest, run\n"
    "from forebay.build.event import RunStarted\n"
    "def tell(event):\n"
    "    if isinstance(event, RunStarted): print('started', flush=True); sys.stdin.readline()\n"
    "run(Path(sys.argv[1]), BuildRequest(), tell)\n"
)


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "shop"
    shop.write(root, shop.OLD)
    assert shop.build(root)[0].exit_code == 0
    return root


def start_waiting(root):
    """Start a build that holds the lock until it is told to go on."""
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(root)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "started\n"
    return process


def test_a_second_build_ends_at_once_and_names_run_process_and_age(root):
    shop.write(root, shop.NEW)
    first = start_waiting(root)

    began = os.times()
    second = subprocess.run(
        [*COMMAND, "-C", str(root), "build"], capture_output=True, text=True, check=False
    )
    ended = os.times()
    first.communicate("go\n")

    assert second.returncode == 3
    assert "error[build-locked]: run 2 is building here" in second.stderr
    assert f"process {first.pid}" in second.stderr
    assert "started 0 seconds ago" in second.stderr or "seconds ago" in second.stderr
    assert second.stderr.splitlines()[-1] == "failed: 1 error"
    # The processor's time, not the clock's: a busy machine is no slower build.
    spent = (ended.children_user - began.children_user) + (
        ended.children_system - began.children_system
    )
    assert spent < 1.0
    assert first.returncode == 0
    assert shop.build(root)[0].kept == len(shop.NODES)


def test_the_lock_of_a_killed_build_is_taken_over_with_a_notice(root):
    shop.write(root, shop.NEW)
    first = start_waiting(root)
    first.send_signal(signal.SIGKILL)
    first.communicate()

    done = subprocess.run(
        [*COMMAND, "-C", str(root), "build"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert "warning[stale-lock]: run 2 ended without giving the lock back" in done.stderr
    assert f"process {first.pid}" in done.stderr


@pytest.mark.parametrize("pairs", [4, pytest.param(20, marks=pytest.mark.slow_crash)])
def test_pairs_of_builds_leave_one_whole_generation(root, pairs):
    mark = shop.NEW
    for _ in range(pairs):
        shop.write(root, mark)
        both = [
            subprocess.Popen([*COMMAND, "-C", str(root), "build"], stdout=-3, stderr=-3)
            for _ in range(2)
        ]
        codes = sorted(process.wait() for process in both)

        # The slower one may come when the faster is done: then it has nothing to do.
        assert codes in ([0, 3], [0, 0])
        with Catalog(root) as catalog:
            live = catalog.live("prod")
            assert live.keys() == shop.NODES
            for version in live.values():
                verify_files(root, (*version.files, *version.rejected), contents=True)
            marks = {row[0] for row in generations(root)}
        assert marks == {mark}
        mark = shop.OLD if mark == shop.NEW else shop.NEW


GENERATIONS = (
    "SELECT DISTINCT generation FROM (SELECT generation FROM clean_visits UNION ALL"
    " SELECT generation FROM per_channel UNION ALL SELECT generation FROM scored)"
)


def generations(root):
    """Return the generations that one query meets."""
    with connect(root) as fb:
        return fb.sql(GENERATIONS).fetchall()


@pytest.mark.parametrize("builds", [3, pytest.param(10, marks=pytest.mark.slow_crash)])
def test_a_reader_meets_one_generation_at_any_time(root, builds):
    """SEMANTICS 18: one query, one published state; neither waits for the other."""
    done = threading.Event()
    answers, errors = [], []

    def read():
        while not done.is_set():
            try:
                answers.append(generations(root))
            except Exception as error:  # noqa: BLE001 - any is a failure of the test
                errors.append(error)
                return

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(builds):
            shop.write(root, shop.OLD if number % 2 else shop.NEW)
            command = [*COMMAND, "-C", str(root), "build"]
            assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    finally:
        done.set()
        reader.join()

    assert errors == []
    assert {len(rows) for rows in answers} == {1}
    assert {rows[0][0] for rows in answers} == {shop.OLD, shop.NEW}
