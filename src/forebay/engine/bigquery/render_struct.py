"""``STRUCT`` and ``ARRAY``: with names, without, and with a type before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.argument_type import ARGUMENT_TYPES
from forebay.engine.bigquery.data_type import BIGQUERY_TYPES, type_text
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

_ROWS: Final = {"Struct", "Tuple"}
_CHECKS: Final = {BIGQUERY_TYPES[kind]: f"bq.as_{kind.lower()}" for kind in ARGUMENT_TYPES}


def write_array(renderer: Renderer, node: exp.Expr) -> str:
    """Return ``[a, b]`` or ``ARRAY(SELECT ...)``; rows without names have those of the first."""
    items = node.expressions
    if len(items) == 1 and type(items[0]).__name__ in {"Select", "Union", "Except", "Intersect"}:
        return f"ARRAY({renderer.write(items[0])})"
    if items and type(items[0]).__name__ == "Struct":
        names = [_name(item) for item in items[0].expressions]
        if all(names):
            texts = [_row(renderer, item, names) for item in items]
            return f"[{', '.join(texts)}]"
    return f"[{renderer.writes(items)}]"


def write_struct(renderer: Renderer, node: exp.Expr) -> str:
    """Return a STRUCT; a field without a name is ``_field_1``, ... as in BigQuery's results."""
    names = [_name(item) or f"_field_{number}" for number, item in enumerate(node.expressions, 1)]
    return _fields(renderer, node, names)


def typed_value(renderer: Renderer, node: exp.Expr, kind: exp.Expr) -> str | None:
    """Return a STRUCT or an ARRAY of such that stands after its type; None for another value."""
    name = getattr(kind.this, "name", "")
    inner = kind.expressions
    if name == "STRUCT" and type(node).__name__ in _ROWS:
        values = [_value(item) for item in node.expressions]
        if len(values) != len(inner):
            counts = f"{len(inner)} fields get {len(values)} values"
            raise renderer.refused(node, f"in this STRUCT {counts}")
        fields = (
            f"{quote(field.this.name)}: {_typed(renderer, value, field.args['kind'])}"
            for field, value in zip(inner, values, strict=True)
        )
        return "{" + ", ".join(fields) + "}"
    is_array = name == "ARRAY" and type(node).__name__ == "Array" and node.expressions
    if is_array and getattr(inner[0].this, "name", "") == "STRUCT":
        return f"[{', '.join(_typed(renderer, item, inner[0]) for item in node.expressions)}]"
    return None


def _typed(renderer: Renderer, node: exp.Expr, kind: exp.Expr) -> str:
    text = typed_value(renderer, node, kind)
    if text is not None:
        return text
    duckdb = type_text(renderer, kind)
    written = renderer.write(node)
    if duckdb in _CHECKS:
        return f"{_CHECKS[duckdb]}({written})"
    return f"CAST({written} AS {duckdb})"


def _row(renderer: Renderer, node: exp.Expr, names: Sequence[str]) -> str:
    if type(node).__name__ not in _ROWS:
        return renderer.write(node)
    if len(node.expressions) != len(names):
        message = f"the first row of the array has {len(names)} fields, and this one another number"
        raise renderer.refused(node, message)
    return _fields(renderer, node, names)


def _fields(renderer: Renderer, node: exp.Expr, names: Sequence[str]) -> str:
    fields = (
        f"{quote(name)}: {renderer.write(_value(item))}"
        for name, item in zip(names, node.expressions, strict=True)
    )
    return "{" + ", ".join(fields) + "}"


def _name(item: exp.Expr) -> str:
    match type(item).__name__:
        case "PropertyEQ":
            return str(item.this.this)
        case "Alias":
            return str(item.args["alias"].this)
        case "Column" if type(item.this).__name__ == "Identifier":
            return str(item.this.this)
        case "Dot" if type(item.args["expression"]).__name__ == "Identifier":
            return str(item.args["expression"].this)
        case _:
            return ""


def _value(item: exp.Expr) -> exp.Expr:
    match type(item).__name__:
        case "PropertyEQ":
            return item.args["expression"]  # type: ignore[no-any-return]
        case "Alias":
            return item.this  # type: ignore[no-any-return]
        case _:
            return item
