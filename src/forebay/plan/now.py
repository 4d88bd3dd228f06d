"""What is known, while a plan or build goes on, of what a node depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Now:
    """What is known at this moment of what a node depends on.

    Parameters
    ----------
    content_ids
        By key, of what it reads; for a source its own digest of data. What an earlier step may
        still change is missing.
    names
        Names as written, by key.
    details
        By key, what to say after "changed": which file grew.
    versions
        Of the libraries that change results.

    """

    content_ids: Mapping[str, str]
    variables: Mapping[str, str] = field(default_factory=dict)
    session: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    upgrade: bool = False
    forced: bool = False
    unpinned: bool = False
