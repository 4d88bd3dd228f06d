"""Every example gives the same hashes in another folder and with another number of threads."""

from __future__ import annotations

import os
import runpy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forebay.catalog import read_live
from forebay.session import connect

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
TUTORIALS = ROOT / "examples" / "bigquery_tutorials"
FAST = {"01_penguin_weight", "06_penguin_forest"}  # a linear model, and trees in many threads
SCRIPTS = [
    pytest.param(path.stem, marks=() if path.stem in FAST else pytest.mark.slow_examples)
    for path in sorted(TUTORIALS.glob("*.sql"))
]


def verified(root: Path, threads: int) -> set[str]:
    """Build a project, rebuild it elsewhere with that many threads; return what was compared."""
    with connect(root) as session:
        session.build()
        found = session.verify(threads=threads)
    assert [(one.node, one.why) for one in found if not one.is_same] == []
    return {one.node for one in found}


def _copied(name: str, folder: Path) -> Path:
    """Copy an example without what its scripts and builds write."""
    left_out = shutil.ignore_patterns(".forebay", "data", "__pycache__")
    return Path(shutil.copytree(ROOT / "examples" / name, folder / name, ignore=left_out))


@pytest.mark.slow_examples
def test_the_flights_example_is_the_same_again(tmp_path: Path) -> None:
    root = _copied("flights", tmp_path)
    assert runpy.run_path(str(root / "get_data.py"))["main"]() == 0
    assert verified(root, threads=3) >= {"departures", "late_arrival", "arrivals_scored"}


def test_the_shop_of_the_documentation_is_the_same_again(tmp_path: Path) -> None:
    """All of ``examples/embed`` ask its model."""
    root = tmp_path / "shop"
    shutil.copytree(ROOT / "docs" / "shop", root, ignore=shutil.ignore_patterns(".forebay"))
    runpy.run_path(str(root / "make_data.py"), run_name="__main__")
    assert "churn" in verified(root, threads=3)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the tutorials with their data."""
    folder = _copied("bigquery_tutorials", tmp_path_factory.mktemp("tutorials"))
    assert runpy.run_path(str(folder / "get_data.py"))["main"]() == 0
    return folder


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_tutorial_is_the_same_again(
    data: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session has a folder of its own, and takes as many threads as there are processors."""
    hashes = []
    for threads in (1, 3):
        monkeypatch.setattr(os, "cpu_count", lambda count=threads: count)
        hashes.append(_hashes(data, name))
    assert hashes[0]
    assert hashes[0] == hashes[1]


def _hashes(data: Path, name: str) -> Mapping[str, str]:
    text = (data / f"{name}.sql").read_text()
    names = runpy.run_path(str(data / "run.py"))["DATASETS"]
    used = {of: str(data / file) for of, file in names.items() if of.partition(".")[2] in text}
    with connect(dialect="bigquery", datasets=used) as session:
        session.sql(text).fetchall()
        versions = read_live(session.root, session.env).versions
        return {key: version.content_id for key, version in versions.items()}
