"""What `pip install forebay` puts on a machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.algorithms.compiled_library import compiled

ROOT = Path(__file__).parents[1]
EXAMPLE = "forebay/project/examples/flights/"


LIBRARIES = {"forebay/algorithms/native/forest.so", "forebay/engine/native/columns.so"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel."""
    return built(tmp_path_factory.mktemp("wheel"), os.environ)


@pytest.fixture(scope="module")
def installed(wheel) -> set[str]:
    """Return the names of the wheel's files."""
    return names(wheel)


def built(folder: Path, environment) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    command.append(str(folder))
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)
    return next(folder.glob("*.whl"))


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if ".dist-info/" not in name}


def test_a_wheel_made_with_a_compiler_holds_our_libraries_and_names_its_machine(wheel):
    compiled()  # skips without a compiler
    assert names(wheel) >= LIBRARIES
    assert "-py3-none-" in wheel.name
    assert not wheel.name.endswith("-any.whl")


def test_a_wheel_made_without_a_compiler_is_for_any_machine(tmp_path):
    wheel = built(tmp_path, os.environ | {"CC": "no-such-compiler"})
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not names(wheel) & LIBRARIES


def test_every_module_is_installed(installed):
    modules = (ROOT / "src").rglob("*.py")
    assert {module.relative_to(ROOT / "src").as_posix() for module in modules} <= installed
    assert "forebay/py.typed" in installed


def test_the_example_is_installed_without_its_data(installed):
    source = ROOT / "examples" / "flights"
    kept = [file for file in source.rglob("*") if file.suffix in {".sql", ".toml", ".py", ".yml"}]
    files = {EXAMPLE + file.relative_to(source).as_posix() for file in kept}
    assert {name for name in installed if name.startswith(EXAMPLE)} == files


def test_nothing_else_is_installed(installed):
    assert {name.split("/")[0] for name in installed} == {"forebay"}
    hidden = [name for name in installed if "/." in name or "__pycache__" in name]
    assert hidden == [f"{EXAMPLE}.github/workflows/build.yml"]
