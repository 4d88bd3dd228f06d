"""Parts of instants and differences between them, in UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from forebay.features.operations.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - without a zone, as TIMESTAMP is
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

_PARTS: Final[dict[str, Callable[[datetime], int]]] = {
    "year": lambda t: t.year,
    "quarter": lambda t: (t.month + 2) // 3,
    "month": lambda t: t.month,
    "week": lambda t: t.isocalendar()[1],
    "day": lambda t: t.day,
    "dayofweek": lambda t: t.isoweekday() % 7,
    "isodow": lambda t: t.isoweekday(),
    "dayofyear": lambda t: t.timetuple().tm_yday,
    "hour": lambda t: t.hour,
    "minute": lambda t: t.minute,
    "second": lambda t: t.second,
}


def _part(name: str, value: Callable[[datetime], int]) -> Operation:
    meaning = {
        "week": "ISO week, 1 to 53",
        "dayofweek": "0 (Sunday) to 6",
        "isodow": "1 (Monday) to 7",
    }.get(name, name)
    return Operation("integer", meaning, lambda a: f"date_part('{name}', {a})", value)


def _seconds(value: datetime, size: int) -> int:
    return (value - _EPOCH) // timedelta(seconds=size)


def _months(value: datetime, size: int) -> int:
    return (value.year * 12 + value.month - 1) // size


def _difference(unit: str) -> Operation:
    size = _SECONDS.get(unit) or _MONTHS[unit]
    count = _seconds if unit in _SECONDS else _months
    return Operation(
        "integer",
        f"how many begins of a {unit} lie between a and b; negative if b is before a",
        lambda a, b: f"date_diff('{unit}', {a}, {b})",
        lambda a, b: count(b, size) - count(a, size),
    )


TIME_OPERATIONS: Final[dict[str, Operation]] = {
    **{f"part_{name}": _part(name, value) for name, value in _PARTS.items()},
    **{f"difference_{unit}": _difference(unit) for unit in (*_SECONDS, *_MONTHS)},
}
