"""Statements that change what is there at once: a project's files say what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from forebay.errors import Problem
from forebay.sql.statement import AlterModel, Drop, ExportModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.project.node import NodeStatement

Change: TypeAlias = AlterModel | Drop | ExportModel


def refused_change(statement: Change, nodes: Mapping[str, NodeStatement]) -> Problem:
    """Return the problem that a file of a project holds such a statement.

    Parameters
    ----------
    nodes
        The statements that make the project's nodes, by key: the hint names the one to edit.

    """
    match statement:
        case AlterModel(name=name):
            said = "ALTER MODEL"
            hint = _edit(name.key, nodes, "change its OPTIONS; the next build does it.")
        case Drop(kind=kind, name=name):
            said = f"DROP {kind.upper()}"
            hint = _edit(name.key, nodes, "delete the statement; the next build drops it.")
        case ExportModel():
            said = "EXPORT MODEL"
            hint = "a file says what there is; write it to forebay sql, after the build."
    return Problem(
        "refused-statement", f"a project has no statement {said}", statement.span, hint=hint
    )


def _edit(key: str, nodes: Mapping[str, NodeStatement], how: str) -> str:
    node = nodes.get(key)
    if node is None:
        return "take it out: nothing has that name."
    return f"edit {node.name.span.place}: {how}"
