"""Put in order what a process left that died."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog.environments import Environments
from forebay.catalog.layout import data_root, live_file, scratch
from forebay.catalog.live_state import live_origin
from forebay.catalog.runs import KILLED, Run, Runs

if TYPE_CHECKING:
    from forebay.catalog.store import Store


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was put in order: runs that were closed, environments whose file was rewritten."""

    closed: tuple[Run, ...] = ()
    rewritten: tuple[str, ...] = ()


def recover_live_files(store: Store) -> tuple[str, ...]:
    """Write every ``live/<env>.json`` that is not what the catalog says; return their names.

    Raises
    ------
    EngineError
        ``damaged-catalog`` if a file is of a later generation than the catalog knows: then the
        catalog has lost what it had committed.

    """
    environments = Environments(store)
    found = environments.all()
    for env in found:
        try:
            origin = live_origin(live_file(store.root, env.name).read_bytes())
        except OSError:
            continue
        # Read again: another process may have published since.
        now = environments.find(env.name) or env
        if origin and origin[0] == store.catalog_id and origin[1] > now.generation:
            raise store.damaged(
                f'readers of "{env.name}" see generation {origin[1]}, the catalog knows'
                f" {now.generation}"
            )
    return tuple(env.name for env in found if environments.refresh(env.name))


def close_ended_runs(store: Store) -> tuple[Run, ...]:
    """Close the runs that nobody runs any more and remove their temporary files; return them.

    For whoever holds the build lock: no other run of this machine is going on then, also where
    its process lives but could not write how the run ended.
    """
    import shutil

    runs = Runs(store)
    ended = tuple(run for run in runs.unfinished() if run.outcome_now(None))
    for run in ended:
        outcome = run.outcome_now(None)
        runs.finish(run.id, outcome, 130 if outcome == KILLED else 3, run.summary)
        shutil.rmtree(scratch(store.root, run.id), ignore_errors=True)
    open_runs = {str(run.id) for run in runs.unfinished()}
    folder = data_root(store.root) / "scratch"
    if folder.is_dir():
        for left in folder.iterdir():
            if left.name not in open_runs:
                shutil.rmtree(left, ignore_errors=True)
    return ended
