"""Compare a project with its ``forebay.lock`` before anything runs; standard library only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import Problem, ProjectError, Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.plan.state import DataSignature
    from forebay.project.outline import ProjectOutline

LOCK_FILE: Final = "forebay.lock"


def read_lock(root: Path) -> Mapping[str, Any]:
    """Return the lock of a project.

    Raises
    ------
    ProjectError
        ``no-lock``: there is none, or it cannot be read.

    """
    path = root / LOCK_FILE
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        nodes = document["nodes"]
        libraries = document["libraries"]
    except FileNotFoundError:
        raise ProjectError.of(
            "no-lock", f"there is no {LOCK_FILE}", hint="forebay lock writes it."
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        nodes = libraries = None
        document = {}
    if not isinstance(nodes, dict) or not isinstance(libraries, dict):
        raise ProjectError.of(
            "no-lock",
            f"{LOCK_FILE} cannot be read",
            Source(LOCK_FILE, "").whole(),
            hint="forebay lock writes it anew.",
        )
    return document


def check_lock(
    root: Path, outline: ProjectOutline, signatures: Mapping[str, DataSignature]
) -> None:
    """Refuse to go on where libraries, SQL or data are not those of the lock; all at once.

    Raises
    ------
    ProjectError
        ``no-lock``, ``lock-differs``.

    """
    lock = read_lock(root)
    problems = [
        _differs(f"{name} is {now or 'not installed'}, and the lock says {then or 'none'}")
        for name in sorted({*lock["libraries"], *outline.versions})
        if (then := lock["libraries"].get(name, "")) != (now := outline.versions.get(name, ""))
    ]
    locked = lock["nodes"]
    for key, node in outline.nodes.items():
        entry = locked.get(key)
        if entry is None:
            problems.append(_differs(f'"{node.name}" is not in the lock'))
        elif entry.get("definition") != node.definition:
            problems.append(_differs(f'the SQL of "{node.name}" is not that of the lock'))
        elif key in signatures and entry.get("data") != signatures[key].digest:
            problems.append(_differs(f'the files of "{node.name}" are not those of the lock'))
    gone = sorted(set(locked) - set(outline.nodes))
    problems += [_differs(f'"{key}" is in the lock and not in the project') for key in gone]
    if problems:
        raise ProjectError(*problems)


def _differs(message: str) -> Problem:
    return Problem(
        "lock-differs", message, hint="bring it back, or build without --locked and lock again."
    )
