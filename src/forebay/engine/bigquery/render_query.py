"""Queries: SELECT with its clauses, WITH, set operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.aliases import aliases_of, inlining
from forebay.engine.bigquery.datasets import TABLE_SUFFIX
from forebay.engine.bigquery.node_rule import node_rule
from forebay.engine.bigquery.order import ordered_text
from forebay.engine.bigquery.render_from import (
    from_text,
    has_suffix,
    star_columns,
    table_names,
    unnest_alias,
)
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlglot import exp

    from forebay.engine.bigquery.node_rule import NodeRule
    from forebay.engine.bigquery.renderer import Renderer


def _select(renderer: Renderer, node: exp.Expr) -> str:
    outer, renderer.tables = renderer.tables, renderer.tables | table_names(node)
    try:
        return _clauses(renderer, node)
    finally:
        renderer.tables = outer


def _clauses(renderer: Renderer, node: exp.Expr) -> str:
    kind = node.args.get("kind") or ""
    aliases = aliases_of(node)
    with inlining(renderer, {}):
        parts = [_with(renderer, node), "SELECT"]
        if node.args.get("distinct") is not None:
            if node.args["distinct"].args.get("on"):
                raise renderer.refused(node, "DISTINCT ON is not supported")
            parts.append("DISTINCT")
        parts.append(_struct_items(renderer, node) if kind == "STRUCT" else _items(renderer, node))
        source = from_text(renderer, node)
        parts.append(f"FROM {source}" if source else "")
        if node.args.get("where") is not None:
            parts.append(f"WHERE {renderer.write(node.args['where'].this)}")
        if node.args.get("group") is not None:
            parts.append(f"GROUP BY {_group(renderer, node)}")
    with inlining(renderer, aliases):
        if node.args.get("having") is not None:
            parts.append(f"HAVING {renderer.write(node.args['having'].this)}")
        if node.args.get("windows"):
            parts.append(f"WINDOW {renderer.writes(node.args['windows'])}")
        if node.args.get("qualify") is not None:
            parts.append(f"QUALIFY {renderer.write(node.args['qualify'].this)}")
        parts.append(_tail(renderer, node))
    return " ".join(part for part in parts if part)


def _with(renderer: Renderer, node: exp.Expr) -> str:
    clause = node.args.get("with_") or node.args.get("with")
    if clause is None:
        return ""
    recursive = "RECURSIVE " if clause.args.get("recursive") else ""
    entries = []
    for entry in clause.expressions:
        if {key for key, value in entry.args.items() if value} - {"this", "alias"}:
            raise renderer.refused(entry, "this WITH is not supported")
        alias = entry.args["alias"]
        if alias.args.get("columns"):
            raise renderer.refused(entry, "a WITH with a column list is not supported")
        renderer.ctes.add(str(alias.this.this).casefold())
        entries.append(f"{renderer.write(alias.this)} AS ({renderer.write(entry.this)})")
    return f"WITH {recursive}{', '.join(entries)}"


def _items(renderer: Renderer, node: exp.Expr) -> str:
    """Return the SELECT list; a column without a name is f0_, f1_, ... as in BigQuery."""
    found = []
    unnamed = 0
    for item in node.expressions:
        text = renderer.write(item) if not _is_star(item) else _star(renderer, item, node)
        if _is_unnamed(item):
            text += f" AS {quote(f'f{unnamed}_')}"
            unnamed += 1
        found.append(text)
    return ", ".join(found)


def _struct_items(renderer: Renderer, node: exp.Expr) -> str:
    """Return SELECT AS STRUCT as one column."""
    fields: list[str] = []
    for item in node.expressions:
        if _is_star(item):
            hint = "name the columns."
            raise renderer.refused(item, "a star in SELECT AS STRUCT is not supported", hint)
        name = "" if _is_unnamed(item) else item.alias_or_name
        name = name or f"_field_{len(fields) + 1}"
        value = item.this if type(item).__name__ == "Alias" else item
        fields.append(f"{quote(name)}: {renderer.write(value)}")
    return "{" + ", ".join(fields) + "}"


def _is_star(item: exp.Expr) -> bool:
    return type(item).__name__ == "Star" or type(item.this).__name__ == "Star"


def _is_unnamed(item: exp.Expr) -> bool:
    return type(item).__name__ not in {"Alias", "Dot"} and not (
        type(item).__name__ == "Column" or _is_star(item)
    )


def _star(renderer: Renderer, item: exp.Expr, select: exp.Expr) -> str:
    star = item if type(item).__name__ == "Star" else item.this
    known = {"except_", "except", "replace"}
    if {key for key, value in star.args.items() if value} - known:
        raise renderer.refused(star, "this star is not supported")
    excluded = [part.name for part in star.args.get("except_") or star.args.get("except") or ()]
    replaced = star.args.get("replace") or ()
    owner = item.args.get("table") if star is not item else None
    if owner is not None:
        if unnest_alias(select, str(owner.this)):
            hint = "name its fields: x.a, x.b."
            raise renderer.refused(item, f"{owner.this}.* of an UNNEST is not supported", hint)
        if item.args.get("db") is not None and not any(star.args.values()):
            return f"unnest({'.'.join(_owner_parts(renderer, item))})"  # the fields of a column
        first = [*(f"{part}." for part in _owner_parts(renderer, item))]
        lead, prefix = "".join(first), []
    else:
        lead, prefix = "", star_columns(renderer, select, item, excluded)
    left_out = [*prefix, *excluded]
    if has_suffix(renderer, select, str(owner.this) if owner is not None else None):
        left_out.append(TABLE_SUFFIX)
    text = f"{lead}*"
    if left_out:
        text += f" EXCLUDE ({', '.join(quote(name) for name in left_out)})"
    if replaced:
        text += " REPLACE (" + ", ".join(_replaced(renderer, entry) for entry in replaced) + ")"
    return ", ".join([*(quote(name) for name in prefix), text])


def _owner_parts(renderer: Renderer, item: exp.Expr) -> Iterator[str]:
    for key in ("catalog", "db", "table"):
        if item.args.get(key) is not None:
            yield renderer.write(item.args[key])


def _replaced(renderer: Renderer, entry: exp.Expr) -> str:
    return f"{renderer.write(entry.this)} AS {quote(entry.alias)}"


def _group(renderer: Renderer, node: exp.Expr) -> str:
    group = node.args["group"]
    if {key for key, value in group.args.items() if value} - {
        "expressions",
        "all",
        "rollup",
        "cube",
        "grouping_sets",
    }:
        raise renderer.refused(group, "this GROUP BY is not supported")
    if group.args.get("all"):
        return "ALL"
    # Releases of sqlglot before 30.30 keep these apart.
    apart = (group.args.get(key) or () for key in ("rollup", "cube", "grouping_sets"))
    keys = [*group.expressions, *(key for keys in apart for key in keys)]
    return ", ".join(_group_key(renderer, node, key) for key in keys)


def _group_key(renderer: Renderer, select: exp.Expr, key: exp.Expr) -> str:
    """Return one key; an alias of the SELECT list goes before a column of that name."""
    if type(key).__name__ == "Literal" and str(key.this).isdecimal():
        return str(key.this)
    if type(key).__name__ in _GROUPS:
        with inlining(renderer, aliases_of(select)):
            sets = ", ".join(_group_set(renderer, part) for part in key.expressions)
            return f"{_GROUPS[type(key).__name__]} ({sets})"
    if type(key).__name__ == "Column" and key.args.get("table") is None:
        name = str(key.this.this).casefold()
        for number, item in enumerate(select.expressions, 1):
            if type(item).__name__ == "Alias" and item.alias.casefold() == name:
                stars = any(_is_star(other) for other in select.expressions[:number])
                if not stars:
                    return str(number)
                if type(item.this).__name__ != "Column":
                    return renderer.write(item.this)
    return renderer.write(key)


_GROUPS: Final = {"Rollup": "ROLLUP", "Cube": "CUBE", "GroupingSets": "GROUPING SETS"}


def _group_set(renderer: Renderer, part: exp.Expr) -> str:
    if type(part).__name__ in _GROUPS:
        hint = "write the sets out: GROUPING SETS ((a, b), (a), ())."
        raise renderer.refused(part, "a set inside of another is not supported", hint)
    if type(part).__name__ == "Tuple":
        return f"({renderer.writes(part.expressions)})"
    return renderer.write(part)


def _tail(renderer: Renderer, node: exp.Expr) -> str:
    parts = []
    order = node.args.get("order")
    is_inside = node.parent is not None or renderer.is_definition
    if order is None and node.args.get("limit") is not None and is_inside:
        parts.append("ORDER BY ALL")  # any rows will do, and so the same ones each time
    if order is not None:
        parts.append("ORDER BY " + ", ".join(_order_key(renderer, i) for i in order.expressions))
    for key in ("limit", "offset"):
        clause = node.args.get(key)
        if clause is not None:
            number = renderer.whole_number_of(clause.args["expression"], key.upper())
            parts.append(f"{key.upper()} {number}")
    return " ".join(parts)


def _order_key(renderer: Renderer, item: exp.Expr) -> str:
    key = item.this
    if type(key).__name__ == "Literal" and str(key.this).isdecimal():
        return ordered_text(renderer, item, str(key.this))
    if type(key).__name__ == "Column" and key.args.get("table") is None:
        with inlining(renderer, {}):  # DuckDB too takes the alias before the column
            return ordered_text(renderer, item)
    return ordered_text(renderer, item)


_SETS: Final = {"Union": "UNION", "Intersect": "INTERSECT", "Except": "EXCEPT"}


def _set_operation(renderer: Renderer, node: exp.Expr) -> str:
    words = _SETS[type(node).__name__] + ("" if node.args.get("distinct") else " ALL")
    if words in {"INTERSECT ALL", "EXCEPT ALL"}:
        raise renderer.refused(node, f"{words} is not supported", "write DISTINCT.")
    clause = _with(renderer, node)
    left, right = (_side(renderer, node, key) for key in ("this", "expression"))
    text = f"({left}) {words} ({right})"
    return " ".join(part for part in (clause, text, _tail(renderer, node)) if part)


def _side(renderer: Renderer, node: exp.Expr, key: str) -> str:
    side = node.args[key]
    return renderer.write(side.this if type(side).__name__ == "Subquery" else side)


def _alias(renderer: Renderer, node: exp.Expr) -> str:
    return f"{renderer.write(node.this)} AS {renderer.write(node.args['alias'])}"


_SET_PARTS: Final = "this expression distinct with_ with order limit offset"
QUERIES: Final[dict[str, NodeRule]] = {
    "Select": node_rule(
        "with_ with kind distinct expressions from_ from joins where group having windows qualify"
        " order limit offset",
        _select,
        "SELECT [DISTINCT | AS STRUCT] ... FROM ... WHERE ... GROUP BY ... HAVING ... QUALIFY ..."
        " ORDER BY ... LIMIT ... OFFSET ...",
        "the same; ORDER BY says NULLS FIRST or LAST, unnamed columns are f0_, f1_, ...",
    ),
    "Union": node_rule(_SET_PARTS, _set_operation, "UNION ALL, UNION DISTINCT", "UNION ALL, UNION"),
    "Intersect": node_rule(_SET_PARTS, _set_operation, "INTERSECT DISTINCT", "INTERSECT"),
    "Except": node_rule(_SET_PARTS, _set_operation, "EXCEPT DISTINCT", "EXCEPT"),
    "Alias": node_rule("this alias", _alias, "a AS b"),
}
