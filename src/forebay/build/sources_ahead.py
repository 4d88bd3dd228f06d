"""Sources that are read before their steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

    from forebay.build.files_read import FilesRead
    from forebay.engine import Workspace


@dataclass(slots=True)
class SourcesAhead:
    """What was read, or will be, by the key of its node; see ``ReadAhead``.

    Parameters
    ----------
    workspace
        Where it is read; None before and after.

    """

    read: dict[str, Future[FilesRead]] = field(default_factory=dict)
    workspace: Workspace | None = None

    def progress(self) -> float | None:
        """Return the done share of what is read just now; None if nobody can say."""
        workspace = self.workspace
        return None if workspace is None else workspace.progress()

    def interrupt(self) -> None:
        """Stop what is read just now."""
        workspace = self.workspace
        if workspace is not None:
            workspace.interrupt()
