"""Which rows of a table remain after its constraints, as a query that counts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.checks.rules import Checked, flagged, make_rules
from forebay.engine.quote import quote, quote_list

if TYPE_CHECKING:
    from forebay.engine import Schema
    from forebay.sql.statement import ColumnList


def accepted_rows(
    node: str, relation: str, schema: Schema, columns: ColumnList | None, *, others: bool = False
) -> str:
    """Return the query of the rows that no constraint drops, or of all others.

    What ``apply`` keeps of the same relation, for who reads a table again in another world:
    dropping rows is part of a table's definition, refusing it is not.

    Parameters
    ----------
    node
        The name under which conditions may call the relation.
    relation
        SQL that names it, quoted, or a query in parentheses.
    columns
        The column list; None means that there are no constraints.

    Examples
    --------
    >>> from forebay.engine import Column, Schema
    >>> accepted_rows("t", '"__t"', Schema((Column("a", "BIGINT"),)), None)
    'SELECT "a" FROM "__t"'

    """
    names = quote_list(schema.names)
    checked = Checked(relation, quote(node.rsplit(".", 1)[-1]), schema)
    rules = make_rules(checked, columns.constraints if columns is not None else ())
    dropping = [rule for rule in rules if rule.drops]
    if not dropping:
        return f"SELECT {names} FROM {relation}" + (" WHERE false" if others else "")
    broken = " OR ".join(rule.broken for rule in dropping)
    kept = f"({broken})" if others else f"NOT ({broken})"
    return f"SELECT {names} FROM ({flagged(checked, dropping)}) WHERE {kept}"
