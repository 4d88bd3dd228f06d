"""A new version is asked the last live rows before it answers anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.serve.conftest import build, write_project, write_rows
from tests.serve.running import running
from tests.serve.test_serve import wait_for

from forebay.catalog import read_live
from forebay.errors import EngineError
from forebay.serve.engine_rows import EngineRows
from forebay.serve.loaded_model import load_model
from forebay.serve.shadow import shadow

ROW = {"a": 0.5, "k": 2, "price": 10.0, "color": "red", "flag": True, "day": "2026-01-11",
       "seen": "2026-01-11 02:30:00"}  # fmt: skip
ROWS = [{**ROW, "a": i / 10 - 1.5, "k": i % 6} for i in range(30)]


def version(server):
    return server.predict("trees", [ROW])["version"]


def reverse(root):
    """Let the labels say the opposite of what they said."""
    head, *lines = (root / "given.csv").read_text().splitlines()
    place = head.split(",").index("high")
    turned = [line.split(",") for line in lines]
    for cells in turned:
        cells[place] = "false" if cells[place] == "true" else "true"
    (root / "given.csv").write_text("\n".join([head, *map(",".join, turned)]) + "\n")


def test_a_version_that_decides_otherwise_for_most_live_rows_is_not_picked_up(tmp_path):
    write_project(tmp_path, ("trees",))
    build(tmp_path)
    with running(tmp_path, "trees") as server:
        for start in range(0, 30, 10):
            server.predict("trees", ROWS[start : start + 10])
        reverse(tmp_path)
        build(tmp_path)
        wait_for(lambda: any("not picked up" in line for line in said(server)))

        assert version(server) == 1
        assert '"trees@2" is not picked up: it decides otherwise for' in server.said[-1]
        # Without the rows that it fails on, it is taken: nobody can say that it is worse.
        write_rows(tmp_path, seed=9)
        build(tmp_path)
        wait_for(lambda: version(server) == 3)
        wait_for(lambda: any("trees@3 answers" in line for line in said(server)))
        assert "live rows first: " in server.said[-1]


def test_a_version_that_breaks_on_live_rows_is_an_error_that_names_it(project):
    version = read_live(project, "prod").versions["trees"]
    engine = EngineRows(project)
    try:
        before, after = load_model(project, version, engine), load_model(project, version, engine)
        before.recent.extend(before.reader.read(ROWS)[0])
        same = shadow(before, after, engine)
        spoiled = replace(after, row=lambda row: after.row({**row, "a": "no number"}))
        with pytest.raises(EngineError) as raised:
            shadow(before, spoiled, engine)
    finally:
        engine.close()
    assert (same.rows, same.changed, same.largest) == (30, 0.0, 0.0)
    assert raised.value.problems[0].name == "canary-failed"
    assert "it breaks on a live row" in raised.value.problems[0].message


def said(server):
    """Return all that the server has said by now."""
    while not server.lines.empty():
        server.said.append(server.lines.get())
    return server.said


def test_values_that_training_never_had_are_answered_and_counted(project):
    with running(project, "trees") as server:
        server.predict("trees", [ROW, {**ROW, "a": 1e6}, {**ROW, "k": None}, {**ROW, "k": -3}])
        _, _, data = server.ask("GET", "/metrics")

    counts = [line for line in data.decode().splitlines() if "unusual_values_total{" in line]
    found = {
        line.rpartition(" ")[0].partition("column=")[2]: line.rpartition(" ")[2] for line in counts
    }
    assert found['"a",kind="out_of_range"}'] == "1"
    assert found['"k",kind="out_of_range"}'] == "1"
    assert found['"k",kind="missing"}'] == "1"
    assert found['"price",kind="out_of_range"}'] == "0"
    assert '"a",kind="missing"}' not in found  # training had rows without it
