"""``ORDER BY``: BigQuery takes NULL for the lowest value, and says so in every order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer


def order_text(renderer: Renderer, order: exp.Expr) -> str:
    """Return an ORDER BY with the place of NULLs written out."""
    return "ORDER BY " + ", ".join(ordered_text(renderer, item) for item in order.expressions)


def ordered_text(renderer: Renderer, item: exp.Expr, key: str | None = None) -> str:
    """Return one entry; `key` stands for its expression where that is written otherwise."""
    if {k for k, v in item.args.items() if v} - {"this", "desc", "nulls_first"}:
        raise renderer.refused(item, "this ORDER BY is not supported")
    text = renderer.operand(item.this) if key is None else key
    direction = "DESC" if item.args.get("desc") else "ASC"
    nulls = "FIRST" if item.args.get("nulls_first") else "LAST"
    return f"{text} {direction} NULLS {nulls}"
