"""Thousands of damaged model folders: nothing crashes, nothing is executed, no answer changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.serve.conftest import MODELS

PROGRAM = Path(__file__).with_name("damaged_folders.py")


def damaged(root, n, seed, how):
    """Return what came of so many folders: node, file, kind of damage, and what was said."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(root), "prod", str(n), str(seed), how],
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr[-3000:]
    assert "EXECUTED" not in done.stdout
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_refused(found):
    assert [one for one in found if one[3] != "damaged-file"] == []
    assert {one[0] for one in found} == set(MODELS)
    assert len({one[2] for one in found}) == 11


def test_a_damaged_folder_is_refused_by_its_hashes_before_a_parser_reads_it(copy):
    found = damaged(copy, 220, 1, "as-is")
    assert len(found) > 200
    check_refused(found)


@pytest.mark.slow_serve
def test_ten_thousand_damaged_folders_are_refused(copy):
    """Goal S1 of the reliability anchors."""
    found = damaged(copy, 10_300, 2, "as-is")
    assert len(found) > 10_000
    check_refused(found)


def check_survived(found):
    """Loaded is a folder that gives every stored answer, to the bit; everything else is an error.

    A file that answering does not need (profiles, gate rows) may be damaged in one that loads.
    """
    said = {one[3] for one in found}
    assert {"loaded", "damaged-model"} <= said
    changed = [one for one in found if one[3] == "loaded" and one[1] == "golden.parquet"]
    assert not [one for one in changed if one[2] in {"zeros", "cut"}]


def test_parsers_survive_folders_whose_hashes_were_written_anew(copy):
    check_survived(damaged(copy, 60, 3, "rehash"))


@pytest.mark.slow_serve
def test_parsers_survive_thousands_of_folders_whose_hashes_were_written_anew(copy):
    check_survived(damaged(copy, 3_000, 4, "rehash"))
