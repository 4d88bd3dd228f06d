"""Every example of the documents that is marked is run; docs/README.md explains the marks.

``<!-- project: shop -->`` copies docs/shop, built, for the page, ``<!-- project: data -->`` only
its data; without it a page starts in an empty folder. Below ``<!-- file: NAME -->`` stands a file
of the page's project, below ``<!-- run -->`` what is run in it, below ``<!-- gives -->`` what the
query before printed, below ``<!-- error: NAME -->`` SQL that is refused by that name.

FOREBAY_BLESS=1 writes what queries and commands printed.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from forebay.cli import main
from forebay.errors import ProjectError
from forebay.session import connect
from forebay.trust.load_project import load_project

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MARK = re.compile(
    r"^<!-- (?P<mark>file|run|gives|error|output)(?:: (?P<of>[^\n]+?))? -->\n"
    r"```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PROJECT = re.compile(r"^<!-- project: (\w+) -->$", re.MULTILINE)
DEFINES = re.compile(r"\A(\s*--[^\n]*\n)*\s*(CREATE|ASSERT)\b", re.IGNORECASE)
# What differs from run to run: durations, instants, and the widths of columns around them.
VARIES = (
    (re.compile(r"\d+(\.\d+)? (s|min)\b( \d+ s\b)?"), "T"),
    (re.compile(r"seconds=\d+(\.\d+)?"), "seconds=T"),
    (re.compile(r"\d+( of \d+ worlds)"), r"N\1"),  # a budget of time ends it
    (re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(?= *$)", re.MULTILINE), "T"),
    (re.compile(r"[ \t]+"), " "),
)


@dataclass(frozen=True)
class Example:
    mark: str
    of: str
    language: str
    text: str
    line: int


def examples(page: Path) -> list[Example]:
    text = page.read_text()
    return [
        Example(m["mark"], m["of"] or "", m["language"], m["text"], text.count("\n", 0, m.start()))
        for m in MARK.finditer(text)
    ]


RUNNABLE = [page for page in PAGES if any(e.mark != "output" for e in examples(page))]


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """The project of the pages, built once."""
    folder = tmp_path_factory.mktemp("docs") / "shop"
    shutil.copytree(ROOT / "docs" / "shop", folder, ignore=shutil.ignore_patterns(".forebay"))
    subprocess.run([sys.executable, "make_data.py"], cwd=folder, check=True)
    assert main(["-q", "-C", str(folder), "build"]) == 0
    return folder


@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_of_a_page_does_what_the_page_says(page, shop, tmp_path, monkeypatch):
    folder = tmp_path / "project"
    match PROJECT.findall(page.read_text()):
        case ["shop"]:
            shutil.copytree(shop, folder)
        case ["data"]:
            shutil.copytree(shop / "data", folder / "data")
        case _:
            folder.mkdir()
    monkeypatch.chdir(folder)
    _add_definitions(page, folder)

    answer = ""
    for example in examples(page):
        try:
            if example.mark == "gives":
                _bless(page, example.text, answer)
            answer = _follow(page, example, folder, answer)
        except AssertionError as error:
            pytest.fail(f"{page.relative_to(ROOT)}:{example.line}: {error}")


def test_every_mark_stands_above_a_block():
    """A misspelt mark would turn its example off without a word."""
    loose = [
        f"{page.relative_to(ROOT)}: {mark}"
        for page in PAGES
        for mark in re.findall(r"^<!-- .*-->$", page.read_text(), re.MULTILINE)
        if not PROJECT.fullmatch(mark)
        and not re.match(r"<!-- (generated|end|options|end of options)\b", mark)
        and not any(f"{mark}\n```" in m.group(0) for m in MARK.finditer(page.read_text()))
    ]

    assert not loose


def test_enough_examples_are_run():
    found = [e for page in PAGES for e in examples(page) if e.mark in {"run", "error"}]

    assert len(found) > 20


def _bless(page: Path, before: str, after: str) -> None:
    text = page.read_text()
    if os.environ.get("FOREBAY_BLESS") and text.count(before) == 1 and not _is_same(before, after):
        page.write_text(text.replace(before, after))


def _add_definitions(page: Path, folder: Path) -> None:
    """Build all statements of a page that define something, at once."""
    texts = [
        e.text for e in examples(page) if e.mark == "run" and e.language == "sql" and _defines(e)
    ]
    if not texts:
        return
    (folder / "page.sql").write_text("\n".join(f"{t.strip().rstrip(';')};" for t in texts))
    code, printed = _forebay(["build"])
    assert code == 0, printed
    # A page shows how a model is written; that a line would do on data made by one is no news.
    told = set(re.findall(r"warning\[([\w-]+)\]", printed)) - {"idle-features", "simpler-is-better"}
    assert not told, printed


def _defines(example: Example) -> bool:
    return DEFINES.match(example.text) is not None


def _follow(page: Path, example: Example, folder: Path, answer: str) -> str:
    match example.mark, example.language:
        case "file", _:
            path = folder / example.of
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.text)
        case "error", _:
            assert example.of in _problems(folder, example.text)
        case "gives", _:
            _same(example.text, answer)
        case "run", "sql" if not _defines(example):
            code, answer = _forebay(["sql", example.text])
            assert code == 0, answer
        case "run", "console":
            _console(page, example.text, folder)
        case "run", "python":
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(example.text, "<page>", "exec"), {})
            answer = printed.getvalue()
    return answer


def _problems(folder: Path, sql: str) -> set[str]:
    """Return the names of what is wrong with the project once a statement is added, or a query."""
    if not DEFINES.match(sql):
        with pytest.raises(ProjectError) as raised:
            connect(folder).sql(sql)
        return {problem.name for problem in raised.value.problems}
    path = folder / "wrong.sql"
    path.write_text(sql)
    try:
        load_project(folder)
    except ProjectError as error:
        return {problem.name for problem in error.problems}
    else:
        return set()
    finally:
        path.unlink()


def _console(page: Path, text: str, folder: Path) -> None:
    """Run the commands behind ``$``, each with the lines behind ``>``; compare what they print."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        heredoc = re.search(r"<< '(\w+)'", lines[0])
        if heredoc:
            n = lines.index(heredoc[1]) + 1
            command, printed = "\n".join(lines[:n]), lines[n:]
        else:
            n = 1
            while n < len(lines) and lines[n].startswith("> "):
                n += 1
            command, printed = " ".join(line.removeprefix("> ") for line in lines[:n]), lines[n:]
        expected, found = "\n".join(printed), _command(command, folder)
        if expected.strip():
            _bless(page, f"{expected.strip()}\n", f"{found.strip()}\n")
        _same(expected, found, command)


def _command(command: str, folder: Path) -> str:
    words = shlex.split(command) if "<<" not in command else []
    if words[:1] == ["forebay"]:
        return _forebay(words[1:])[1]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _forebay(arguments: list[str]) -> tuple[int, str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main(arguments)
    return code, printed.getvalue()


def _same(expected: str, found: str, what: str = "") -> None:
    assert _is_same(expected, found), (
        f"{what}\n--- the page\n{_steady(expected)}\n--- the run\n{_steady(found)}"
    )


def _is_same(expected: str, found: str) -> bool:
    """Compare what varies not; a line of three dots stands for any lines."""
    parts = [
        re.escape(_steady(part)) for part in re.split(r"^\.\.\.$", expected, flags=re.MULTILINE)
    ]
    return re.fullmatch(r".*".join(parts), _steady(found), re.DOTALL) is not None


def _steady(text: str) -> str:
    for pattern, word in VARIES:
        text = pattern.sub(word, text)
    return "\n".join(line.strip() for line in text.strip().splitlines())
