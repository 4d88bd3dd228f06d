"""A project that is validated and looked through for leaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.project.cache import write_outline
from forebay.project.in_order import in_order
from forebay.project.load import load
from forebay.project.make_outline import make_outline
from forebay.trust.lint import lint
from forebay.trust.suspicions import suspicions
from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.project import Node, Project
    from forebay.trust.lineage import Lineage


def load_project(root: Path, *, advisory: bool = False) -> Project:
    """Read a project, judge everything in it, and look for leaks; keep what came of it.

    The outline that is kept is read by the next command if no file changed, so neither is done
    twice. Warnings about leaks stand among the project's own.

    Parameters
    ----------
    advisory
        Leaks are warnings: of a session, in which a person tries things out.

    Raises
    ------
    ProjectError
        Everything that is wrong. Leaks are looked for once nothing else is wrong.
    EngineError
        A source whose columns must be inferred cannot be read.

    """
    project = load(root)
    has_models = any(node.kind == "model" for node in project.nodes.values())
    lineage = trace_project(project) if has_models else None
    found = lint(project, lineage)
    if advisory:
        found = tuple(replace(problem, severity="warning") for problem in found)
    problems = in_order([*project.warnings, *found])
    if any(problem.severity == "error" for problem in found):
        raise ProjectError(*problems)
    nodes = {key: _with_left(node, project, lineage) for key, node in project.nodes.items()}
    judged = replace(project, nodes=nodes, warnings=tuple(problems))
    write_outline(make_outline(judged), judged.inferred)
    return judged


def _with_left(node: Node, project: Project, lineage: Lineage | None) -> Node:
    """Return a model with what the search in its SQL leaves to the build."""
    if node.kind != "model" or lineage is None:
        return node
    left = {
        name: (finding.span or node.statement.span).place
        for finding in suspicions(project, node.key, lineage)
        for name in finding.columns
    }
    return replace(node, left_to_build=tuple(left.items())) if left else node
