"""DESIGN section 9: every error says where, and what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from forebay.errors import Problem
from forebay.errors.usual_hints import USUAL_HINTS

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "tests" / "cases" / "errors").glob("*.txt"))
MODULES = sorted((ROOT / "src" / "forebay").rglob("*.py"))
BLOCK = re.compile(r"\n(?=(?:error|warning)\[)")
# A crash has the name of its file for a hint, or no file could be written.
WITHOUT = {"bug"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_error_of_the_examples_has_a_place_and_a_hint(example):
    errors = [b for b in BLOCK.split(example.read_text()) if b.startswith("error[")]

    assert [e for e in errors if not re.search(r"^  --> \S+:\d+:\d+$", e, re.MULTILINE)] == []
    assert [e for e in errors if "\n  hint: " not in e] == []


def test_every_error_that_is_written_down_in_the_code_has_a_hint():
    """Errors whose names are computed pass one on; see the examples for those."""
    found = {}
    for module in MODULES:
        for call in ast.walk(ast.parse(module.read_text())):
            if isinstance(call, ast.Call) and (name := error_name(call)) and not has_hint(call):
                found[f"{module.relative_to(ROOT)}:{call.lineno}"] = name

    assert {where: name for where, name in found.items() if name not in USUAL_HINTS} == {}


def error_name(call: ast.Call) -> str | None:
    """Return the name of the error that a call makes; None for warnings and other calls."""
    function = ast.unparse(call.func)
    if function != "Problem" and not re.fullmatch(r"(Project|Engine)Error\.of", function):
        return None
    if not call.args or not isinstance(call.args[0], ast.Constant):
        return None
    severity = [k.value for k in call.keywords if k.arg == "severity"]
    return None if severity or call.args[0].value in WITHOUT else call.args[0].value


def has_hint(call: ast.Call) -> bool:
    return len(call.args) > 4 or any(k.arg in {"hint", None} for k in call.keywords)


@pytest.mark.parametrize("name", USUAL_HINTS)
def test_a_usual_hint_is_a_sentence_of_an_error_that_has_a_page(name):
    assert (ROOT / "docs" / "errors" / f"{name}.md").is_file()
    assert USUAL_HINTS[name].endswith(".")
    for page in re.findall(r"docs/\S+\.md", USUAL_HINTS[name]):
        assert (ROOT / page).is_file()


def test_who_knows_better_is_heard_and_a_warning_gets_no_usual_hint():
    assert Problem("too-deep", "more", hint="cut it.").hint == "cut it."
    assert Problem("too-deep", "more").hint == USUAL_HINTS["too-deep"]
    assert Problem("too-deep", "more", severity="warning").hint == ""
