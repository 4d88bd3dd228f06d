"""Read sources while something else is done."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Self

from forebay.build.open_workspace import empty_workspace, make_readable
from forebay.build.read_files import read_files
from forebay.sql.statement import CreateExternalTable

if TYPE_CHECKING:
    from types import TracebackType

    from forebay.build.files_read import FilesRead
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.plan import Plan
    from forebay.project import Node

_APART = "ahead"  # two engines must not spill into one folder
_EVERY_S = 0.05


class ReadAhead:
    """Read the sources of a plan one after the other in a thread of its own, from the start.

    Unit tests, which come before anything is built, and the reading have nothing to do with each
    other; what was read lies in the scratch folder until its step asks ``walk.ahead`` for it. A
    context manager: at the end it stops whatever is not read yet. With one thread in the settings
    it reads nothing.
    """

    def __init__(self, walk: Walk, plan: Plan) -> None:
        self._walk = walk
        self._ahead = walk.ahead
        self._is_stopped = threading.Event()
        self._thread = threading.Thread(target=self._read_all, name="read ahead")
        for step in plan.steps if walk.threads > 1 else ():
            node = walk.node(step.node.casefold()) if step.action == "read" else None
            # What needs anything else is read when that is there.
            if node is not None and all(walk.node(key).kind == "macro" for key in node.reads):
                self._ahead.read[node.key] = Future()

    def __enter__(self) -> Self:
        if self._ahead.read:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_stopped.set()
        while self._thread.is_alive():
            self._ahead.interrupt()  # nobody asks for its rows any more
            self._thread.join(_EVERY_S)

    def _read_all(self) -> None:
        try:
            workspace = empty_workspace(self._walk, apart=_APART)
        except BaseException as error:  # noqa: BLE001 - raised where the rows are asked for
            for read in self._ahead.read.values():
                read.set_exception(error)
            return
        self._ahead.workspace = workspace
        try:
            for key, read in self._ahead.read.items():
                if self._is_stopped.is_set():
                    return
                self._read_one(self._walk.node(key), read, workspace)
        finally:
            self._ahead.workspace = None
            workspace.close()

    def _read_one(self, node: Node, read: Future[FilesRead], workspace: Workspace) -> None:
        try:
            make_readable(self._walk, workspace, node.reads)
            if isinstance(node.statement, CreateExternalTable):
                read.set_result(read_files(self._walk, node, node.statement, workspace))
        except BaseException as error:  # noqa: BLE001 - the next source may be sound
            read.set_exception(error)
