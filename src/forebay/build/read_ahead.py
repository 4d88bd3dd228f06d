"""Read sources while something else is done."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextlib import closing
from typing import TYPE_CHECKING, Self

from forebay.build.open_workspace import empty_workspace, make_readable
from forebay.build.read_files import FilesRead, read_files
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from types import TracebackType

    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.plan import Plan
    from forebay.project import Node

_APART = "ahead"  # two engines must not spill into one folder
_EVERY_S = 0.05


class ReadAhead:
    """The sources of a plan, read one after the other in a thread of its own from the start.

    Unit tests, which come before anything is built, and the reading have nothing to do with each
    other; what was read lies in the scratch folder until its step asks for it. A context manager:
    at the end it stops whatever is not read yet. With one thread in the settings it reads nothing.
    """

    def __init__(self, walk: Walk, plan: Plan) -> None:
        self._walk = walk
        self._read: dict[str, Future[FilesRead]] = {}
        self._workspace: Workspace | None = None
        self._is_stopped = threading.Event()
        self._thread = threading.Thread(target=self._read_all, name="read ahead")
        for step in plan.steps if walk.threads > 1 else ():
            node = walk.node(step.node.casefold()) if step.action == "read" else None
            # What reads another table (REFERENCES) is read when that is there.
            if node is not None and all(walk.node(key).kind == "macro" for key in node.reads):
                self._read[node.key] = Future()
        if self._read:
            self._thread.start()

    def reads(self, node: Node) -> bool:
        """Return whether a source is read here; else its step must do it."""
        return node.key in self._read

    def wait_for(self, node: Node) -> FilesRead:
        """Return what was read of a source, or raise why it could not be."""
        return self._read[node.key].result()

    def progress(self) -> float | None:
        """Return the done share of what is read just now; None if nobody can say."""
        return None if self._workspace is None else self._workspace.progress()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_stopped.set()
        while self._thread.is_alive():
            if self._workspace is not None:
                self._workspace.interrupt()  # nobody asks for its rows any more
            self._thread.join(_EVERY_S)

    def _read_all(self) -> None:
        try:
            with closing(empty_workspace(self._walk, apart=_APART)) as self._workspace:
                for key, read in self._read.items():
                    if self._is_stopped.is_set():
                        return
                    self._read_one(self._walk.node(key), read, self._workspace)
        except BaseException as error:  # noqa: BLE001 - raised where the rows are asked for
            for read in self._read.values():
                if not read.done():
                    read.set_exception(error)

    def _read_one(self, node: Node, read: Future[FilesRead], workspace: Workspace) -> None:
        try:
            make_readable(self._walk, workspace, node.reads)
            if isinstance(node.statement, CreateExternalTable):
                read.set_result(read_files(self._walk, node, node.statement, workspace))
        except BaseException as error:  # noqa: BLE001 - the next source may be sound
            read.set_exception(error)
