"""What `pip install forebay` puts on a machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = "forebay/project/examples/flights/"


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> set[str]:
    """Build the wheel; return the names of its files."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*command, str(folder)], cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(folder.glob("*.whl"))) as wheel:
        return {name for name in wheel.namelist() if ".dist-info/" not in name}


def test_every_module_is_installed(installed):
    modules = (ROOT / "src").rglob("*.py")
    assert {module.relative_to(ROOT / "src").as_posix() for module in modules} <= installed
    assert "forebay/py.typed" in installed


def test_the_example_is_installed_without_its_data(installed):
    source = ROOT / "examples" / "flights"
    kept = [file for file in source.rglob("*") if file.suffix in {".sql", ".toml", ".py"}]
    files = {EXAMPLE + file.relative_to(source).as_posix() for file in kept}
    assert {name for name in installed if name.startswith(EXAMPLE)} == files


def test_nothing_else_is_installed(installed):
    assert {name.split("/")[0] for name in installed} == {"forebay"}
    assert not [name for name in installed if "/." in name or "__pycache__" in name]
