"""Where the values of an Arrow column lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class ColumnMemory:
    """Addresses, valid as long as the batch that gave them.

    Parameters
    ----------
    kind
        Arrow's storage type: ``int64``, ``double``, ``bool``, ``string``, ...
    data
        Of the values, the bits of Booleans, or the offsets of texts.
    texts
        Of the bytes of texts; 0 for others.
    valid
        Of the bits that say which values are not NULL; 0 if all are.
    first
        The position of the first row in `data` and in `valid`.

    """

    kind: str
    data: int
    texts: int
    valid: int
    first: int

    def later(self, rows: int) -> Self:
        """Return the same column from some rows on."""
        return replace(self, first=self.first + rows)
