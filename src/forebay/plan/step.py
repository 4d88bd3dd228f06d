"""What a build would do to each node, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Action: TypeAlias = Literal[
    "read",  # a source, into a new version
    "build",  # a table
    "define",  # a new or changed view or macro: nothing to materialise
    "train",  # a model
    "judge",  # a model whose standards alone changed: judged again, not trained
    "reuse",  # a version of exactly this exists but is not live here: only to publish
    "keep",  # unchanged
    "still_refused",  # the same candidate was refused before
    "drop",  # its file is gone
    "held",  # withdrawn by rollback and pinned, or held by policy
]


@dataclass(frozen=True, slots=True)
class Step:
    """One node's part of the plan.

    Parameters
    ----------
    reason
        For a person: ``SQL changed``, ``input flights changed``, ``first build``, ``forced``.
    certain
        False: it depends on what an earlier step gives (same content stops the wave).
    last_seconds
        How long the same step took last time; None if it never ran.
    gate
        The standards, in words, for models.

    """

    node: str  # the name
    action: Action
    reason: str
    certain: bool = True
    last_seconds: float | None = None
    gate: str = ""
    features: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order in which a build takes them."""

    env: str
    compared_with_run: int | None
    steps: tuple[Step, ...]

    @property
    def is_up_to_date(self) -> bool:
        """Nothing would be read, built, defined, trained, judged, published or dropped."""
        return all(s.action in {"keep", "still_refused", "held"} for s in self.steps)
