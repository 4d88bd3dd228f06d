"""Numbers that stand in a file as text, little-endian and in base 64."""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


def unpacked(kind: str, text: str) -> Any:
    """Return the numbers: `kind` is ``d`` for float64, ``i`` for 32 bits, ``B`` for bytes.

    Examples
    --------
    >>> unpacked("i", "AQAAAAIAAAA=").tolist()
    [1, 2]

    """
    numbers = array(kind)
    numbers.frombytes(b64decode(text))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
