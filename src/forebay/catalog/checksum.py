"""Checksums of stored values: SQLite itself does not notice a flipped bit in a value."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20


def checksum(*values: object) -> str:
    """Return the SHA-256 of JSON values in order, 64 hex digits.

    Examples
    --------
    >>> checksum("a", 1)[:8], checksum("a1")[:8]
    ('135f17a4', 'fa171056')

    """
    # A flipped bit can turn a stored text into bytes; those have no JSON and match nothing.
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, 64 hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
