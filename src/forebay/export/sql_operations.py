"""The operations of TRANSFORM in the SQL of each dialect: a list, and nothing beside it.

What stands here gives the values of ``features.operations``; the tests compare them, in DuckDB,
PostgreSQL and SQLite by running them. Where a dialect computes something else (``lower`` by its
locale, ``round`` to even), the operation is left out or written with others.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.export.sql_compare import can_be_nan
from forebay.export.sql_letters import cased, trimmed
from forebay.export.sql_times import TIME_OPERATIONS, time_operation_sql
from forebay.features.expression import Constant, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.export.sql_dialect import SqlDialect
    from forebay.features.expression import Expression

_FIRST_LARGE: Final = 709.0  # exp of more leaves float64, which PostgreSQL takes for an error
_FIRST_SMALL: Final = -745.0

# The same everywhere: the arguments in order.
_PLAIN: Final[dict[str, str]] = {
    "integer_add": "({0} + {1})",
    "integer_subtract": "({0} - {1})",
    "integer_multiply": "({0} * {1})",
    "integer_negate": "(0 - {0})",
    "integer_abs": "abs({0})",
    "integer_sign": "CASE WHEN {0} > 0 THEN 1 WHEN {0} < 0 THEN -1 WHEN {0} = 0 THEN 0 END",
    "double_negate": "(- {0})",
    "double_abs": "abs({0})",
    "length": "length({0})",
    "not": "(NOT {0})",
    "boolean_to_integer": "CASE WHEN {0} THEN 1 WHEN NOT {0} THEN 0 END",
    "integer_to_boolean": "({0} <> 0)",
    "double_to_boolean": "({0} <> 0)",
}
_CONTAINS: Final = {
    "duckdb": "contains({0}, {1})", "postgres": "(strpos({0}, {1}) > 0)",
    "sqlite": "(instr({0}, {1}) > 0)", "snowflake": "contains({0}, {1})",
    "bigquery": "(strpos({0}, {1}) > 0)", "spark": "(instr({0}, {1}) > 0)",
}  # fmt: skip
_STARTS: Final = {
    "duckdb": "starts_with({0}, {1})", "postgres": "starts_with({0}, {1})",
    "sqlite": "(substr({0}, 1, length({1})) = {1})", "snowflake": "startswith({0}, {1})",
    "bigquery": "starts_with({0}, {1})", "spark": "startswith({0}, {1})",
}  # fmt: skip
_ENDS: Final = {
    "duckdb": "suffix({0}, {1})", "postgres": "(right({0}, length({1})) = {1})",
    "sqlite": "(substr({0}, -length({1})) = {1})", "snowflake": "endswith({0}, {1})",
    "bigquery": "ends_with({0}, {1})", "spark": "endswith({0}, {1})",
}  # fmt: skip
# Only with a text that is written out and not empty.
_OF_A_WORD: Final = {
    "contains": _CONTAINS,
    "starts_with": _STARTS,
    "ends_with": _ENDS,
    "replace": dict.fromkeys(_CONTAINS, "replace({0}, {1}, {2})"),
    "trim_of": {
        "duckdb": "trim({0}, {1})", "postgres": "btrim({0}, {1})", "sqlite": "trim({0}, {1})",
        "snowflake": "trim({0}, {1})", "bigquery": "trim({0}, {1})",
        "spark": "trim(BOTH {1} FROM {0})",
    },
    "ltrim_of": dict.fromkeys(("duckdb", "postgres", "sqlite", "snowflake", "bigquery"),
                              "ltrim({0}, {1})"),
    "rtrim_of": dict.fromkeys(("duckdb", "postgres", "sqlite", "snowflake", "bigquery"),
                              "rtrim({0}, {1})"),
}  # fmt: skip
_LOGARITHMS: Final = {
    "ln": dict.fromkeys(_CONTAINS, "ln({0})"),
    "log10": {**dict.fromkeys(("duckdb", "postgres", "sqlite", "bigquery", "spark"), "log10({0})"),
              "snowflake": "log(10, {0})"},
    "log2": {"duckdb": "log2({0})", "sqlite": "log2({0})", "spark": "log2({0})",
             "postgres": "(ln({0}) / ln(CAST(2 AS DOUBLE PRECISION)))",
             "snowflake": "log(2, {0})", "bigquery": "log({0}, 2)"},
}  # fmt: skip
# Whole numbers by a divisor that is written out and not 0.
_DIVISIONS: Final = {
    "integer_quotient": {
        "duckdb": "({0} // {1})", "postgres": "({0} / {1})", "sqlite": "({0} / {1})",
        "bigquery": "div({0}, {1})", "spark": "({0} div {1})",
    },
    "integer_remainder": {
        "duckdb": "({0} % {1})", "postgres": "({0} % {1})", "sqlite": "({0} % {1})",
        "snowflake": "({0} % {1})", "bigquery": "mod({0}, {1})", "spark": "({0} % {1})",
    },
}  # fmt: skip
_NARROW: Final = {"to_integer": "INTEGER", "to_smallint": "SMALLINT"}


def refused(dialect: SqlDialect, what: str) -> ProjectError:
    """Return the error of something that is not on the list."""
    return ProjectError.of(
        "not-supported",
        f"{what} is not written in the SQL of {dialect.name}",
        detail="only what gives the same values there is written.",
        hint="compute it in the query of the model, or export Python.",
    )


def operation_sql(
    dialect: SqlDialect, name: str, arguments: Sequence[Expression], made: Sequence[str]
) -> str:
    """Return an operation on arguments that are written already.

    Raises
    ------
    ProjectError
        ``not-supported``: it is not on the list of the dialect, or not with such arguments.

    """
    found = _operation(dialect, name, arguments, made)
    if found is None:
        raise refused(dialect, f'the operation "{name}"' + _told(name))
    return found


def _told(name: str) -> str:
    if name in _OF_A_WORD or name in _DIVISIONS or name in {"substr", "substr_of", "power"}:
        return " with these arguments"
    return ""


def _operation(  # noqa: PLR0911 - one line per family
    d: SqlDialect, name: str, arguments: Sequence[Expression], made: Sequence[str]
) -> str | None:
    if name in _PLAIN:
        return _PLAIN[name].format(*made)
    if name in _SPECIAL:
        return _SPECIAL[name](d, arguments, made)
    if name in _OF_A_WORD and all(_is_word(word) for word in arguments[1:2]):
        template = _OF_A_WORD[name].get(d.name)
        return template.format(*made) if template else None
    if name in _LOGARITHMS:
        return _logarithm(d, _LOGARITHMS[name][d.name].format(*made), made[0])
    if name in _DIVISIONS and _is_whole(arguments[1]):
        template = _DIVISIONS[name].get(d.name)
        return template.format(*made) if template else None
    if name in _NARROW and d.name in {"duckdb", "postgres"}:
        return f"CAST(CAST({made[0]} AS {_NARROW[name]}) AS BIGINT)"
    if name in TIME_OPERATIONS:
        return time_operation_sql(d, name, made)
    return None


def _is_word(argument: Expression) -> bool:
    match argument:
        case Constant(str() as word):
            return bool(word)
        case _:
            return False


def _is_whole(argument: Expression) -> bool:
    match argument:
        case Constant(bool()):
            return False
        case Constant(int() as number):
            return number != 0
        case _:
            return False


def _logarithm(d: SqlDialect, positive: str, value: str) -> str:
    low, nan = d.number(-math.inf), d.number(math.nan)
    return (
        f"CASE WHEN {value} > 0 THEN {positive} WHEN {value} = 0 THEN {low}"
        f" WHEN {value} < 0 THEN {nan} ELSE {value} END"  # NULL, or a NaN that nothing is below
    )


def _sqrt(d: SqlDialect, _: Sequence[Expression], made: Sequence[str]) -> str:
    return f"CASE WHEN {made[0]} < 0 THEN {d.number(math.nan)} ELSE sqrt({made[0]}) END"


def exp_sql(dialect: SqlDialect, value: str) -> str:
    """Return e to a power; what is too large or too small for float64 is infinite or 0."""
    large, small = dialect.number(_FIRST_LARGE), dialect.number(_FIRST_SMALL)
    nan = f" WHEN {dialect.is_nan(value)} THEN {value}" if dialect.has_nan else ""
    return (
        f"CASE{nan} WHEN {value} > {large} THEN {dialect.number(math.inf)}"
        f" WHEN {value} < {small} THEN {dialect.number(0.0)} ELSE exp({value}) END"
    )


def _power(d: SqlDialect, arguments: Sequence[Expression], made: Sequence[str]) -> str | None:
    exponent = arguments[1].value if isinstance(arguments[1], Number) else arguments[1]
    match exponent:
        case Constant(bool()):
            return None
        case Constant(int() | float() as number) if number > 0 and number == int(number):
            return f"power({made[0]}, {made[1]})"
        case _:
            return f"pow({made[0]}, {made[1]})" if d.name == "duckdb" else None


def _truncated(d: SqlDialect, value: str) -> str:
    if d.name == "spark":
        return (
            f"CASE WHEN {value} < 0 THEN {_whole(d, 'ceil', value)}"
            f" ELSE {_whole(d, 'floor', value)} END"
        )
    return f"trunc({value})"


def _whole(d: SqlDialect, name: str, value: str) -> str:
    """Return ``floor`` or ``ceil`` of a float64; Spark's is a BIGINT, too small for many."""
    if d.name != "spark":
        return f"{name}({value})"
    inside = f"abs({value}) < {d.number(2.0**53)}"
    return f"CASE WHEN {inside} THEN CAST({name}({value}) AS DOUBLE) ELSE {value} END"


