"""Every kind of syntax that is checked by value, with what writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.render_expression import EXPRESSIONS
from forebay.engine.bigquery.render_query import QUERIES

if TYPE_CHECKING:
    from forebay.engine.bigquery.node_rule import NodeRule

# By the name of sqlglot's class: the classes themselves are imported by nobody before a query is
# translated.
NODES: Final[dict[str, NodeRule]] = {**EXPRESSIONS, **QUERIES}
