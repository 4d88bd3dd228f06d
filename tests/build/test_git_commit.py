"""The commit of a project, against git itself."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from forebay.build.git_commit import git_commit

if TYPE_CHECKING:
    from pathlib import Path

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        [str(GIT), *who, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "project").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "one")
    return folder


@pytest.mark.parametrize("how", ["branch", "packed", "detached", "worktree"])
def test_it_is_what_git_says_of_head(how: str, repository: Path, tmp_path: Path) -> None:
    project = repository / "project"
    if how == "packed":
        git(repository, "pack-refs", "--all")
    elif how == "detached":
        git(repository, "checkout", "-q", "--detach")
    elif how == "worktree":
        project = tmp_path / "other"
        git(repository, "worktree", "add", "-q", "-b", "other", str(project))
        git(project, "commit", "-q", "--allow-empty", "-m", "two")

    assert git_commit(project) == git(project, "rev-parse", "HEAD")


def test_a_branch_without_a_commit_and_a_folder_that_is_none_have_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")

    assert git_commit(tmp_path) == ""
    (tmp_path / ".git/HEAD").write_text("../../etc/passwd")
    assert git_commit(tmp_path) == ""
