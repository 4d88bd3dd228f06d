"""``forebay check``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.cli.command import command
from forebay.cli.few_names import few_names
from forebay.cli.value_text import plural

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.cli.invocation import Invocation
    from forebay.project import NodeOutline, ProjectOutline


@command("check")
def check(invocation: Invocation) -> int:
    """Validate every file of the project; touch no data.

    All mistakes of all files are told at once. Columns of sources that declare no types are
    inferred from their files once, the only data that is read.
    """
    began = time.monotonic()
    outline = _validated(invocation.root)
    if not invocation.json:
        for problem in outline.warnings:
            invocation.screen.problem(problem)
    kinds = [node.kind for node in outline.nodes.values()]
    for kind in ("source", "table", "view", "macro", "model"):
        names = [node.name for node in outline.nodes.values() if node.kind == kind]
        if names:
            invocation.note(f"{plural(kinds.count(kind), kind):<10}  {few_names(names)}")
    for node in outline.nodes.values():
        if node.left_to_build:
            invocation.note(_left(node))
    if not outline.tests:
        invocation.note("no unit tests: a CREATE TEST proves what a SELECT does")
    invocation.answer(
        "checked",
        f"done: nodes={len(kinds)} asserts={outline.n_asserts} tests={len(outline.tests)} "
        f"warn={len(outline.warnings)} seconds={time.monotonic() - began:.1f}",
        nodes=[{"name": node.name, "kind": node.kind} for node in outline.nodes.values()],
        tests=[test.name for test in outline.tests],
        warnings=outline.warnings,
        left_to_build=[
            {"model": node.name, "feature": feature, "place": place}
            for node in outline.nodes.values()
            for feature, place in node.left_to_build
        ],
    )
    return 0


def _left(node: NodeOutline) -> str:
    """Return what is said of columns that no SQL tells about."""
    shown = ", ".join(f'"{name}" ({place})' for name, place in node.left_to_build)
    return (
        f'SQL does not tell whether "{node.name}" may learn from {shown}: forebay build computes it'
        " again, without what it must not know, and decides"
    )


def _validated(root: Path) -> ProjectOutline:
    from forebay.project import read_outline

    found = read_outline(root)
    if found is not None:
        return found
    from forebay.project.make_outline import make_outline
    from forebay.trust.load_project import load_project

    return make_outline(load_project(root))
