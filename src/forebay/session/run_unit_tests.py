"""Run unit tests without a build."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from forebay.build.run_tests import run_one
from forebay.project.load import load
from forebay.project.make_outline import make_outline
from forebay.project.select import select
from forebay.session.walk_apart import walk_apart

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.checks.outcome import TestResult


def run_unit_tests(root: Path, env: str, selectors: tuple[str, ...]) -> tuple[TestResult, ...]:
    """Return the result of every test of the selected nodes; nothing is stored."""
    project = load(root)
    outline = make_outline(project)
    chosen = select(outline.nodes, selectors) if selectors else frozenset(outline.nodes)
    with walk_apart(project, env, datetime.now(UTC), {}) as walk:
        return tuple(run_one(walk, t) for t in project.tests if t.target.key in chosen)
