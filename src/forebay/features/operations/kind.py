"""The kinds of values that a feature expression computes with."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "integer", "double", "text", "boolean", "date", "timestamp", "numbers", "texts", "codes",
    "sparse", "null",
]  # fmt: skip

# The engine's type of each kind. An array of numbers is ``numbers``; what encoders give, indexes
# with values, is ``sparse``; NULL alone has no type.
KIND_TYPES: Final[dict[Kind, str]] = {
    "integer": "BIGINT",
    "double": "DOUBLE",
    "text": "VARCHAR",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "numbers": "DOUBLE[]",
    "texts": "VARCHAR[]",
    "codes": "BIGINT[]",
    "sparse": 'STRUCT("index" BIGINT, "value" DOUBLE)[]',
}
