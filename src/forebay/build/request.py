"""What a person asked a build to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """The arguments of one build.

    Parameters
    ----------
    select
        Selectors (``x``, ``+x``, ``x+``, ``tag:t``, ``changed``, ``failed``); none means all.
    env
        The environment whose pointers move; None means the settings' ``default_env``.
    as_of
        The time that ``getvariable('as_of')`` gives, ISO 8601; None means the start of today, UTC.
    variables
        Values for ``getvariable``, by name.
    force
        Names of nodes that are built though nothing changed.
    all_or_nothing
        Anything held back holds back everything.
    only_drops
        Build nothing: drop what has no file any more.
    drop
        Drop a node whose file is gone even while something live was built from it.
    upgrade
        Rebuild what an older engine or library version built.
    unpin
        Names whose rollback pin is taken away first.
    advisory
        What looking at the rows of a model finds is told and stops nothing: for statements that
        were written for another system.
    locked
        Refuse to build where libraries, SQL or data are not those of ``forebay.lock``.
    starts
        Folders of the model versions that warm starts begin with, by node key; what is live is
        for those that are not named. Their files were verified before.

    """

    select: tuple[str, ...] = ()
    env: str | None = None
    as_of: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    force: tuple[str, ...] = ()
    all_or_nothing: bool = False
    only_drops: bool = False
    drop: bool = False
    upgrade: bool = False
    unpin: tuple[str, ...] = ()
    advisory: bool = False
    locked: bool = False
    starts: Mapping[str, Path] = field(default_factory=dict)
