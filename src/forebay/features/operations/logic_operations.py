"""AND, OR, NOT, IN and their like, with three truth values; least and greatest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.features.operations.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence


def _and(*values: bool | None) -> bool | None:
    if any(value is False for value in values):
        return False
    return None if None in values else True


def _or(*values: bool | None) -> bool | None:
    if any(value is True for value in values):
        return True
    return None if None in values else False


def _in(value: object, *others: object) -> bool | None:
    if value is None:
        return None
    if any(other is not None and is_equal(value, other) for other in others):
        return True
    return None if None in others else False


def is_equal(left: object, right: object) -> bool:
    """Whether two values of one kind are equal; NaN equals NaN."""
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    return left == right


def _extreme(values: Sequence[object], *, greatest: bool) -> object:
    """Return the first of the greatest or least values that are not NULL."""
    found: object = None
    for value in values:
        if value is None:
            continue
        if found is None or (is_above(value, found) if greatest else is_above(found, value)):
            found = value
    return found


def is_above(left: object, right: object) -> bool:
    """Whether one value is above another of its kind; NaN is above every number."""
    if isinstance(left, float) and isinstance(right, float):
        if math.isnan(left) or math.isnan(right):
            return math.isnan(left) and not math.isnan(right)
        return left > right
    if isinstance(left, str) and isinstance(right, str):
        return left.encode() > right.encode()
    return bool(left > right)  # type: ignore[operator] # both are of one ordered kind


LOGIC_OPERATIONS: Final[dict[str, Operation]] = {
    "and": Operation(
        "boolean",
        "false if one is false, else NULL if one is NULL, else true",
        lambda *a: f"({' AND '.join(a)})",
        _and,
        strict=False,
    ),
    "or": Operation(
        "boolean",
        "true if one is true, else NULL if one is NULL, else false",
        lambda *a: f"({' OR '.join(a)})",
        _or,
        strict=False,
    ),
    "not": Operation("boolean", "the other truth value", lambda a: f"(NOT {a})", lambda a: not a),
    "in": Operation(
        "boolean",
        "a equals one of the others; NULL if none is known to",
        lambda a, *others: f"({a} IN ({', '.join(others)}))",
        _in,
        strict=False,
    ),
    **{
        name: Operation(
            "null",  # of the kind of its arguments
            f"the {name} of those that are not NULL; NaN is above every number",
            lambda *a, name=name: f"{name}({', '.join(a)})",
            lambda *a, name=name: _extreme(a, greatest=name == "greatest"),
            strict=False,
        )
        for name in ("greatest", "least")
    },
}
