"""A small result as SQL, so that it can stand wherever a table can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.protocol import Schema


def values_sql(schema: Schema, rows: Sequence[Sequence[object]]) -> str:
    """Return a query that gives `rows`, in order, with the columns of `schema`.

    Parameters
    ----------
    rows
        Python values; a list of dicts becomes a list of structs, None is NULL.

    Examples
    --------
    >>> from forebay.engine.protocol import Column, Schema
    >>> values_sql(Schema((Column("n", "BIGINT"),)), [[1]])
    'SELECT CAST(1 AS BIGINT) AS "n"'

    """
    if not rows:
        empty = ", ".join(f"CAST(NULL AS {c.type}) AS {quote(c.name)}" for c in schema.columns)
        return f"SELECT {empty} WHERE false"
    selects = [
        "SELECT "
        + ", ".join(
            f"CAST({_literal(value)} AS {column.type}) AS {quote(column.name)}"
            for column, value in zip(schema.columns, row, strict=True)
        )
        for row in rows
    ]
    return " UNION ALL ".join(selects)


def _literal(value: object) -> str:
    if isinstance(value, dict):
        return _struct(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    return literal(value)


def _struct(value: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{literal(str(k))}: {_literal(v)}" for k, v in value.items()) + "}"
