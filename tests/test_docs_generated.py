"""What the documents say of the code is what the code says: docs/generate.py writes it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from forebay.project.load_settings import parse_settings
from forebay.project.settings import Settings
from forebay.sql.ml_functions import KNOWN_FUNCTIONS, ML_SCALAR_FUNCTIONS

ROOT = Path(__file__).parents[1]


def _generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()


@pytest.mark.parametrize("page", GENERATOR.pages(), ids=lambda page: page.stem)
def test_a_generated_part_is_up_to_date(page):
    made = GENERATOR.generated(page)

    # click breaks lines in its own way from release to release.
    assert page.read_text().split() == made.split(), "run: python docs/generate.py"


def test_every_setting_stands_in_its_page_with_its_default():
    page = (ROOT / "docs" / "settings.md").read_text()
    told = dict(re.findall(r"^\| `(\w+)` \| [^|]+\| ([^|]*) \|", page, re.MULTILINE))
    settings = parse_settings("", "shop")

    assert told.keys() == set(Settings.__slots__) - {
        "environments",
        "datasets",
        "mlflow_uri",
        "columns",
    }
    for name, default in told.items():
        if default.startswith("`"):
            assert f"`{_toml(getattr(settings, name))}`" == default


def _toml(value):
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case tuple():
            return str(list(value)).replace("'", '"')
        case int():
            return f"{value:_}"
        case _:
            return str(value)


def test_every_answered_function_has_a_page_and_stands_among_the_differences():
    functions = (ROOT / "src" / "forebay" / "query" / "functions").glob("[a-z]*.py")
    pages = {page.stem for page in (ROOT / "docs" / "sql").glob("ml_*.md")}

    tables = {f"ml_{file.stem}" for file in functions}
    assert pages == tables | {f"ml_{name.lower()}" for name in ML_SCALAR_FUNCTIONS}


def test_every_function_named_in_the_differences_is_known():
    text = (ROOT / "docs" / "bigquery_differences.md").read_text()
    named = set(re.findall(r"`((?:ML|AI)\.[A-Z_]+)`", text))

    assert len(named) > 20
    assert named <= KNOWN_FUNCTIONS
