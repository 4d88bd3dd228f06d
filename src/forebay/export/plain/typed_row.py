"""A row as a program gives it, with every value of the type that training recorded."""

from __future__ import annotations

import math
import re
import struct
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_BITS = {"TINYINT": 8, "SMALLINT": 16, "INTEGER": 32, "BIGINT": 64, "HUGEINT": 128}


def typed_row(row: Mapping[str, Any], inputs: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns that a model reads, each as the Python value of its type.

    Parameters
    ----------
    row
        Values by column, names without regard to case; None is NULL. Other columns are ignored.
        Whole numbers stand for every number; days and instants may be ISO 8601 texts, decimals
        texts or integers. Nothing else is converted.
    inputs
        The type of each column.

    Raises
    ------
    ProjectError
        ``missing-feature``, ``feature-type``: everything that is wrong with the row.

    Examples
    --------
    >>> typed_row({"A": 3, "other": 1}, {"a": "DOUBLE"})
    {'a': 3.0}

    """
    given = {str(name).casefold(): value for name, value in row.items()}
    found, missing, wrong = {}, [], []
    for name, kind in inputs.items():
        if name.casefold() not in given:
            missing.append(f'"{name}"')
            continue
        value = given[name.casefold()]
        try:
            found[name] = None if value is None else _typed(value, kind)
        except (TypeError, ValueError, InvalidOperation):
            wrong.append(f'"{name}" is {kind}, and the value is {value!r}')
    if missing:
        wrong.insert(0, f"the row has no column {', '.join(missing)}")
    if wrong:
        name = "missing-feature" if missing else "feature-type"
        hint = "give every column that the model reads, with its type; None for what is not known."
        raise ProjectError.of(name, "; ".join(wrong), hint=hint)
    return found


def _typed(value: Any, kind: str) -> Any:  # noqa: C901, PLR0911, PLR0912 - one line per type
    if kind.endswith("]"):
        if isinstance(value, (list, tuple)):
            return list(value)
    elif kind.startswith("STRUCT("):
        if isinstance(value, dict):
            return value
    elif kind == "BOOLEAN":
        if isinstance(value, bool):
            return value
    elif kind in ("VARCHAR", "UUID") or kind.startswith("ENUM("):
        if isinstance(value, str):
            return value
    elif kind == "BLOB":
        if isinstance(value, bytes):
            return value
    elif kind == "DATE":
        return _day(value)
    elif kind == "TIME":
        if isinstance(value, str):
            return time.fromisoformat(value)
        if isinstance(value, time):
            return value
    elif kind.startswith("TIMESTAMP"):
        return _instant(value)
    else:
        return _number(value, kind)
    raise TypeError


def _number(value: Any, kind: str) -> Any:
    if isinstance(value, bool):
        raise TypeError
    if kind.startswith("DECIMAL("):
        return _decimal(value, *map(int, re.findall(r"\d+", kind)))
    if kind in ("DOUBLE", "FLOAT"):
        if not isinstance(value, (int, float)):
            raise TypeError
        return float(value) if kind == "DOUBLE" else _float32(float(value))
    bits = _BITS[kind.lstrip("U")]
    low, high = (
        (0, 2**bits - 1) if kind.startswith("U") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    )
    if not isinstance(value, int) or not low <= value <= high:
        raise TypeError
    return value


def _float32(value: float) -> float:
    try:
        found: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)
    return found


def _decimal(value: Any, digits: int, scale: int) -> Decimal:
    if not isinstance(value, (int, str, Decimal)):
        raise TypeError
    number = Decimal(value)
    if not number.is_finite() or number != round(number, scale):
        raise ValueError
    if abs(number) >= 10 ** (digits - scale):
        raise ValueError
    return round(number, scale)


def _day(value: Any) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError
    return value


def _instant(value: Any) -> datetime:
    if isinstance(value, str):
        text = value[:-1] + "+00:00" if value.endswith(("Z", "z")) else value
        return datetime.fromisoformat(text)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as TIMESTAMP is
    raise TypeError
