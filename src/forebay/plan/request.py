"""What a person asked of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class PlanRequest(Protocol):
    """The part of ``build.BuildRequest`` that a plan reads; its docstring says what each means."""

    @property
    def select(self) -> tuple[str, ...]: ...
    @property
    def as_of(self) -> str | None: ...
    @property
    def variables(self) -> Mapping[str, str]: ...
    @property
    def force(self) -> tuple[str, ...]: ...
    @property
    def only_drops(self) -> bool: ...
    @property
    def drop(self) -> bool: ...
    @property
    def upgrade(self) -> bool: ...
    @property
    def unpin(self) -> tuple[str, ...]: ...