def _round(d: SqlDialect, _: Sequence[Expression], made: Sequence[str]) -> str:
    """Return the nearest whole number, halves away from 0; PostgreSQL's own goes to even ones."""
    value = made[0]
    whole, half = _truncated(d, value), d.number(0.5)
    one, zero = d.number(1.0), d.number(0.0)
    side = f"CASE WHEN {value} < 0 THEN {d.number(-1.0)} ELSE {one} END"
    return f"({whole} + CASE WHEN abs({value} - {whole}) >= {half} THEN {side} ELSE {zero} END)"


def _round_to(d: SqlDialect, arguments: Sequence[Expression], made: Sequence[str]) -> str | None:
    match arguments[1]:
        case Constant(int() as digits) if digits >= 0:
            scale = d.number(10.0**digits)
            return f"({_round(d, (), [f'({made[0]} * {scale})'])} / {scale})"
        case _:
            return None


def _substring(d: SqlDialect, arguments: Sequence[Expression], made: Sequence[str]) -> str | None:
    match list(arguments[1:]):
        case [Constant(int() as start), *rest] if start >= 1:
            lengths = [a.value for a in rest if isinstance(a, Constant)]
            if len(lengths) == len(rest) and all(isinstance(n, int) and n >= 0 for n in lengths):
                name = "substring" if d.name in {"duckdb", "postgres", "spark"} else "substr"
                return f"{name}({', '.join(made)})"
    return None


