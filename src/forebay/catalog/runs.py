"""Runs: the executions of a build."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from forebay.catalog.build_lock import lock_holder
from forebay.catalog.checksum import checksum
from forebay.catalog.clock import utc_now
from forebay.catalog.process import Process, this_process

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog.build_lock import LockHolder
    from forebay.catalog.store import Store

KILLED = "killed"

_COLUMNS = "id, env, started_at, ended_at, outcome, exit_code, summary, pid, host, born, events"


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a build.

    Parameters
    ----------
    started_at, ended_at
        UTC, ISO 8601; `ended_at` is empty while it runs.
    outcome
        ``done``, ``failed``, ``refused`` or ``invalid``; ``killed`` if its process died; empty
        as long as nothing is written: see ``outcome_now``.
    summary
        The counts of the last line, and whatever else the build wants to keep, as JSON values.
    events
        The path of its event log relative to the data root; empty if it has none.

    """

    id: int
    env: str
    started_at: str
    ended_at: str = ""
    outcome: str = ""
    exit_code: int | None = None
    summary: Mapping[str, object] = field(default_factory=dict)
    process: Process = field(default_factory=this_process)
    events: str = ""

    @property
    def is_finished(self) -> bool:
        """Whether it ended, in whatever way."""
        return bool(self.outcome)

    def outcome_now(self, holder: LockHolder | None) -> str:
        """Return how it ended, also where nothing could write that; empty while it runs.

        `holder` has the build lock, or nobody has. A run of another machine runs for all we know.
        """
        if self.is_finished:
            return self.outcome
        if self.process.is_gone:
            return KILLED
        is_building = (
            holder is not None and holder.process == self.process and holder.run in {None, self.id}
        )
        is_elsewhere = self.process.host != this_process().host
        return "" if is_building or is_elsewhere else "failed"


class Runs:
    """The runs of one catalog."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, env: str, events: str = "") -> Run:
        """Open a run and return it with its number."""
        with self._store.transaction():
            last = self._store.rows("SELECT coalesce(max(id), 0) FROM runs")[0][0]
            run = Run(last + 1, env, utc_now(), events=events)
            self._write(run)
        return run

    def finish(
        self, run: int, outcome: str, exit_code: int, summary: Mapping[str, object] | None = None
    ) -> None:
        """Close a run that is open."""
        with self._store.transaction():
            old = self.find(run)
            if old is not None:
                self._write(
                    replace(
                        old,
                        ended_at=utc_now(),
                        outcome=outcome,
                        exit_code=exit_code,
                        summary=summary or {},
                    )
                )

    def find(self, run: int) -> Run | None:
        """Return the run of that number; None if there is none."""
        rows = self._store.rows(f"SELECT {_COLUMNS}, seal FROM runs WHERE id = ?", (run,))
        return self._read(rows[0]) if rows else None

    def all(self) -> tuple[Run, ...]:
        """Return every run, oldest first, with its outcome as far as it can be known now."""
        found = self._written()
        if all(run.is_finished for run in found):
            return found
        holder = lock_holder(self._store.root)
        return tuple(replace(run, outcome=run.outcome_now(holder)) for run in found)

    def unfinished(self) -> tuple[Run, ...]:
        """Return the runs whose end is not written, oldest first."""
        return tuple(run for run in self._written() if not run.is_finished)

    def _written(self) -> tuple[Run, ...]:
        rows = self._store.rows(f"SELECT {_COLUMNS}, seal FROM runs ORDER BY id")
        return tuple(self._read(row) for row in rows)

    def _write(self, run: Run) -> None:
        process = run.process
        values = (
            *(run.id, run.env, run.started_at, run.ended_at, run.outcome, run.exit_code),
            *(json.dumps(dict(run.summary)), process.pid, process.host, process.born, run.events),
        )
        self._store.run(
            f"INSERT OR REPLACE INTO runs ({_COLUMNS}, seal) VALUES ({'?, ' * 11}?)",
            (*values, checksum("runs", *values)),
        )

    def _read(self, row: tuple[Any, ...]) -> Run:
        values = self._store.unsealed("runs", row)
        number, env, started, ended, outcome, code, summary, pid, host, born, events = values
        process = Process(pid, host, born)
        return Run(number, env, started, ended, outcome, code, json.loads(summary), process, events)
