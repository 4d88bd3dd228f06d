"""Who says which values a tuning tries next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Suggester(Protocol):
    """Gives combinations of values; the same ones for the same seed and figures."""

    def ask(self, count: int) -> list[Mapping[str, Any]]:
        """Return up to `count` combinations that were not given before; none: all were."""
        ...

    def tell(self, values: Mapping[str, Any], figure: float | None) -> None:
        """Take in how good a combination is, more being better; None: it could not be trained."""
        ...
