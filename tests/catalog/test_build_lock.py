"""One build at a time; a dead one is no obstacle (reliability 5.2, item 5)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from forebay.catalog import BuildLock, Catalog
from forebay.catalog.layout import lock_file
from forebay.errors import EngineError

HOLD = """
import pathlib, sys, time
from forebay.catalog import BuildLock
with BuildLock(pathlib.Path(sys.argv[1])) as lock:
    lock.announce(41)
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(root):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_ends_at_once_and_says_who_builds(root, holder):
    began = time.monotonic()

    with pytest.raises(EngineError) as caught, BuildLock(root):
        pass

    assert time.monotonic() - began < 1.0
    problem = caught.value.problems[0]
    assert problem.name == "build-locked"
    assert "run 41" in problem.message
    assert f"process {holder.pid}" in problem.detail
    assert "second" in problem.detail
    assert caught.value.exit_code == 3


def test_the_lock_of_a_killed_build_is_taken_over_with_a_notice(root, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()

    with BuildLock(root) as lock:
        notice = lock.notice

    assert (notice.name, notice.severity) == ("stale-lock", "warning")
    assert "run 41" in notice.message
    with BuildLock(root) as again:
        assert again.notice is None


def test_a_lock_given_back_leaves_nothing_to_notice(root):
    with BuildLock(root):
        pass

    with BuildLock(root) as lock:
        assert lock.notice is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run": 1}', "\x00\x01", "null"])
def test_whatever_stands_in_the_file_does_no_harm(root, text):
    lock_file(root).parent.mkdir()
    lock_file(root).write_text(text)

    with BuildLock(root) as lock:
        assert lock.notice is None


def test_a_folder_that_cannot_be_written_is_said(root):
    (root / ".forebay").write_text("a file where the folder should be")

    with pytest.raises(EngineError) as caught, BuildLock(root):
        pass

    assert caught.value.problems[0].name == "catalog-not-written"


@pytest.mark.usefixtures("holder")
def test_gc_waits_for_no_build(root):
    """SEMANTICS 17: gc takes the build lock."""
    with Catalog(root) as catalog, pytest.raises(EngineError, match="run 41 is building"):
        catalog.gc()
