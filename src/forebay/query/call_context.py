"""What a function needs to answer a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.engine import Schema, Workspace, WrittenFile
    from forebay.query.live_model import LiveModel


@dataclass(frozen=True, slots=True)
class CallContext:
    """Where a call runs, and with which model.

    Parameters
    ----------
    fresh_name
        Gives a relation name and a file below the scratch folder that nothing uses yet.
    threads
        How many threads may score; never changes a result.

    """

    workspace: Workspace
    model: LiveModel
    fresh_name: Callable[[], tuple[str, Path]]
    threads: int = 1

    def attach(self, written: WrittenFile | None, schema: Schema) -> str:
        """Make spooled rows readable under a fresh name; return the query that reads them."""
        name, _ = self.fresh_name()
        self.workspace.attach(name, [written.path] if written is not None else [], schema)
        return f'SELECT * FROM "{name}"'
