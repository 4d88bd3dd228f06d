"""Read a folder, judge everything in it, and return it as one value, or every problem at once."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from forebay.engine import ENGINES
from forebay.errors import EngineError, Problem, ProjectError
from forebay.project.bind import Bound, bind
from forebay.project.check_tests import check_test
from forebay.project.graph import Graph, link, made_by
from forebay.project.in_order import in_order
from forebay.project.load_settings import load_settings
from forebay.project.make_nodes import make_nodes
from forebay.project.names import sort_statements
from forebay.project.node import Project
from forebay.project.overwritten_sources import overwritten_sources
from forebay.project.read_files import decode, read_files
from forebay.project.read_statements import dataset_source, read_statements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.engine import Engine
    from forebay.project.names import Statements
    from forebay.project.read_files import ProjectFile
    from forebay.project.settings import Settings
    from forebay.sql.statement import Statement


def load(root: Path) -> Project:
    """Read and validate the project in `root`; the only data read are files without declared types.

    Leakage is not looked for: ``trust.load_project`` does that too, and keeps the outline.

    Raises
    ------
    ProjectError
        Everything that is wrong, in order of file and line. Nodes below a broken one are not
        judged (SEMANTICS rule 39).
    EngineError
        A source whose columns must be inferred cannot be read.

    """
    settings = load_settings(root)
    files, problems = read_files(root, settings)
    parsed, lost, unreadable = _parse(root, files, settings)
    statements = sort_statements(parsed)
    engine = open_engine(settings)
    lost |= statements.refused
    graph = link(statements, engine, lost)
    bound = bind(root, statements, graph, engine)
    problems += [*unreadable, *statements.problems, *graph.problems, *bound.problems]
    problems += overwritten_sources(statements.nodes, graph.reads)
    problems += _check_tests(statements, graph, bound, lost)
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise ProjectError(*in_order([*problems, *bound.unreadable]))
    if bound.unreadable:
        raise EngineError(*in_order(bound.unreadable))
    return _project(root, settings, statements, graph, bound, in_order(problems))


def open_engine(settings: Settings) -> Engine:
    """Return the engine of a project; its library is imported only now."""
    module, _, name = ENGINES[settings.dialect].partition(":")
    return cast("Engine", getattr(importlib.import_module(module), name)())


def _parse(
    root: Path, files: Sequence[ProjectFile], settings: Settings
) -> tuple[list[Statement], frozenset[str], list[Problem]]:
    """Return the statements, the keys that unreadable files seem to make, and the problems."""
    statements: list[Statement] = []
    problems: list[Problem] = []
    lost: frozenset[str] = frozenset()
    mapped: dict[str, str] = {}
    for file in files:
        source = decode(file)
        if isinstance(source, Problem):
            problems.append(source)
            lost |= made_by(file.data.decode("latin-1"))
            continue
        try:
            read, named = read_statements(source, settings)
        except ProjectError as error:
            problems += error.problems
            lost |= made_by(source.text)
        else:
            statements += read
            mapped |= named
    statements += [dataset_source(root, node, file) for node, file in sorted(mapped.items())]
    return statements, lost, problems


def _check_tests(
    statements: Statements, graph: Graph, bound: Bound, lost: frozenset[str]
) -> list[Problem]:
    problems = []
    lost |= {key for key, found in graph.found.items() if found.problems}
    for test in statements.tests:
        problems += check_test(
            test, statements.nodes, graph.reads, bound.schemas, bound.binder, lost
        )
    bound.binder.close()
    return problems


def _project(
    root: Path,
    settings: Settings,
    statements: Statements,
    graph: Graph,
    bound: Bound,
    warnings: Sequence[Problem],
) -> Project:
    return Project(
        root=root,
        settings=settings,
        nodes=make_nodes(statements, graph, bound),
        asserts=tuple(statements.asserts),
        tests=tuple(statements.tests),
        warnings=tuple(warnings),
        assert_reads=tuple(graph.asserts),
        inferred=tuple(bound.inferred),
    )
