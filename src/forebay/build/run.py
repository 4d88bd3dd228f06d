"""One build from start to end."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from forebay.build.event import Noticed, RunStarted
from forebay.build.finish import Ending, finish
from forebay.build.import_ahead import import_ahead
from forebay.build.read_past import read_past, sign_sources
from forebay.build.unchanged import tell_unchanged
from forebay.build.walk import Counts
from forebay.catalog import BuildLock, Catalog, layout
from forebay.errors import EngineError, ForebayError, system_error
from forebay.plan import make
from forebay.plan.lock import check_lock
from forebay.project import read_outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.build.event import Event, RunFinished
    from forebay.build.request import BuildRequest
    from forebay.project import Project, ProjectOutline


def run(root: Path, request: BuildRequest, on_event: Callable[[Event], None]) -> RunFinished:
    """Build a project: all of it or what is selected, publish what may be, tell it as events.

    With nothing to do, only the standard library is imported (SEMANTICS rule 38).

    Raises
    ------
    ProjectError
        The files or the request are wrong; nothing ran.
    EngineError
        Another build holds the lock, the catalog cannot be used, the disk is full.

    """
    try:
        return _run(root, request, on_event)
    except BrokenPipeError:
        raise  # who reads the events has gone
    except OSError as error:
        raise system_error(error) from error


def _run(root: Path, request: BuildRequest, on_event: Callable[[Event], None]) -> RunFinished:
    began = time.monotonic()
    outline, project = _validated(root, request)
    env = request.env or outline.settings.default_env
    with BuildLock(root) as lock, Catalog(root) as catalog:
        catalog.recover()
        for name in request.unpin:
            catalog.unpin(env, name, reason="--unpin")
        state = read_past(catalog, env)
        signatures = sign_sources(catalog, outline)
        if request.locked:
            check_lock(root, outline, signatures)
        plan = make(outline, state, request, signatures)
        number = catalog.runs.begin(env).id
        lock.announce(number)
        on_event(RunStarted(number, env, plan))
        notices = (lock.notice,) if lock.notice is not None else ()
        for problem in (*notices, *outline.warnings):
            on_event(Noticed(problem))
        try:
            if plan.is_up_to_date:
                counts = Counts()
                refused = tell_unchanged(plan, catalog, state, counts, on_event)
                ending = Ending(4 if refused else 0, refused, len(refused))
                ended = finish(catalog, number, counts, ending, began)
            else:
                from forebay.build.walk_plan import Opened, walk_plan

                opened = Opened(root, outline, project, env, number, catalog, state, signatures)
                ended = walk_plan(opened, request, plan, on_event, began)
        except KeyboardInterrupt:
            catalog.runs.finish(number, "interrupted", 130)
            raise
        except BaseException as error:
            code = error.exit_code if isinstance(error, ForebayError) else 70
            with suppress(EngineError):  # a catalog that cannot be written hides no other error
                catalog.runs.finish(number, "failed", code)
            raise
        finally:
            shutil.rmtree(layout.scratch(root, number), ignore_errors=True)
        if ended.published and outline.settings.mlflow_uri:
            from forebay.build.publish_models import publish_models

            for problem in publish_models(root, env, outline.settings, catalog).problems:
                on_event(Noticed(problem))
        on_event(ended)
        return ended


def _validated(root: Path, request: BuildRequest) -> tuple[ProjectOutline, Project | None]:
    found = read_outline(root)
    if found is not None:
        return found, None
    from forebay.project.make_outline import make_outline
    from forebay.trust.load_project import load_project

    import_ahead("forebay.build.walk_plan")  # while the engine looks at the files of the sources
    project = load_project(root, advisory=request.advisory)
    return make_outline(project), project
