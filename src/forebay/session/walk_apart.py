"""A walk over a project that belongs to no run."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.build.request import BuildRequest
from forebay.build.walk import Walk
from forebay.catalog import Catalog
from forebay.plan import PlanState, variables
from forebay.project.load import open_engine
from forebay.project.make_outline import make_outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from forebay.project import Project


@contextmanager
def walk_apart(
    project: Project, env: str, day: datetime, known: Mapping[str, str]
) -> Iterator[Walk]:
    """Give a walk that stores nothing: its files lie in a folder that is gone afterwards.

    Parameters
    ----------
    day
        What the variables are of that no one gave.
    known
        Values of variables, by name.

    """
    scratch = Path(tempfile.mkdtemp(prefix="forebay-"))
    request = BuildRequest(env=env)
    try:
        with Catalog(project.root) as catalog:
            yield Walk(
                root=project.root,
                project=project,
                outline=make_outline(project),
                request=request,
                env=env,
                run=0,
                engine=open_engine(project.settings),
                catalog=catalog,
                state=PlanState(env),
                live={},
                signatures={},
                variables={**variables(request, day), **known},
                tell=lambda _: None,
                scratch=scratch,
                began=time.monotonic(),
            )
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
