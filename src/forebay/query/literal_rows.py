"""A small result as SQL: every value a literal, every column with its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.protocol import Schema


def literal_rows(schema: Schema, rows: Sequence[Mapping[str, object]]) -> str:
    """Return a query that gives some rows, in order.

    Parameters
    ----------
    rows
        Values by column name; a missing one is NULL. Lists and dicts are LISTs and STRUCTs.

    Examples
    --------
    >>> from forebay.engine.protocol import Column, Schema
    >>> literal_rows(Schema((Column("n", "BIGINT"),)), [{"n": 1}])
    'SELECT CAST("n" AS BIGINT) AS "n" FROM (VALUES (1)) AS given("n")'

    """
    names = ", ".join(quote(name) for name in schema.names)
    casts = ", ".join(
        f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}" for c in schema.columns
    )
    values = ", ".join(
        f"({', '.join(_value(row.get(name)) for name in schema.names)})" for row in rows
    )
    if not rows:
        nulls = ", ".join("NULL" for _ in schema.names)
        return f"SELECT {casts} FROM (VALUES ({nulls})) AS given({names}) WHERE false"
    return f"SELECT {casts} FROM (VALUES {values}) AS given({names})"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return literal(value)
