"""The repository's own shape: small files, small functions, no drawers for everything."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PACKAGES = [module for module in MODULES if module.name == "__init__.py"]
MODULE_LINES = 400
FUNCTION_LINES = 60
DRAWERS = {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", [*MODULES, *TESTS], ids=named)
def test_a_module_fits_in_the_head(module):
    assert len(module.read_text().splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_function_fits_on_a_screen(module):
    tree = ast.parse(module.read_text())
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    # From `def` to the last line, the docstring included: that is what a reader scrolls.
    assert [one.name for one in functions if one.end_lineno - one.lineno >= FUNCTION_LINES] == []


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_name_says_what_is_inside(module):
    words = {word.strip("_") for word in module.relative_to(ROOT / "src").with_suffix("").parts}
    assert not words & DRAWERS


@pytest.mark.parametrize("package", PACKAGES, ids=named)
def test_the_front_of_a_package_is_a_sentence_and_a_list(package):
    first, *rest = ast.parse(package.read_text()).body
    assert isinstance(first, ast.Expr), "a docstring comes first"
    assert [ast.unparse(node) for node in rest if not belongs_in_front(node)] == []


def belongs_in_front(node: ast.stmt) -> bool:
    """Tell whether a statement re-exports, is a table of constants, or imports on first use."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assign() | ast.AnnAssign():
            return True
        case ast.If(ast.Name("TYPE_CHECKING"), body, []):
            return all(belongs_in_front(inner) for inner in body)
        case ast.FunctionDef("__getattr__" | "__dir__"):
            return True
    return False
