"""A few of the rows that break a constraint, and only the columns that tell something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.checks.normal_form import normal_form
from forebay.checks.rules import flagged, row_text_order
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from forebay.checks.rules import Checked, Rule
    from forebay.engine import Workspace
    from forebay.sql.statement import Constraint

SHOWN_ROWS = 5
_SHOWN_COLUMNS = 8


def sample_rows(
    workspace: Workspace, checked: Checked, rule: Rule, key: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Return column names and up to five rows that break a rule, the same on every run.

    Shown are the primary key, the columns that the constraint names and a source's file and line;
    the first columns of the table if that is nothing. Rows with the same key stand together.
    """
    names = shown_columns(checked, rule.constraint, key)
    order = row_text_order(checked)
    if rule.counted:
        keys = (
            f"{normal_form(checked.schema, name)} NULLS LAST" for name in rule.constraint.columns
        )
        order = ", ".join([*keys, order])
    sql = (
        f"SELECT {', '.join(quote(name) for name in names)} FROM ({flagged(checked, [rule])})"
        f" WHERE {rule.broken} ORDER BY {order} LIMIT {SHOWN_ROWS}"
    )
    return names, tuple(workspace.rows(sql))


def shown_columns(
    checked: Checked, constraint: Constraint, key: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the columns worth showing for a constraint, in the order of the table."""
    wanted = {name.casefold() for name in (*key, *constraint.columns)}
    if constraint.violation.keep_by is not None:
        wanted.add(constraint.violation.keep_by.casefold())
    if constraint.expression is not None:
        wanted |= {
            token.value.casefold()
            for token in constraint.expression.tokens
            if token.kind in {"word", "quoted"}
        }
    own = [name for name in checked.schema.names if name.casefold() in wanted]
    return (*(own or checked.schema.names[:_SHOWN_COLUMNS]), *checked.extra)
