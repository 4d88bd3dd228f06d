"""The types of BigQuery and what they are in DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

# By the name that sqlglot gives the type.
_TYPES: Final = {
    "BIGINT": "BIGINT",
    "INT": "BIGINT",
    "SMALLINT": "BIGINT",
    "TINYINT": "BIGINT",
    "DOUBLE": "DOUBLE",
    "FLOAT": "DOUBLE",
    "TEXT": "VARCHAR",
    "VARCHAR": "VARCHAR",
    "BOOLEAN": "BOOLEAN",
    "BINARY": "BLOB",
    "VARBINARY": "BLOB",
    "DATE": "DATE",
    "TIMESTAMP": "TIMESTAMP",
    "TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE",
    "TIME": "TIME",
    "DECIMAL": "DECIMAL(38, 9)",
}
# As a person writes them, for column lists.
BIGQUERY_TYPES: Final = {
    "INT64": "BIGINT",
    "FLOAT64": "DOUBLE",
    "STRING": "VARCHAR",
    "BYTES": "BLOB",
    "BOOL": "BOOLEAN",
    "BOOLEAN": "BOOLEAN",
    "DATE": "DATE",
    "DATETIME": "TIMESTAMP",
    "TIMESTAMP": "TIMESTAMP WITH TIME ZONE",
    "TIME": "TIME",
    "NUMERIC": "DECIMAL(38, 9)",
    "INT": "BIGINT",
    "INTEGER": "BIGINT",
    "BIGINT": "BIGINT",
    "SMALLINT": "BIGINT",
    "TINYINT": "BIGINT",
    "BYTEINT": "BIGINT",
}


def type_text(renderer: Renderer, node: exp.Expr) -> str:
    """Return the DuckDB type of a type in BigQuery SQL; ProjectError if there is none."""
    name = getattr(node.this, "name", str(node.this))
    inner = node.expressions
    if name == "ARRAY" and len(inner) == 1:
        return f"{type_text(renderer, inner[0])}[]"
    if name == "STRUCT" and inner and all(type(i).__name__ == "ColumnDef" for i in inner):
        fields = (f"{quote(i.this.name)} {type_text(renderer, i.args['kind'])}" for i in inner)
        return f"STRUCT({', '.join(fields)})"
    if name not in _TYPES or inner:
        raise renderer.refused(node, f"the type {node.sql(dialect='bigquery')} is not supported")
    return _TYPES[name]
