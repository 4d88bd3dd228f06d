"""Whether a query leaves out all rows that a model has learned, by an anti-join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.sql.statement import TableReference
from forebay.trust.conditions import conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.sql.statement import ModelCall
    from forebay.trust.model_view import ModelView


def leaves_out_learned(call: ModelCall, view: ModelView) -> bool:
    """Return whether the input of a call has no row of the one table that the model reads.

    By NOT EXISTS with equalities only, NOT IN, or ANTI JOIN: what is equal in a column to no row of
    that table is none of its rows, whatever the column.
    """
    from sqlglot import parse_one
    from sqlglot.errors import SqlglotError

    if not call.inputs or isinstance(call.inputs[0], TableReference) or len(view.node.reads) != 1:
        return False
    try:
        tree = parse_one(call.inputs[0].plain, dialect="duckdb")
    except (SqlglotError, ValueError):
        return False
    learned = next(iter(view.node.reads))
    return any(_is_whole(table, parts, learned) for table, parts in _left_out(tree))


def _left_out(tree: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the tables of anti-joins and the parts of the conditions on their rows."""
    from sqlglot import exp

    where = tree.args.get("where")
    for part in conditions(where.this) if where is not None else ():
        inner: Any = part.this if type(part).__name__ == "Not" else None
        while type(inner).__name__ == "Paren":
            inner = inner.this
        if type(inner).__name__ not in {"Exists", "In"}:
            continue
        query = inner.this if type(inner).__name__ == "Exists" else inner.args.get("query")
        query = query.this if type(query).__name__ == "Subquery" else query
        source = query.args.get("from_") or query.args.get("from") if query is not None else None
        if source is None or query.args.get("joins") or query.args.get("group"):
            continue
        condition = query.args.get("where")
        asked = [*conditions(condition.this)] if condition is not None else []
        if type(inner).__name__ == "In":
            asked.append(exp.EQ(this=inner.this, expression=query.expressions[0]))
        yield source.this, asked
    for join in tree.args.get("joins") or ():
        if "ANTI" in {str(join.args.get(of) or "").upper() for of in ("kind", "side")}:
            on = join.args.get("on")
            yield join.this, [*conditions(on)] if on is not None else []


def _is_whole(table: Any, parts: list[Any], learned: str) -> bool:
    """Return whether nothing but columns of one name is compared with the rows of that table."""
    if type(table).__name__ != "Table":
        return False
    key = f"{table.db}.{table.name}".casefold() if table.db else table.name.casefold()
    return key == learned and all(
        type(part).__name__ == "EQ"
        and type(part.this).__name__ == type(part.expression).__name__ == "Column"
        and part.this.name.casefold() == part.expression.name.casefold()
        for part in parts
    )
