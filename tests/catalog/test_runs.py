"""Runs have numbers and an end."""

from __future__ import annotations

import os
import subprocess
import sys

from forebay.catalog.layout import scratch


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
    mine = catalog.runs.begin("prod")
    for run in (1, mine.id):
        scratch(root, run).mkdir(parents=True)

    recovered = catalog.recover()

    assert [run.id for run in recovered.killed] == [1]
    assert catalog.runs.find(1).outcome == "killed"
    assert not scratch(root, 1).exists()
    assert scratch(root, mine.id).exists()
    assert not catalog.runs.find(mine.id).is_finished
