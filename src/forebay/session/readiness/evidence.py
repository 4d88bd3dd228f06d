"""What the files, the catalog and git say of a project."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.catalog import Catalog, layout, read_live
from forebay.project.load import load
from forebay.sql.statement import CreateExternalTable, CreateTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.catalog import LedgerEntry, LiveState, Run, Version
    from forebay.project import Node, Project
    from forebay.sql.constraint import Constraint


@dataclass(frozen=True, slots=True)
class Evidence:
    """A validated project and everything that its catalog keeps, of all environments."""

    project: Project
    live: LiveState
    versions: tuple[Version, ...] = ()
    runs: tuple[Run, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()

    @property
    def models(self) -> tuple[Node, ...]:
        """The models of the files."""
        return tuple(node for node in self.project.nodes.values() if node.kind == "model")

    def above(self, *keys: str) -> Mapping[str, Node]:
        """Return everything that these nodes read, directly or not; models are not looked into."""
        found: dict[str, Node] = {}
        waiting = [read for key in keys for read in self.project.nodes[key].reads]
        while waiting:
            key = waiting.pop()
            node = self.project.nodes.get(key)
            if node is not None and key not in found and node.kind != "model":
                found[key] = node
                waiting += node.reads
        return found

    def constraints(self, key: str) -> tuple[Constraint, ...]:
        """Return the constraints that a node declares."""
        statement = self.project.nodes[key].statement
        if not isinstance(statement, CreateTable | CreateExternalTable):
            return ()
        return statement.columns.constraints if statement.columns is not None else ()

    def tests_of(self, key: str) -> tuple[str, ...]:
        """Return the places of the unit tests of a node."""
        tests = self.project.tests
        return tuple(test.span.place for test in tests if test.target.key == key)

    def git(self, *arguments: str) -> str | None:
        """Return what git says in the project's folder; None if it fails or is not there."""
        program = shutil.which("git")
        if program is None:
            return None
        command = [program, "-C", str(self.project.root), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        return done.stdout.strip() if done.returncode == 0 else None


def audit_of(version: Version | None) -> Mapping[str, Any]:
    """Return what the build of a model version found out about it; empty for earlier ones."""
    evidence: Any = version.details.get("evidence") if version is not None else None
    return (evidence or {}).get("audit") or {}


def gather(root: Path, env: str) -> Evidence:
    """Read everything; ProjectError if the files do not make a valid project."""
    project, live = load(root), read_live(root, env)
    if not layout.catalog_file(root).exists():
        return Evidence(project, live)
    with Catalog(root) as catalog:
        return Evidence(
            project, live, catalog.versions.all(), catalog.runs.all(), catalog.ledger.entries()
        )


def words(text: str) -> frozenset[str]:
    """Return the words of an SQL text, as names are compared."""
    return frozenset(word.casefold() for word in re.findall(r"\w+", text))


def places(found: tuple[str, ...] | list[str]) -> str:
    """Return the first places, and how many more there are."""
    shown = ", ".join(found[:2])
    return f"{shown} and {len(found) - 2} more" if len(found) > 2 else shown  # noqa: PLR2004
