"""``PIVOT`` and ``UNPIVOT``: rows become columns, and columns rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.failure import unless
from forebay.engine.quote import literal, quote
from forebay.sql.keywords import keywords

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

# Aggregates that pass over NULL and whose text can be followed by FILTER.
_AGGREGATES: Final = keywords(
    "SUM AVG MIN MAX COUNT ANY_VALUE STDDEV STDDEV_SAMP STDDEV_POP VARIANCE VAR_SAMP VAR_POP"
    " LOGICAL_AND LOGICAL_OR"
)
_KNOWN: Final = keywords(
    "expressions fields unpivot include_nulls alias columns identify_pivot_strings"
    " prefixed_pivot_columns pivot_column_naming default_on_null value_columns_first"
)
_ROW: Final = '"__unpivoted"'


def pivoted(renderer: Renderer, source: str, pivot: exp.Expr) -> str:
    """Return a source of rows after PIVOT or UNPIVOT.

    Parameters
    ----------
    source
        The DuckDB text of what stands before it in FROM.

    """
    renderer.refuse_parts(pivot, _KNOWN)
    fields = pivot.args.get("fields") or []
    if len(fields) != 1 or type(fields[0]).__name__ != "In":
        raise renderer.refused(pivot, "this PIVOT is not supported")
    text = (_unpivot if pivot.args.get("unpivot") else _pivot)(renderer, source, pivot, fields[0])
    alias = pivot.args.get("alias")
    if alias is None or alias.this is None:
        return f"({text})"
    return f"({text}) AS {renderer.write(alias.this)}"


def _pivot(renderer: Renderer, source: str, pivot: exp.Expr, field: exp.Expr) -> str:
    """Return one aggregate with a FILTER for each value; all other columns are its groups."""
    key = field.this
    if type(key).__name__ not in {"Column", "Identifier"}:
        raise renderer.refused(key, "PIVOT takes a column after FOR", "compute it in a sub-query.")
    aggregates = pivot.expressions
    if len(aggregates) > 1 and any(type(item).__name__ != "Alias" for item in aggregates):
        hint = "write SUM(a) AS total, COUNT(*) AS n."
        raise renderer.refused(pivot, "each aggregate of this PIVOT needs a name", hint)
    used = {key.name.casefold(): key.name}
    for item in aggregates:
        for part in item.walk():
            if type(part).__name__ == "Column":
                used.setdefault(part.name.casefold(), part.name)
    columns = []
    for value in field.expressions:
        constant, label = _value(renderer, value)
        condition = f"{renderer.write(key)} IS NOT DISTINCT FROM {constant}"
        for item in aggregates:
            is_named = type(item).__name__ == "Alias"
            text = _aggregate(renderer, item.this if is_named else item)
            name = f"{item.alias}_{label}" if is_named else label
            columns.append(f"{text} FILTER (WHERE {condition}) AS {quote(name)}")
    left_out = ", ".join(quote(name) for name in used.values())
    return f"SELECT * EXCLUDE ({left_out}), {', '.join(columns)} FROM {source} GROUP BY ALL"


def _aggregate(renderer: Renderer, node: exp.Expr) -> str:
    name = renderer.function_name(node)
    if name not in _AGGREGATES:
        hint = f"there are {', '.join(sorted(_AGGREGATES))}."
        raise renderer.refused(node, f"{name or 'this'} is not supported in PIVOT", hint)
    return renderer.write(node)


def _value(renderer: Renderer, node: exp.Expr) -> tuple[str, str]:
    """Return a value of PIVOT and the name that its columns get."""
    if type(node).__name__ == "PivotAlias":
        _label(renderer, node.this)
        return renderer.operand(node.this), str(node.args["alias"].name)
    label = _label(renderer, node)
    if not label:
        raise renderer.refused(node, "this value of PIVOT needs a name", "write value AS name.")
    return renderer.operand(node), label


def _label(renderer: Renderer, node: exp.Expr) -> str:  # noqa: PLR0911 - one for each kind
    """Return the name that BigQuery makes of a constant; empty if it makes none."""
    match type(node).__name__:
        case "Null":
            return "NULL"
        case "Boolean":
            return "TRUE" if node.this else "FALSE"
        case "Literal" if node.args.get("is_string"):
            return renderer.text_of(node, "the value")
        case "Literal":
            return "_" + str(node.this).replace(".", "_point_")
        case "Neg" if type(node.this).__name__ == "Literal":
            return "minus" + _label(renderer, node.this)
        case "Cast" if type(node.this).__name__ == "Literal":
            if getattr(node.args["to"].this, "name", "") == "DATE":
                return "_" + renderer.text_of(node.this, "the day").replace("-", "_")
            return ""
        case _:
            raise renderer.refused(
                node, "PIVOT takes constants after IN", "write the value itself."
            )


def _unpivot(renderer: Renderer, source: str, pivot: exp.Expr, field: exp.Expr) -> str:
    """Return a row for each column: an array of structs that becomes rows."""
    first = pivot.expressions[0]
    many = type(first).__name__ == "Tuple"
    values = [item.name for item in (first.expressions if many else pivot.expressions)]
    key = field.this.name
    structs, used = [], list[str]()
    columns_of: list[list[str]] = []
    for entry in field.expressions:
        is_named = type(entry).__name__ == "PivotAlias"
        columns = entry.this if is_named else entry
        parts = list(columns.expressions) if type(columns).__name__ == "Tuple" else [columns]
        names = [part.name for part in parts]
        if len(names) != len(values):
            counts = f"{len(values)} columns get {len(names)} values"
            raise renderer.refused(entry, f"in this UNPIVOT {counts}")
        label = "_".join(names)
        text = renderer.operand(entry.args["alias"]) if is_named else literal(label)
        if is_named and type(entry.args["alias"]).__name__ != "Literal":
            raise renderer.refused(entry, "the name of a row in UNPIVOT is a literal")
        columns_of.append(names)
        used += names
        structs.append((names, text))
    rows = ", ".join(_row(columns_of, values, names, key, text) for names, text in structs)
    left_out = ", ".join([*(quote(name) for name in dict.fromkeys(used)), _ROW])
    items = ", ".join(f"{_ROW}.{quote(name)} AS {quote(name)}" for name in [*values, key])
    inner = f"SELECT *, unnest([{rows}]) AS {_ROW} FROM {source}"
    text = f"SELECT * EXCLUDE ({left_out}), {items} FROM ({inner})"
    if pivot.args.get("include_nulls"):
        return text
    there = " OR ".join(f"{_ROW}.{quote(name)} IS NOT NULL" for name in values)
    return f"{text} WHERE {there}"


def _row(
    columns_of: list[list[str]], values: list[str], names: list[str], key: str, label: str
) -> str:
    """Return what one entry of UNPIVOT gives: its columns, and what it is called."""
    fields = [
        f"{quote(value)}: {_same(columns_of, i, name)}"
        for i, (value, name) in enumerate(zip(values, names, strict=True))
    ]
    return "{" + ", ".join([*fields, f"{quote(key)}: {label}"]) + "}"


def _same(columns_of: list[list[str]], index: int, name: str) -> str:
    """Return a column, which has the type of those that stand below it."""
    others = {names[index] for names in columns_of} - {name}
    bad = " OR ".join(f"typeof({quote(name)}) <> typeof({quote(o)})" for o in sorted(others))
    return unless(bad, "UNPIVOT takes columns of one type", quote(name)) if bad else quote(name)
