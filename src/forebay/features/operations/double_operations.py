"""Operations on float64, as IEEE 754 and the C library have them: nothing here is an error."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.features.operations.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable


_MINUS_INFINITY: Final = "CAST('-inf' AS DOUBLE)"


def _remainder(left: float, right: float) -> float:
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _sqrt(value: float) -> float:
    return math.nan if value < 0 else math.sqrt(value)


def _logarithm(compute: Callable[[float], float]) -> Callable[[float], float]:
    def of(value: float) -> float:
        if value == 0:
            return -math.inf
        return math.nan if value < 0 else compute(value)

    return of


def _exp(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        odd = math.fmod(exponent, 2.0) != 0.0
        return -math.inf if base < 0 and odd else math.inf
    except ValueError:
        if base != 0.0:
            return math.nan
        odd = abs(math.fmod(exponent, 2.0)) == 1.0
        return math.copysign(math.inf, base) if odd else math.inf


def _whole(compute: Callable[[float], int]) -> Callable[[float], float]:
    def of(value: float) -> float:
        return math.copysign(float(compute(value)), value) if math.isfinite(value) else value

    return of


def _half_away(value: float) -> int:
    whole = math.trunc(value)
    return whole + (_sign(value) if abs(value - whole) >= 0.5 else 0)  # noqa: PLR2004 - one half


_round = _whole(_half_away)


def _round_to(value: float, digits: int) -> float:
    """Round to decimal digits as the engine does it: scaled, rounded, scaled back."""
    if digits < 0:
        scale = _power(10.0, float(-digits))
        found = _round(value / scale) * scale
        return 0.0 if math.isfinite(value) and not math.isfinite(found) else found
    scale = _power(10.0, float(digits))
    found = _round(value * scale) / scale
    return found if math.isfinite(found) else value


def _of(name: str, meaning: str, value: Callable[..., float]) -> Operation:
    return Operation("double", meaning, lambda *a: f"{name}({', '.join(a)})", value)


def _of_positive(name: str, meaning: str, value: Callable[[float], float]) -> Operation:
    """Return an operation whose SQL does not ask DuckDB 1.5 for what that calls an error."""
    return Operation(
        "double",
        meaning,
        lambda a: (
            f"CASE WHEN {a} > 0 THEN {name}({a}) WHEN {a} = 0 THEN "
            f"{a if name == 'sqrt' else _MINUS_INFINITY}"
            f" WHEN {a} < 0 THEN CAST('nan' AS DOUBLE) END"
        ),
        value,
    )


DOUBLE_OPERATIONS: Final[dict[str, Operation]] = {
    "double_remainder": Operation(
        "double", "remainder, signed as a", lambda a, b: f"({a} % {b})", _remainder
    ),
    "double_negate": Operation("double", "-a", lambda a: f"(- {a})", lambda a: -a),
    "double_abs": _of("abs", "a without its sign", abs),
    "double_sign": Operation(
        "integer", "-1, 0 or 1; 0 for NaN", lambda a: f"CAST(sign({a}) AS BIGINT)", _sign
    ),
    "sqrt": _of_positive("sqrt", "square root; NaN below 0", _sqrt),
    "ln": _of_positive("ln", "natural logarithm; NaN below 0", _logarithm(math.log)),
    "log10": _of_positive("log10", "logarithm to base 10; NaN below 0", _logarithm(math.log10)),
    "log2": _of_positive("log2", "logarithm to base 2; NaN below 0", _logarithm(math.log2)),
    "exp": _of("exp", "e to the power a", _exp),
    "power": _of("pow", "a to the power b", _power),
    "round": _of("round", "nearest whole number, halves away from 0", _round),
    "round_to": Operation(
        "double",
        "nearest number with b decimal digits, halves away from 0",
        lambda a, b: f"round({a}, CAST({b} AS INTEGER))",
        _round_to,
    ),
    "floor": _of("floor", "whole number below", _whole(math.floor)),
    "ceil": _of("ceil", "whole number above", _whole(math.ceil)),
    "trunc": _of("trunc", "whole number towards 0", _whole(math.trunc)),
}
