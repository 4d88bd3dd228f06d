from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.errors import Problem
from forebay.project.source_files import source_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name in ("data/a1.csv", "data/a2.csv", "data/b.txt", "data/deep/a3.csv", "data/[x].csv"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    (tmp_path / "outside.csv").touch()
    return project


@pytest.mark.parametrize(
    ("uris", "names"),
    [
        (["data/a1.csv"], ["a1.csv"]),
        (["data/a*.csv"], ["a1.csv", "a2.csv"]),
        (["data/a2.csv", "data/a*.csv"], ["a1.csv", "a2.csv"]),
        (["data/**/a*.csv"], ["a1.csv", "a2.csv", "a3.csv"]),
        (["data/[x].csv"], ["[x].csv"]),
    ],
)
def test_patterns_are_below_the_project_and_name_a_file_once(
    root: Path, uris: list[str], names: list[str]
) -> None:
    found = source_files(root, uris)

    assert not isinstance(found, Problem)
    assert [path.name for path in found] == names


def test_a_pattern_without_a_file_tells_what_the_folder_holds(root: Path) -> None:
    """Case 1 of the bad inputs."""
    found = source_files(root, ["data/z*.csv"])

    assert isinstance(found, Problem)
    assert found.name == "no-files"
    assert "[x].csv, a1.csv, a2.csv, b.txt, deep" in found.detail


@pytest.mark.parametrize("uri", ["../outside.csv", "/etc/passwd", "data/../../outside.csv"])
def test_a_path_out_of_the_project_is_refused(root: Path, uri: str) -> None:
    found = source_files(root, [uri])

    assert isinstance(found, Problem)
    assert found.name == "outside-project"


def test_a_link_out_of_the_project_is_refused(root: Path) -> None:
    """Case 28 of the bad inputs."""
    (root / "data/link.csv").symlink_to(root.parent / "outside.csv")

    found = source_files(root, ["data/l*.csv"])

    assert isinstance(found, Problem)
    assert found.name == "outside-project"


@pytest.mark.parametrize("uri", ["s3://bucket/a.csv", "https://example.com/a.csv"])
def test_an_address_on_a_network_is_refused(root: Path, uri: str) -> None:
    found = source_files(root, [uri])

    assert isinstance(found, Problem)
    assert found.name == "not-supported"
