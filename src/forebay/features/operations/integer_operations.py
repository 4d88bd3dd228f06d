"""Operations on integers of 64 bits; what leaves their range is an error, in both renderings."""

from __future__ import annotations

from typing import Final

from forebay.errors import EngineError
from forebay.features.operations.operation import Operation, out_of_range

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1

# The engine's integer types that CAST may name, with their bounds.
INTEGER_BOUNDS: Final[dict[str, tuple[int, int]]] = {
    "TINYINT": (-(2**7), 2**7 - 1),
    "SMALLINT": (-(2**15), 2**15 - 1),
    "INTEGER": (-(2**31), 2**31 - 1),
    "BIGINT": (_LOWEST, _HIGHEST),
    "UTINYINT": (0, 2**8 - 1),
    "USMALLINT": (0, 2**16 - 1),
    "UINTEGER": (0, 2**32 - 1),
}


def within(value: int, kind: str = "BIGINT") -> int:
    """Return an integer that its type can hold; EngineError ``out-of-range`` otherwise."""
    low, high = INTEGER_BOUNDS[kind]
    if not low <= value <= high:
        raise out_of_range(f"{value} is no {kind}")
    return value


def _quotient(left: int, right: int) -> int:
    if right == 0:
        raise EngineError.of(
            "division-by-zero",
            f"{left} // 0 has no value",
            hint="NULLIF(divisor, 0) gives NULL instead.",
        )
    quotient = abs(left) // abs(right)
    return within(quotient if (left < 0) == (right < 0) else -quotient)


def _remainder(left: int, right: int) -> int:
    return left - _quotient(left, right) * right


def _guarded(operator: str) -> Operation:
    """Return // or %: one version of DuckDB gives NULL for a division by zero, another an error."""

    def sql(left: str, right: str) -> str:
        error = "error('division by zero')"
        by_zero = f"{right} = 0 AND {left} IS NOT NULL"
        return f"CASE WHEN {by_zero} THEN {error} ELSE {left} {operator} {right} END"

    value = _quotient if operator == "//" else _remainder
    rounded = "quotient without its fraction" if operator == "//" else "remainder, signed as a"
    return Operation("integer", f"a {operator} b, the {rounded}; b = 0 is an error", sql, value)


def _narrow(kind: str) -> Operation:
    return Operation(
        "integer",
        f"the integer itself; an error if it is no {kind}",
        lambda a: f"CAST(CAST({a} AS {kind}) AS BIGINT)",
        lambda a: within(a, kind),
    )


INTEGER_OPERATIONS: Final[dict[str, Operation]] = {
    "integer": Operation(
        "integer", "an integer of fewer bits as one of 64", lambda a: f"CAST({a} AS BIGINT)", int
    ),
    "integer_add": Operation(
        "integer", "a + b", lambda a, b: f"({a} + {b})", lambda a, b: within(a + b)
    ),
    "integer_subtract": Operation(
        "integer", "a - b", lambda a, b: f"({a} - {b})", lambda a, b: within(a - b)
    ),
    "integer_multiply": Operation(
        "integer", "a * b", lambda a, b: f"({a} * {b})", lambda a, b: within(a * b)
    ),
    "integer_quotient": _guarded("//"),
    "integer_remainder": _guarded("%"),
    "integer_negate": Operation(
        "integer", "-a", lambda a: f"(CAST(0 AS BIGINT) - {a})", lambda a: within(-a)
    ),
    "integer_abs": Operation(
        "integer", "a without its sign", lambda a: f"abs({a})", lambda a: within(abs(a))
    ),
    "integer_sign": Operation(
        "integer", "-1, 0 or 1", lambda a: f"CAST(sign({a}) AS BIGINT)", lambda a: (a > 0) - (a < 0)
    ),
    **{f"to_{kind.lower()}": _narrow(kind) for kind in INTEGER_BOUNDS if kind != "BIGINT"},
}
