"""``CAST`` and ``SAFE_CAST``: what DuckDB casts otherwise is done by macros of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.data_type import type_text
from forebay.engine.bigquery.render_struct import typed_value

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

# By DuckDB's type, the macro bq.to_NAME or bq.safe_NAME.
_MACROS: Final = {
    "BIGINT": "int64",
    "DOUBLE": "float64",
    "VARCHAR": "string",
    "BOOLEAN": "bool",
    "BLOB": "bytes",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
    "TIME": "time",
    "DECIMAL(38, 9)": "numeric",
}
# Literals such as DATE '2020-01-31', and what may stand in them (docs: lexical structure).
_DAY: Final = r"\d{4}-\d{1,2}-\d{1,2}"
_TIME: Final = r"\d{1,2}:\d{1,2}:\d{1,2}(\.\d{1,6})?"
_ZONE: Final = r"\s*([Zz]|[+-]\d{1,2}(:\d{2})?|[A-Za-z_/]+)?"
_LITERALS: Final = {
    "DATE": _DAY,
    "TIME": _TIME,
    "TIMESTAMP": rf"{_DAY}([ Tt]{_TIME})?",
    "TIMESTAMP WITH TIME ZONE": rf"{_DAY}([ Tt]{_TIME})?{_ZONE}",
}


def write_cast(renderer: Renderer, node: exp.Expr) -> str:
    """Return the text of CAST, or of a literal with its type before it."""
    typed = typed_value(renderer, node.this, node.args["to"])
    if typed is not None:
        return typed
    kind = type_text(renderer, node.args["to"])
    value = node.this
    if kind in _LITERALS and type(value).__name__ == "Literal" and value.args.get("is_string"):
        said = renderer.text_of(value, "the literal")
        if re.fullmatch(_LITERALS[kind], said) is None:
            raise renderer.refused(value, f"'{said}' is no {_bigquery(kind)}")
        return f"CAST({renderer.write(value)} AS {kind})"
    return _cast(renderer, node, kind, "to")


def write_safe_cast(renderer: Renderer, node: exp.Expr) -> str:
    """Return the text of SAFE_CAST."""
    return _cast(renderer, node, type_text(renderer, node.args["to"]), "safe")


def _cast(renderer: Renderer, node: exp.Expr, kind: str, how: str) -> str:
    value = renderer.write(node.this)
    if kind in _MACROS:
        return f"bq.{how}_{_MACROS[kind]}({value})"
    # ARRAY<INT64>[1, 2], STRUCT<a INT64>(1): of a literal of that shape.
    if type(node.this).__name__ not in {"Array", "Null"} or how == "safe":
        raise renderer.refused(node, f"a cast to {kind} is not supported")
    return f"CAST({value} AS {kind})"


def _bigquery(kind: str) -> str:
    return {"TIMESTAMP": "DATETIME", "TIMESTAMP WITH TIME ZONE": "TIMESTAMP"}.get(kind, kind)
