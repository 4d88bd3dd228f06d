"""The commit that a project stands at, read from git's own files; no git is started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_REF: Final = "ref: "
_DIGITS: Final = frozenset("0123456789abcdef")


def git_commit(root: Path) -> str:
    """Return the commit of HEAD as hex digits; empty where the project is in no repository.

    Whether files differ from the commit is not looked at: the text of every statement is in the
    fingerprints.
    """
    try:
        folder = _git_folder(root.resolve())
        if folder is None:
            return ""
        head = (folder / "HEAD").read_text().strip()
        if not head.startswith(_REF):
            return _checked(head)
        return _checked(_resolved(folder, head.removeprefix(_REF)))
    except (OSError, UnicodeDecodeError):
        return ""


def _git_folder(root: Path) -> Path | None:
    for folder in (root, *root.parents):
        found = folder / ".git"
        if found.is_dir():
            return found
        if found.is_file():  # of a worktree or a submodule: it says where the folder is
            return folder / found.read_text().strip().removeprefix("gitdir: ")
    return None


def _resolved(folder: Path, ref: str) -> str:
    common = folder
    if (folder / "commondir").is_file():
        common = folder / (folder / "commondir").read_text().strip()
    for place in (folder, common):
        if (place / ref).is_file():
            return (place / ref).read_text().strip()
    packed = common / "./packed-refs"
    lines = packed.read_text().splitlines() if packed.is_file() else []
    return next((line.split()[0] for line in lines if line.endswith(f" {ref}")), "")


def _checked(text: str) -> str:
    """Return what is a commit; nothing of anything else."""
    return text if len(text) in {40, 64} and set(text) <= _DIGITS else ""
