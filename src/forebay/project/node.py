"""A node of the project's graph, and the project as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.engine import Schema
    from forebay.errors import Problem
    from forebay.project.model_file import ModelFile
    from forebay.project.settings import Settings
    from forebay.sql.statement import (
        Assert,
        CreateExternalTable,
        CreateMacro,
        CreateModel,
        CreateTable,
        CreateTest,
        CreateView,
    )

NodeKind: TypeAlias = Literal["source", "table", "view", "model", "macro"]
NodeStatement: TypeAlias = (
    "CreateExternalTable | CreateTable | CreateView | CreateModel | CreateMacro"
)


@dataclass(frozen=True, slots=True)
class Node:
    """One named thing of the graph.

    Parameters
    ----------
    name
        As written in its CREATE statement; compared without regard to case.
    definition
        SHA-256 of its own tokens without comments and layout, plus result-changing clauses and
        options (SEMANTICS rule 7, without inputs and variables).
    judgement
        SHA-256 of what only re-judges (rule 8); empty for anything but models.
    reads
        Keys of the nodes it reads directly (tables, views, models, macros), in order of name.
    model_reads
        The subset of `reads` that are models.
    variables
        Names read by ``getvariable``.
    schema
        The columns of its result (a model: of its AS SELECT; a macro: None).
    model_ancestor
        Some model reads it, directly or not.
    volatile
        Its text, or a view or macro that it reads, calls a volatile function, so it is rebuilt
        each time.
    single_threaded
        It is an ancestor of a model and adds floating numbers up, so that its values depend on
        the order of addition (SEMANTICS rule 11).
    features
        The columns a model learns from, in order (rule 10); empty for anything but models.
    row_key
        The columns that identify a row of a model's AS SELECT: its KEY, else the primary key of
        the one table that it reads; empty if there is none.
    file
        What an imported model is read from; None for anything else.
    left_to_build
        Features that the search for leaks suspects and cannot decide about, each with its place.

    """

    name: str
    kind: NodeKind
    statement: NodeStatement
    definition: str
    judgement: str
    reads: tuple[str, ...]
    model_reads: tuple[str, ...]
    variables: tuple[str, ...]
    tags: tuple[str, ...]
    schema: Schema | None
    model_ancestor: bool = False
    volatile: bool = False
    single_threaded: bool = False
    features: tuple[str, ...] = ()
    row_key: tuple[str, ...] = ()
    file: ModelFile | None = None
    left_to_build: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The name as compared."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class Project:
    """A validated folder.

    ``nodes`` is in topological order (what is read comes first, ties by name), keyed by
    ``Node.key``.
    """

    root: Path
    settings: Settings
    nodes: Mapping[str, Node]
    asserts: tuple[Assert, ...]
    tests: tuple[CreateTest, ...]
    warnings: tuple[Problem, ...]
    assert_reads: tuple[tuple[str, ...], ...] = ()  # node keys that each assert blocks
    inferred: tuple[tuple[str, ...], ...] = ()  # the URIs of sources whose columns were inferred
