from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.errors import Problem, Source
from forebay.project.read_files import ProjectFile, decode, read_files
from forebay.project.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def _write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_sql", ".sql")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_sql_files_are_found_in_order_and_dot_folders_are_not(tmp_path: Path) -> None:
    _write(tmp_path, b_sql="1", a__z_sql="2", a__B_sql="3")
    for hidden in (".git/x.sql", ".forebay/y.sql", "a/.hidden.sql"):
        (tmp_path / hidden).parent.mkdir(exist_ok=True)
        (tmp_path / hidden).touch()
    (tmp_path / "a/notes.txt").touch()

    files, problems = read_files(tmp_path, Settings("p"))

    assert [file.path for file in files] == ["a/B.sql", "a/z.sql", "b.sql"]
    assert problems == []


def test_a_query_that_was_exported_is_no_file_of_the_project(tmp_path: Path) -> None:
    """`forebay export` writes below the project: the next command must still read it."""
    (tmp_path / "exports").mkdir()
    written = "-- LINEAR_REG m, version 1, as SQL of sqlite; written by Forebay.\r\nSELECT 1\n"
    (tmp_path / "exports" / "query.sql").write_text(written)
    (tmp_path / "a.sql").write_text(
        "-- a table; written by Forebay. Not.\nCREATE TABLE a AS SELECT 1"
    )

    files, problems = read_files(tmp_path, Settings(name="p"))

    assert ([file.path for file in files], problems) == (["a.sql"], [])


def test_a_project_inside_a_project_is_one_of_its_own(tmp_path: Path) -> None:
    _write(tmp_path, a_sql="1", inner__b_sql="2", inner__deep__c_sql="3")
    (tmp_path / "inner" / "forebay.toml").write_text('name = "inner"')

    files, _ = read_files(tmp_path, Settings("p"))

    assert [file.path for file in files] == ["a.sql"]


def test_paths_that_overlap_read_a_file_once(tmp_path: Path) -> None:
    _write(tmp_path, a__b__c_sql="1")

    files, _ = read_files(tmp_path, Settings("p", paths=("a", ".", "a/b")))

    assert [file.path for file in files] == ["a/b/c.sql"]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_link_out_of_the_project_is_refused(tmp_path: Path, kind: str) -> None:
    """Case 28 of the bad inputs."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    _write(inside, a_sql="1")
    _write(outside, secret_sql="2")
    link = inside / ("link" if kind == "folder" else "link.sql")
    link.symlink_to(outside if kind == "folder" else outside / "secret.sql")

    files, problems = read_files(inside, Settings("p"))

    assert [file.path for file in files] == ["a.sql"]
    assert [p.name for p in problems] == ["outside-project"]


def test_a_link_to_the_folder_above_ends(tmp_path: Path) -> None:
    _write(tmp_path, a__b_sql="1")
    (tmp_path / "a/again").symlink_to(tmp_path / "a")

    files, problems = read_files(tmp_path, Settings("p"))

    assert len(files) == 1
    assert problems == []


def test_a_folder_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    _write(tmp_path, a_sql="1")

    files, problems = read_files(tmp_path, Settings("p", paths=(".", "tests")))

    assert len(files) == 1
    assert [(p.name, p.severity) for p in problems] == [("missing-folder", "warning")]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(ProjectFile("a.sql", b"\xef\xbb\xbfSELECT 1")) == Source("a.sql", "SELECT 1")


def test_line_ends_stay_as_they_stand() -> None:
    source = decode(ProjectFile("a.sql", b"SELECT\r\n1"))

    assert source == Source("a.sql", "SELECT\r\n1")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"SELECT 1\n'caf\xe9'", "bad-encoding", "line 2"),
        ("SELECT 1".encode("utf-16"), "bad-encoding", "line 1"),
        (b"SELECT\0 1", "nul-character", "NUL"),
    ],
)
def test_what_is_no_text_is_an_error_with_its_line(data: bytes, name: str, said: str) -> None:
    """Cases 5 to 7 of the bad inputs, for SQL files."""
    found = decode(ProjectFile("a.sql", data))

    assert isinstance(found, Problem)
    assert found.name == name
    assert said in found.message
