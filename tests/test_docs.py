"""What the documents promise: a page for each error, legal changelog fragments, links that lead."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
DOCUMENTS = sorted(
    file
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md", "changelog.d/*.md")
    for file in ROOT.glob(pattern)
)
PAGES = sorted((ROOT / "docs" / "errors").glob("*.md"))
KEBAB = re.compile(r"[a-z]+(-[a-z0-9]+)+")
HEADINGS = ["What it means", "Why it matters", "What to do"]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

# Texts of the package that look like the name of an error and are none.
NO_ERRORS = {
    "color-scheme", "content-id-2", "date-time", "latin-1", "ls-files", "rev-parse", "spill-serial",
    "utf-8", "utf-8-sig",
}  # fmt: skip


@cache
def error_names() -> dict[str, str]:
    """Return the name of each mistake that a person can make, with a file that reports it.

    Names are kebab-case, and no other text of the package is: so every such text counts, however
    far it stands from the problem that is made of it. One word counts where a problem is made.
    What only an InternalError says is our mistake, and no page helps against it.
    """
    internal = made("InternalError")
    mistakes = made("Problem", "ProjectError", "EngineError")
    anywhere = {
        text: file
        for file, tree in trees().items()
        for text in texts(tree)
        if KEBAB.fullmatch(text) and text not in NO_ERRORS | internal.keys()
    }
    return anywhere | mistakes


def made(*classes: str) -> dict[str, str]:
    """Return the names given where ``Problem(...)`` or ``ProjectError.of(...)`` is called."""
    found = {}
    for file, tree in trees().items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    ast.Name(owner) | ast.Attribute(ast.Name(owner), "of"),
                    [ast.Constant(str(name)), *_],
                ) if owner in classes:
                    found[name] = file
    return found


@cache
def trees() -> dict[str, ast.Module]:
    """Return every module of the package by its file."""
    return {f.relative_to(ROOT).as_posix(): ast.parse(f.read_text()) for f in SOURCES}


def texts(tree: ast.AST) -> set[str]:
    """Return every text that stands in the code."""
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def test_the_search_for_error_names_finds_them():
    assert {"unexpected-token", "duplicate-argument", "unknown-clause"} <= error_names().keys()


@pytest.mark.parametrize("name", sorted(error_names()))
def test_every_error_has_a_page(name):
    page = ROOT / "docs" / "errors" / f"{name}.md"
    assert page.exists(), f'{error_names()[name]} reports "{name}"; if it does, write {page.name}'


@pytest.mark.parametrize("name", sorted(error_names()))
def test_every_error_is_met_by_a_test(name):
    met = any(re.search(rf"(?<![\w-]){name}(?![\w-])", text) for text in texts_of_tests())
    assert met, f'no test meets "{name}" of {error_names()[name]}'


@cache
def texts_of_tests() -> tuple[str, ...]:
    """Return the text of all tests and golden cases but this one."""
    files = (ROOT / "tests").rglob("*.*")
    suffixes = {".py", ".txt", ".sql", ".jsonl"}
    return tuple(f.read_text() for f in files if f.suffix in suffixes and f != Path(__file__))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_of_an_error_has_the_three_headings_and_an_error(page):
    if page.stem == "README":
        return
    lines = page.read_text().splitlines()
    assert lines[0] == f"# {page.stem}"
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == HEADINGS
    assert any(page.stem in texts(tree) for tree in trees().values()), "nothing reports it"


def test_every_changelog_fragment_has_a_legal_type():
    explained = (ROOT / "changelog.d" / "README.md").read_text()
    types = set(re.findall(r"^\| `([a-z]+)` \|", explained, re.MULTILINE))
    names = {file.name for file in (ROOT / "changelog.d").iterdir()} - {"README.md"}
    wrong = [n for n in names if not re.fullmatch(rf"[a-z0-9-]+\.({'|'.join(types)})\.md", n)]
    assert types
    assert not wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    dead = [link for link in links(document) if not leads(document, link)]
    assert not dead


def links(document: Path) -> list[str]:
    """Return the links of a document to other files of the repository."""
    found = LINK.findall(CODE.sub("", document.read_text()))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def leads(document: Path, link: str) -> bool:
    """Tell whether the file is there, and the heading in it."""
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(document: Path) -> set[str]:
    """Return the anchors of the headings, as code hosts make them."""
    headings = re.findall(r"^#+ +(.+)$", CODE.sub("", document.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
