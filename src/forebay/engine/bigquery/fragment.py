"""A piece of translated text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from forebay.errors import Span

# A text and where it was written; None: our own.
Fragment: TypeAlias = "tuple[str, Span | None]"
