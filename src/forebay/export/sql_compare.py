"""Comparisons of numbers, where NaN equals NaN and is above every number."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.export.kind_of import kind_of
from forebay.features.expression import Constant, Number

if TYPE_CHECKING:
    from forebay.export.sql_dialect import SqlDialect
    from forebay.features.expression import Compare, Expression


def compare_sql(dialect: SqlDialect, comparison: Compare, left: str, right: str) -> str:
    """Return a comparison of two values that are written already.

    DuckDB, PostgreSQL, Snowflake and Spark order NaN as features do, and SQLite has none. BigQuery
    compares by IEEE 754, where all but ``<>`` are false for NaN.
    """
    plain = f"({left} {comparison.operator} {right})"
    if not dialect.has_nan or dialect.orders_nan:
        return plain
    sides = (comparison.left, comparison.right)
    nan_left, nan_right = (
        dialect.is_nan(sql) if can_be_nan(side) else ""
        for sql, side in zip((left, right), sides, strict=True)
    )
    # By operator: which side being NaN makes it true, and what must hold beside that.
    rules = {
        ">": (nan_left, f"NOT {nan_right}" if nan_right else f"{right} IS NOT NULL"),
        "<": (nan_right, f"NOT {nan_left}" if nan_left else f"{left} IS NOT NULL"),
        ">=": (nan_left, f"{right} IS NOT NULL"),
        "<=": (nan_right, f"{left} IS NOT NULL"),
        "=": (nan_right and nan_left, nan_right),
    }
    if comparison.operator == "<>":
        both = nan_left and nan_right
        return f"({plain} AND NOT ({nan_left} AND {nan_right}))" if both else plain
    is_nan, other = rules[comparison.operator]
    if not is_nan:
        return plain
    return f"({plain} OR ({is_nan} AND {other}))"


def can_be_nan(expression: Expression) -> bool:
    """Whether a value may be NaN.

    Examples
    --------
    >>> from forebay.features.expression import Input
    >>> can_be_nan(Input("x", "DOUBLE")), can_be_nan(Number(Input("n", "INTEGER")))
    (True, False)

    """
    match expression:
        case Constant(float() as number):
            return math.isnan(number)
        case Number(value):
            return kind_of(value) == "double"
        case _:
            return kind_of(expression) == "double"
