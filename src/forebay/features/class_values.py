"""The classes of a label as values that every program has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from forebay.features.label import Label

_WHOLE: Final = frozenset(
    f"{sign}{kind}"
    for sign in ("", "U")
    for kind in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
)


def class_values(label: Label) -> list[Any]:
    """Return the classes in order, as JSON has them; DECIMAL, days and the like are texts.

    Examples
    --------
    >>> from forebay.features.label import Label
    >>> class_values(Label("y", "BOOLEAN", "binary", ("false", "true")))
    [False, True]

    """
    if label.type == "BOOLEAN":
        return [text == "true" for text in label.classes]
    if label.type in _WHOLE:
        return [int(text) for text in label.classes]
    if label.type in {"DOUBLE", "FLOAT"}:
        return [float(text) for text in label.classes]
    return list(label.classes)
