"""What a plan needs to know of a project: small, plain, and read back without any engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.errors import Problem
    from forebay.project.node import NodeKind
    from forebay.project.settings import Settings


@dataclass(frozen=True, slots=True)
class NodeOutline:
    """The part of a Node that decides whether and why it is built.

    Parameters
    ----------
    columns
        Name and type of each column of its result; empty for macros.
    path, line
        Where its CREATE statement stands.
    uris
        Of a source: the patterns as written, relative to the project.
    known_at
        The KNOWN AT expressions as written, with ``FOR (...)`` where it stands.
    gate
        The standards of a model, in words.
    features
        The columns a model learns from, in order (SEMANTICS rule 10).
    left_to_build
        Features that the search in the SQL suspects and cannot decide about, each with its place:
        a build does.

    """

    name: str
    kind: NodeKind
    definition: str
    judgement: str
    reads: tuple[str, ...]
    model_reads: tuple[str, ...]
    variables: tuple[str, ...]
    tags: tuple[str, ...] = ()
    volatile: bool = False
    model_ancestor: bool = False
    description: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    path: str = ""
    line: int = 0
    uris: tuple[str, ...] = ()
    known_at: tuple[str, ...] = ()
    gate: str = ""
    features: tuple[str, ...] = ()
    model_type: str = ""
    label: str = ""
    left_to_build: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The name as compared."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class TestOutline:
    """One unit test: its name, the key of the node it is for, and its fingerprint."""

    name: str
    target: str
    definition: str


@dataclass(frozen=True, slots=True)
class ProjectOutline:
    """A validated project, as far as a plan and the short commands need it.

    ``nodes`` is in topological order, keyed by ``NodeOutline.key``.
    """

    root: Path
    settings: Settings
    nodes: Mapping[str, NodeOutline]
    tests: tuple[TestOutline, ...]
    warnings: tuple[Problem, ...]
    versions: Mapping[
        str, str
    ]  # of the libraries that change results: duckdb, lightgbm, numpy, ...
    n_asserts: int = 0
