"""ARCHITECTURE.md, the import contracts, the folders and the dependencies say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DEPENDENCIES = [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]


def first_column(page: str) -> list[str]:
    """Return the first cell of each row below the header of a page's first table."""
    lines = (ROOT / page).read_text().splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("|---"))
    rows = []
    for line in lines[first + 1 :]:
        if not line.startswith("|"):
            break
        rows.append(line.split("|")[1].strip())
    return rows


def documented() -> list[str]:
    return [cell.strip("`") for cell in first_column("ARCHITECTURE.md")]


def test_the_table_is_the_order_of_the_layers():
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert documented() == list(reversed(layers))


def test_the_table_is_the_folders():
    folders = {file.parent.name for file in (ROOT / "src" / "forebay").glob("*/__init__.py")}
    modules = {file.stem for file in (ROOT / "src" / "forebay").glob("*.py")} - {"__init__"}
    assert set(documented()) == folders | modules


def test_the_sentence_names_every_package_once_in_the_order_of_the_table():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    sentence = next(line for line in text.splitlines() if line.startswith("> "))
    assert re.findall(r"\(`(\w+)`\)", sentence) == [
        name for name in documented() if name != "errors"
    ]


@pytest.mark.parametrize("package", documented())
def test_every_package_but_for_errors_has_tests_of_its_name(package):
    """`errors` is proven by its doctests and by every golden error."""
    tests = list((ROOT / "tests" / package).glob("test_*.py"))
    assert tests or package == "errors"


def test_every_dependency_is_explained():
    assert sorted(first_column("docs/decisions/0008-dependencies.md")) == sorted(
        dependency.name for dependency in DEPENDENCIES
    )


@pytest.mark.parametrize("lock", ["core", "dev", "oldest"])
@pytest.mark.parametrize("dependency", DEPENDENCIES, ids=lambda dependency: dependency.name)
def test_every_lock_holds_each_dependency_within_its_bounds(lock, dependency):
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()
    versions = re.findall(rf"^{dependency.name}==(\S+)", text, re.MULTILINE)
    assert versions
    assert all(version in dependency.specifier for version in versions)
