"""The classes of a label as Python values of a type that a stream can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.features.label import Label

_PLAIN = frozenset(
    {
        *("BOOLEAN", "VARCHAR", "FLOAT", "DOUBLE"),
        *("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
        *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"),
    }
)


def plain_type(label_type: str) -> str:
    """Return the type in which classes are streamed; the reader casts other types back."""
    return label_type if label_type in _PLAIN else "VARCHAR"


def class_values(label: Label) -> list[object]:
    """Return the classes in order.

    Examples
    --------
    >>> from forebay.features.label import Label
    >>> class_values(Label("y", "BIGINT", "binary", ("0", "1")))
    [0, 1]

    """
    kind = plain_type(label.type)
    if kind == "BOOLEAN":
        return [text == "true" for text in label.classes]
    if kind == "VARCHAR":
        return list(label.classes)
    number = float if kind in {"FLOAT", "DOUBLE"} else int
    return [number(text) for text in label.classes]