def _sign(d: SqlDialect, _: Sequence[Expression], made: Sequence[str]) -> str:
    a = made[0]
    nan = f" WHEN {d.is_nan(a)} THEN 0" if d.has_nan else ""
    return f"CASE{nan} WHEN {a} > 0 THEN 1 WHEN {a} < 0 THEN -1 WHEN {a} = 0 THEN 0 END"


def _extreme(name: str) -> Callable[[SqlDialect, Sequence[Expression], Sequence[str]], str]:
    def of(d: SqlDialect, given: Sequence[Expression], made: Sequence[str]) -> str:
        if len(made) == 1:
            return made[0]
        if d.name in {"duckdb", "postgres", "spark"}:
            return f"{name}({', '.join(made)})"
        if name == "least" and not d.orders_nan and any(map(can_be_nan, given)):
            return _least_of_numbers(d, given, made)
        # Theirs is NULL if one is: each NULL is another one of the values instead.
        word = {"greatest": "max", "least": "min"}[name] if d.name == "sqlite" else name
        turns = [[*made[i:], *made[:i]] for i in range(len(made))]
        known = [f"coalesce({', '.join(turn)})" for turn in turns]
        return f"{word}({', '.join(known)})"

    return of


def _least_of_numbers(d: SqlDialect, given: Sequence[Expression], made: Sequence[str]) -> str:
    """Return the least where a NaN among the values would make it NaN: it is the greatest."""
    numbers = [
        f"CASE WHEN NOT {d.is_nan(sql)} THEN {sql} END" if can_be_nan(of) else sql
        for of, sql in zip(given, made, strict=True)
    ]
    turns = [[*numbers[i:], *numbers[:i]] for i in range(len(numbers))]
    known = [f"coalesce({', '.join(turn)})" for turn in turns]
    return f"coalesce(least({', '.join(known)}), {', '.join(made)})"


def _concat(d: SqlDialect, _: Sequence[Expression], made: Sequence[str]) -> str:
    return "(" + " || ".join(f"coalesce({part}, {d.string('')})" for part in made) + ")"


_SPECIAL: Final[
    dict[str, Callable[[SqlDialect, Sequence[Expression], Sequence[str]], str | None]]
] = {
    "integer": lambda d, _, made: (
        made[0] if d.name == "sqlite" else f"CAST({made[0]} AS {d.whole})"
    ),
    "sqrt": _sqrt,
    "exp": lambda d, _, made: exp_sql(d, made[0]),
    "power": _power,
    "floor": lambda d, _, made: _whole(d, "floor", made[0]),
    "ceil": lambda d, _, made: _whole(d, "ceil", made[0]),
    "trunc": lambda d, _, made: _truncated(d, made[0]),
    "round": _round,
    "round_to": _round_to,
    "double_sign": _sign,
    "substr": _substring,
    "substr_of": _substring,
    "joined": lambda _d, _a, made: f"({' || '.join(made)})",
    "concat": _concat,
    "and": lambda _d, _a, made: f"({' AND '.join(made)})",
    "or": lambda _d, _a, made: f"({' OR '.join(made)})",
    "in": lambda _d, _a, made: f"({made[0]} IN ({', '.join(made[1:])}))",
    "greatest": _extreme("greatest"),
    "least": _extreme("least"),
    "lower": lambda d, _, made: cased(d, "lower", made[0]),
    "upper": lambda d, _, made: cased(d, "upper", made[0]),
    "trim": lambda d, _, made: trimmed(d, "trim", made[0]),
    "ltrim": lambda d, _, made: trimmed(d, "ltrim", made[0]),
    "rtrim": lambda d, _, made: trimmed(d, "rtrim", made[0]),
    "farm_fingerprint": lambda d, _, made: (
        f"farm_fingerprint({made[0]})" if d.name == "bigquery" else None
    ),
    "double_to_integer": lambda d, _, made: (
        f"CAST({made[0]} AS BIGINT)" if d.name in {"duckdb", "postgres"} else None
    ),
}
