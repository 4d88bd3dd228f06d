"""Models with a prediction time over sources that keep no history (SEMANTICS 34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem
from forebay.sql.statement import CreateExternalTable, CreateModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.project.node import NodeStatement


def overwritten_sources(
    nodes: Mapping[str, NodeStatement], reads: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """Return an error for each model that predicts at a time and reads what is OVERWRITTEN.

    What the source held at the time of a prediction is gone, so nothing can show that its values
    were known then.
    """
    problems = []
    for key, model in nodes.items():
        if not isinstance(model, CreateModel) or model.predict_at is None:
            continue
        if model.predict_at.expression is None:
            continue
        problems += [_problem(model, name) for name in _overwritten(key, nodes, reads)]
    return problems


def _problem(model: CreateModel, name: str) -> Problem:
    return Problem(
        "overwritten-source",
        f'model "{model.name.text}" predicts at a time, and "{name}" keeps no history',
        model.predict_at.span if model.predict_at is not None else None,
        detail=f'"{name}" is OVERWRITTEN: what it held at the time of a prediction is gone, and'
        " later values stand in its place.",
        hint="keep what it held at each time in a table of its own, with KNOWN AT, and read that;"
        " PREDICT AT NONE says that time does not matter.",
    )


def _overwritten(
    key: str, nodes: Mapping[str, NodeStatement], reads: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the names of such sources among the ancestors, in order of name."""
    found, todo, seen = [], [key], {key}
    while todo:
        for read in reads.get(todo.pop(), ()):
            node = nodes.get(read)
            if read in seen or node is None:
                continue
            seen.add(read)
            if isinstance(node, CreateExternalTable) and node.overwritten:
                found.append(node.name.text)
            elif not isinstance(node, CreateModel):
                todo.append(read)
    return sorted(found)
