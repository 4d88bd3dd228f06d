"""Forebay takes machine learning to production from a git folder of plain SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.session import connect

__all__ = ["connect"]


def __getattr__(name: str) -> object:
    """Import `connect` when it is asked for: the command line starts without a session."""
    if name == "connect":
        from forebay.session import connect

        return connect
    raise AttributeError(f'module "forebay" has no attribute "{name}"')
