"""The types that INPUT and OUTPUT may name."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "FLOAT64": "DOUBLE", "DOUBLE": "DOUBLE", "FLOAT8": "DOUBLE",
    "INT64": "BIGINT", "BIGINT": "BIGINT", "INT": "BIGINT", "INTEGER": "BIGINT",
    "STRING": "VARCHAR", "VARCHAR": "VARCHAR", "TEXT": "VARCHAR",
    "BOOL": "BOOLEAN", "BOOLEAN": "BOOLEAN",
}  # fmt: skip
_ARRAY: Final = re.compile(r"ARRAY\s*<\s*(\w+)\s*>|(\w+)\s*\[\s*\]")


def field_type(text: str) -> str | None:
    """Return the engine's type for a type of BigQuery or of the engine; None for any other.

    Examples
    --------
    >>> field_type("FLOAT64"), field_type("array<int64>"), field_type("DOUBLE[]"), field_type("X")
    ('DOUBLE', 'BIGINT[]', 'DOUBLE[]', None)

    """
    word = text.strip().upper()
    array = _ARRAY.fullmatch(word)
    if array is None:
        return _WORDS.get(word)
    element = _WORDS.get(array[1] or array[2])
    return f"{element}[]" if element is not None else None
