"""Hierarchies of series over time: another order of rows, a champion, what cannot be summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.build.series_project import SOURCE
from tests.build.tree_project import TREE, Tree, planted

from forebay.catalog import layout
from forebay.query.target import target_from_json

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return planted(tmp_path)


def test_a_retrained_hierarchy_is_compared_with_its_champion(tree: Tree) -> None:
    tree.model(TREE)
    tree.build()
    tree.plant(67)

    tree.build()

    verdict = tree.verdict().verdict
    assert (verdict.outcome, verdict.champion) == ("PASS", "v1")
    assert next(s for s in verdict.standards if "champion" in s.text).n_rows == 7 * 4


def test_null_in_a_hierarchy_is_refused_because_it_means_a_sum(tree: Tree) -> None:
    tree.model(TREE, query="SELECT * REPLACE (nullif(zone, 'y') AS zone) FROM sales")

    finished = tree.build()

    assert finished.exit_code != 0
    assert "stands for the sum" in str(tree.events)


def test_the_same_rows_in_another_order_give_the_same_hierarchy(tmp_path: Path) -> None:
    found = []
    for turn in (1, -1):
        project = Tree(tmp_path / str(turn))
        project.root.mkdir()
        project.write("forebay.toml", f'name = "s"\ndefault_env = "dev"\nthreads = {2 + turn}\n')
        project.write("sales.sql", SOURCE)
        project.plant(40)
        header, *rows = (project.root / "sales.csv").read_text().split()
        project.rows(rows[::turn], header)
        project.model(TREE)
        project.build()
        folder = layout.model_folder(project.root, "forecast", 1)
        files = ("arrays.npz", "series.parquet", "history.parquet", "gate.parquet")
        found.append([(folder / name).read_bytes() for name in files])
        found[-1].append(project.ask("SELECT * FROM ML.FORECAST(MODEL forecast)"))

    assert found[0] == found[1]


def test_a_version_from_before_hierarchies_is_read() -> None:
    target = {"timestamp": ["d", "DATE"], "data": ["v", "DOUBLE"], "ids": [], "horizon": 7}

    found = target_from_json("forecast", target)

    assert found.columns.hierarchy == ()
    assert (found.holidays, found.keeps_parts) == ((), True)
