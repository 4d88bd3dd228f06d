"""What the nodes of a feature expression give for one row, as functions of values.

``evaluate_row`` computes with them, and the Python file of an export holds this very text: so
there is no ``match``, and nothing is imported but the standard library and modules that do so too.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.features.operations.logic_operations import is_above

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EXACT = 2**53


def number_of(value: object) -> float | None:
    """Return a number, a truth value or a number printed as text, as a float64."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, (bool, int, float, str)):
        return float(value)
    raise ProjectError.of(
        "feature-type", f"the value {value!r} is no number", hint="give a number."
    )


def _decimal(value: Decimal) -> float:
    """Convert as DuckDB does: whole and fractional part apart where the digits exceed 53 bits."""
    sign, digits, exponent = value.as_tuple()
    scale = -exponent if isinstance(exponent, int) else 0
    unscaled = int("".join(map(str, digits)) or "0") * (-1 if sign else 1)
    power = 10 ** max(0, scale)
    if abs(unscaled) <= _EXACT or scale <= 0:
        return float(unscaled) / float(power) if scale > 0 else float(value)
    whole, part = divmod(abs(unscaled), power)
    result = float(whole) + float(part) / float(power)
    return -result if sign else result


def text_of(value: object, form: str) -> str | None:  # noqa: PLR0911 - one line per type
    """Return a value as text; see ``Text``."""
    if value is None:
        return None
    if isinstance(value, bytes) and form == "bytes":
        return value.hex().upper()
    if isinstance(value, float) and form == "integer":
        return str(int(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        text = value.isoformat()
        return text.rstrip("0") if value.microsecond else text
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def arithmetic(operator: str, left: object, right: object) -> float | None:
    """Return ``left operator right`` on float64."""
    if not isinstance(left, float) or not isinstance(right, float):
        return None
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    return left * right if operator == "*" else _divide(left, right)


def _divide(left: float, right: float) -> float:
    if right != 0.0:
        return left / right
    if left == 0.0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def compare(operator: str, left: object, right: object) -> bool | None:
    """Return ``left operator right``; NaN equals NaN and is above every number."""
    if left is None or right is None:
        return None
    if type(left) is not type(right):
        raise ProjectError.of(
            "feature-type",
            f"{left!r} and {right!r} cannot be compared",
            hint="give both as one type.",
        )
    order = is_above(left, right) - is_above(right, left)
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        "<=": order <= 0,
        ">": order > 0,
        ">=": order >= 0,
    }[operator]


def field_of(whole: object, name: str) -> object:
    """Return a field of a STRUCT; None if the struct is NULL."""
    return whole.get(name) if isinstance(whole, dict) else None


def code_of(value: object, codes: Mapping[str, int], null_code: int | None) -> int:
    """Return the code of a text; -1 for one that has none."""
    if value is None:
        return -1 if null_code is None else null_code
    return codes.get(str(value), -1)


def codes_of(values: object, codes: Mapping[str, int]) -> list[int]:
    """Return the codes of texts plus one; 0 for one that has none."""
    return [codes.get(text, -1) + 1 for text in values] if isinstance(values, list) else []


def time_part(part: str, value: object) -> float | None:
    """Return a part of an instant in UTC; see ``TimePart``."""
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise ProjectError.of(
            "feature-type", f"the value {value!r} is no instant", hint="give a time."
        )
    instant = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if part == "EPOCH":
        return ((instant - _EPOCH) // _MICROSECOND) / 1_000_000.0
    sunday_0 = instant.isoweekday() % 7
    parts = {
        "DOM": instant.day,
        "DOW": sunday_0 + 1,
        "MOY": instant.month,
        "HOD": instant.hour,
        "MOH": instant.minute,
        "WOY": (instant.timetuple().tm_yday + 6 - sunday_0) // 7,
        "YEAR": instant.year,
    }
    return float(parts[part])
