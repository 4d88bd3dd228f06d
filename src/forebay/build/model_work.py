"""One model of a build while it is trained and judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import Workspace
    from forebay.project import Node
    from forebay.sql.statement import CreateModel


@dataclass(frozen=True, slots=True)
class ModelWork:
    """What every part of training and judging needs.

    Parameters
    ----------
    workspace
        Sees what the model reads; names that begin with two underscores are the build's own.
    began
        The ``time.monotonic()`` at which work on the node began.

    """

    walk: Walk
    node: Node
    statement: CreateModel
    workspace: Workspace
    began: float
