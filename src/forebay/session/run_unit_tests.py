"""Run unit tests without a build."""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.build.request import BuildRequest
from forebay.build.run_tests import run_one
from forebay.build.walk import Walk
from forebay.catalog import Catalog
from forebay.plan import PlanState, variables
from forebay.project.load import load, open_engine
from forebay.project.make_outline import make_outline
from forebay.project.select import select

if TYPE_CHECKING:
    from forebay.checks.outcome import TestResult


def run_unit_tests(root: Path, env: str, selectors: tuple[str, ...]) -> tuple[TestResult, ...]:
    """Return the result of every test of the selected nodes; nothing is stored."""
    project = load(root)
    outline = make_outline(project)
    chosen = select(outline.nodes, selectors) if selectors else frozenset(outline.nodes)
    scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
    request = BuildRequest(env=env)
    try:
        with Catalog(root) as catalog:
            walk = Walk(
                root=root,
                project=project,
                outline=outline,
                request=request,
                env=env,
                run=0,
                engine=open_engine(project.settings),
                catalog=catalog,
                state=PlanState(env),
                live={},
                signatures={},
                variables=variables(request, datetime.now(UTC)),
                tell=lambda _: None,
                scratch=scratch,
                began=time.monotonic(),
            )
            return tuple(run_one(walk, t) for t in project.tests if t.target.key in chosen)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
