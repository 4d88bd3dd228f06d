"""Let nobody but the owner read what a project stores."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from forebay.catalog import layout

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ONLY: Final = 0o700


def close_to_others(root: Path) -> None:
    """Take the rights of group and others from the folder in which versions lie.

    Where the folder belongs to somebody else, its owner decides.
    """
    with suppress(OSError):
        layout.data_root(root).chmod(OWNER_ONLY)


def is_closed(root: Path) -> bool:
    """Return whether only the owner can enter the folder in which versions lie."""
    try:
        return not layout.data_root(root).stat().st_mode & 0o077
    except OSError:
        return False
