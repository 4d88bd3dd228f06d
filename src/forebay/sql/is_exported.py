"""Tell SQL that ``forebay export`` wrote from SQL that belongs to a project."""

from __future__ import annotations

from typing import Final

# How the first line of an exported query ends.
MARK: Final = "; written by Forebay."


def is_exported(data: bytes) -> bool:
    r"""Return whether the bytes of a file are an exported query, wherever it lies.

    Such a query is for another system. In a project it would be an error, so that an export into
    the folder of the project would stop every command.

    Examples
    --------
    >>> is_exported(b"-- LINEAR_REG m, version 1, as SQL of sqlite; written by Forebay.\nWITH ...")
    True
    >>> is_exported(b"SELECT 1 -- ; written by Forebay.")
    False

    """
    end = data.find(b"\n")
    first = data[: max(end, 0)].rstrip(b"\r")
    return first.startswith(b"-- ") and first.endswith(MARK.encode())
