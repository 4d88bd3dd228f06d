"""Runs have numbers and an end."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

from forebay.catalog.build_lock import BuildLock
from forebay.catalog.layout import scratch
from forebay.catalog.process import Process


def test_a_run_is_open_until_it_is_finished(catalog):
    run = catalog.runs.begin("prod", events="runs/1.jsonl")
    assert not catalog.runs.find(run.id).is_finished
    assert run.process.pid == os.getpid()

    catalog.runs.finish(run.id, "failed", 1, {"built": 2})

    done = catalog.runs.find(run.id)
    assert (done.outcome, done.exit_code, done.summary) == ("failed", 1, {"built": 2})
    assert done.events == "runs/1.jsonl"
    assert catalog.runs.find(99) is None


def test_numbers_grow(catalog):
    assert [catalog.runs.begin(env).id for env in ("prod", "dev", "prod")] == [1, 2, 3]


def test_the_run_of_a_dead_process_is_closed_and_its_scratch_removed(catalog, root):
    code = (
        "import sys, os, pathlib; from forebay.catalog import Catalog;"
        "catalog = Catalog(pathlib.Path(sys.argv[1])); catalog.runs.begin('prod'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(root)], check=False)
    scratch(root, 1).mkdir(parents=True)
    assert [run.outcome for run in catalog.runs.all()] == ["killed"]

    recovered = catalog.recover()

    assert [run.id for run in recovered.closed] == [1]
    assert catalog.runs.find(1).outcome == "killed"
    assert not scratch(root, 1).exists()


def test_a_run_of_a_living_process_runs_while_that_has_the_lock(catalog, root):
    with BuildLock(root) as lock:
        run = catalog.runs.begin("prod")
        before = catalog.runs.all()[0].outcome
        lock.announce(run.id)
        during = catalog.runs.all()[0].outcome
    after = catalog.runs.all()[0].outcome

    assert (before, during, after) == ("", "", "failed")


def test_a_run_whose_end_could_not_be_written_is_closed_by_the_next_build(catalog, root):
    """Its process lives: a notebook, whose disk was full."""
    run = catalog.runs.begin("prod")
    scratch(root, run.id).mkdir(parents=True)

    with BuildLock(root):
        catalog.recover()

    found = catalog.runs.find(run.id)
    assert (found.outcome, found.exit_code, scratch(root, run.id).exists()) == ("failed", 3, False)


def test_a_run_of_another_machine_is_left_alone(catalog):
    run = replace(catalog.runs.begin("prod"), process=Process(1, "elsewhere", None))
    catalog.runs._write(run)

    assert (catalog.recover().closed, catalog.runs.all()[0].outcome) == ((), "")
