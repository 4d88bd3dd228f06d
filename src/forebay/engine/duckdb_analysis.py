"""What one query reads and calls, from the syntax tree that DuckDB's own parser gives as JSON.

The layout of the tree differs between versions (``children`` or ``arguments``, ``query`` or
``query_node``), so it is walked by what every version has: dictionaries, lists, ``class`` and
``type``, ``function_name``, ``cte_map``, ``query_location``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import duckdb

from forebay.engine.duckdb_errors import problem_of_fields, translate
from forebay.engine.functions import VOLATILE_WORDS
from forebay.engine.protocol import Analysis, Reference
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.engine.asked import Asked

Node: TypeAlias = "dict[str, Any]"

_NOWHERE = 2**64 - 1
_OWN_SCHEMAS = frozenset({"", "main", "system", "pg_catalog"})
# A text without a semicolon is one statement; if it begins so, a query. What follows the entries of
# a WITH may be another statement.
_QUERY = re.compile(
    r"\s*(?:SELECT|FROM|VALUES|WITH(?!.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b))\b",
    re.IGNORECASE | re.DOTALL,
)
_IDENTIFIER = r'(?:"(?:[^"]|"")*"|[^\W\d]\w*)'
_NAME = re.compile(rf"{_IDENTIFIER}(?:\s*\.\s*{_IDENTIFIER})*")


def parse_query(connection: duckdb.DuckDBPyConnection, asked: Asked) -> Node:
    """Return the syntax tree of the one SELECT that the text is.

    Raises
    ------
    ProjectError
        ``syntax`` with the place; ``not-a-query`` for anything but one SELECT.

    """
    try:
        row = connection.execute(
            "SELECT json_serialize_sql(CAST(? AS VARCHAR))", [asked.text]
        ).fetchone()
    except duckdb.Error as error:
        raise translate(error, asked, binding=True) from error
    tree: Node = json.loads(row[0]) if row else {}
    if tree.get("error"):
        raise ProjectError(_parse_problem(tree, asked))
    statements = tree["statements"]
    if len(statements) != 1:
        message = f"one SELECT belongs here, and the text holds {len(statements)} statements"
        raise ProjectError.of("not-a-query", message, asked.whole, hint="write one SELECT.")
    root: Node = statements[0]["node"]
    return root


def is_surely_query(text: str) -> bool:
    """Whether a text that the engine can read is one SELECT; False where that takes a parser.

    Examples
    --------
    >>> is_surely_query("SELECT 1"), is_surely_query("SELECT 1; DROP TABLE t")
    (True, False)
    >>> is_surely_query("WITH a AS (SELECT 1) DELETE FROM t")
    False

    """
    return ";" not in text and _QUERY.match(text) is not None


def require_query(connection: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    """Raise what `parse_query` raises if the text is not one SELECT; far cheaper if it is."""
    try:
        kinds = [statement.type for statement in connection.extract_statements(asked.text)]
    except duckdb.Error:
        kinds = []
    if kinds != [duckdb.StatementType.SELECT]:
        parse_query(connection, asked)


def analyse(connection: duckdb.DuckDBPyConnection, asked: Asked) -> Analysis:
    """Return what the query reads and calls; ProjectError if it is not one SELECT."""
    walk = _Walk(asked)
    walk.visit(parse_query(connection, asked), frozenset())
    return Analysis(
        tables=tuple(walk.tables),
        functions=tuple(walk.functions),
        table_functions=tuple(walk.table_functions),
        variables=tuple(sorted(walk.variables)),
        ordered=tuple(walk.ordered),
        unordered_limits=tuple(walk.unordered_limits),
    )


def select_items(root: Node, asked: Asked) -> Iterator[tuple[str, int]]:
    """Yield name and offset of the items of a SELECT list that have a name of their own."""
    for item in root.get("select_list") or ():
        offset = asked.offset_of_byte(_location(item))
        name = item.get("alias") or (item.get("column_names") or [""])[-1]
        if name and offset is not None:
            yield name, offset


def _parse_problem(tree: Node, asked: Asked) -> Any:
    if tree.get("error_type") == "parser":
        return problem_of_fields(
            "ParserException", tree.get("error_message", ""), tree, asked, binding=True
        )
    hint = "write one SELECT"
    if re.search(r"\bpivot\b", asked.text, re.IGNORECASE):
        hint = "a PIVOT must list its values, so that its columns are known: ON column IN (...)"
    return ProjectError.of(
        "not-a-query", "only a SELECT can stand here", asked.whole, hint=hint
    ).problems[0]


def _location(node: Node) -> int:
    location = node.get("query_location")
    return location if isinstance(location, int) and location < _NOWHERE else -1


@dataclass(slots=True)
class _Walk:
    """Collects references while it goes down the tree; `scope` holds the CTE names in sight."""

    asked: Asked
    tables: list[Reference] = field(default_factory=list)
    functions: list[Reference] = field(default_factory=list)
    table_functions: list[Reference] = field(default_factory=list)
    ordered: list[Reference] = field(default_factory=list)
    unordered_limits: list[Reference] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)

    def visit(self, node: object, scope: frozenset[str]) -> None:
        if isinstance(node, list):
            for item in node:
                self.visit(item, scope)
        elif isinstance(node, dict):
            self._visit_node(node, scope)

    def _visit_node(self, node: Node, scope: frozenset[str]) -> None:
        scope = self._with_ctes(node, scope)
        kind = node.get("type")
        if kind == "BASE_TABLE":
            self._table(node, scope)
        elif kind == "SHOW_REF":
            message = "DESCRIBE, SHOW and SUMMARIZE cannot stand in a query here"
            raise ProjectError.of(
                "not-a-query",
                message,
                self.asked.whole,
                hint="write a SELECT; forebay show NODE tells columns and types.",
            )
        elif kind == "TABLE_FUNCTION" and isinstance(node.get("function"), dict):
            call = node["function"]
            self.table_functions.append(self._reference(self._function_name(call), call))
            self.visit({k: v for k, v in node.items() if k != "function"}, scope)
            self.visit(_arguments(call), scope)
            return
        elif node.get("function_name") and not node.get("is_operator"):
            self._function(node)
        elif node.get("class") == "COLUMN_REF":
            self._column(node)
        elif node.get("class") == "CAST":
            self._cast(node)
        self._limit(node)
        if node.get("sample"):
            self._sample(node)
        for key, value in node.items():
            if key != "cte_map":
                self.visit(value, scope)

    def _with_ctes(self, node: Node, scope: frozenset[str]) -> frozenset[str]:
        entries = (node.get("cte_map") or {}).get("map") or ()
        for entry in entries:
            key = str(entry["key"]).casefold()
            body = entry["value"]
            inner = scope | {key} if _is_recursive(body, key) else scope
            self.visit({k: v for k, v in body.items() if k != "aliases"}, inner)
            scope |= {key}
        return scope

    def _table(self, node: Node, scope: frozenset[str]) -> None:
        parts = [node.get("catalog_name") or "", node.get("schema_name") or "", node["table_name"]]
        name = ".".join(part for part in parts if part)
        if not parts[0] and not parts[1] and name.casefold() in scope:
            return
        self.tables.append(self._reference(name, node))

    def _function(self, node: Node) -> None:
        name = self._function_name(node)
        reference = self._reference(name, node)
        if name == "list_sort" and self._begins_with(reference, "list", "array_agg"):
            # DuckDB 1.5 parses list(x ORDER BY y) as list_sort(list(x)) at the same place.
            inner = _arguments(node)[0]
            self.ordered.append(self._reference(self._function_name(inner), inner))
            return
        self.functions.append(reference)
        arguments = _arguments(node)
        orders = (node.get("order_bys") or {}).get("orders") or node.get("arg_orders")
        if orders or (node.get("class") == "WINDOW" and node.get("orders")):
            self.ordered.append(reference)
        if name == "getvariable":
            self._variable(node, arguments)
        if name == "age" and len(arguments) == 1:
            # age(x) means age(current_date, x).
            self.functions.append(Reference("current_date", reference.start, reference.end))

    def _function_name(self, node: Node) -> str:
        schema = str(node.get("schema") or "").casefold()
        name = str(node["function_name"]).casefold()
        return name if schema in _OWN_SCHEMAS else f"{schema}.{name}"

    def _begins_with(self, reference: Reference, *words: str) -> bool:
        return self.asked.text[reference.start : reference.end].casefold() in words

    def _variable(self, node: Node, arguments: list[Any]) -> None:
        name = _constant_text(arguments[0]) if arguments else None
        if name is None:
            where = self.asked.at_byte(_location(node))
            message = "getvariable takes the name of a variable as a plain text"
            hint = "write getvariable('name')"
            raise ProjectError.of("variable-name", message, where, hint=hint)
        self.variables.add(name)

    def _column(self, node: Node) -> None:
        names: list[str] = node.get("column_names") or []
        if len(names) != 1 or str(names[0]).casefold() not in VOLATILE_WORDS:
            return
        reference = self._reference(str(names[0]).casefold(), node)
        if self.asked.text[reference.start : reference.start + 1] != '"':
            self.functions.append(reference)

    def _cast(self, node: Node) -> None:
        """Refuse INTERVAL 3 and INTERVAL 3 HOURZ: they parse as a cast that fails on every row."""
        literal = (node.get("child") or {}).get("literal") or {}
        kind = (node.get("type_expr") or {}).get("type_name")
        fails = literal.get("kind") not in {None, "STRING", "NULL"} and not node.get("try_cast")
        if kind == "INTERVAL" and fails:
            raise ProjectError.of(
                "syntax",
                f"INTERVAL {literal.get('text')} has no unit that there is",
                self.asked.at_byte(_location(node)),
                detail="units are: MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK,"
                " MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM.",
                hint=f"write INTERVAL {literal.get('text')} DAY.",
            )

    def _limit(self, node: Node) -> None:
        modifiers = node.get("modifiers")
        if not isinstance(modifiers, list):
            return
        kinds = {m.get("type") for m in modifiers if isinstance(m, dict)}
        if kinds & {"LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER"} and "ORDER_MODIFIER" not in kinds:
            limit = next(m for m in modifiers if "LIMIT" in str(m.get("type")))
            counted = limit.get("limit") or limit.get("offset") or {}
            self.unordered_limits.append(self._reference("limit", counted))

    def _sample(self, node: Node) -> None:
        sample = node["sample"]
        seed = sample.get("seed")
        if seed is None or seed in (-1, _NOWHERE):
            self.functions.append(self._reference("tablesample", node))

    def _reference(self, name: str, node: Node) -> Reference:
        start = self.asked.offset_of_byte(_location(node))
        if start is None:
            found = re.search(rf"\b{re.escape(name)}\b", self.asked.text, re.IGNORECASE)
            begin, end = found.span() if found else (0, len(self.asked.text))
            return Reference(name, begin, end)
        match = _NAME.match(self.asked.text, start)
        return Reference(
            name, start, match.end() if match else min(start + 1, len(self.asked.text))
        )


def _arguments(node: Node) -> list[Any]:
    """Return a call's arguments: bare expressions, or on 2.0 name and expression."""
    found = node.get("arguments")
    if found is None:
        found = node.get("children")
    return [a.get("expression", a) if isinstance(a, dict) else a for a in found or ()]


def _constant_text(node: object) -> str | None:
    if not isinstance(node, dict) or node.get("class") != "CONSTANT":
        return None
    value = node.get("literal") or node.get("value") or {}
    if value.get("kind") == "STRING":
        return str(value["text"])
    inner = value.get("value")
    return inner if isinstance(inner, str) else None


def _is_recursive(body: Node, key: str) -> bool:
    """Return whether a CTE may read itself: the text said RECURSIVE and it is a union."""
    inner = body.get("query_node") or (body.get("query") or {}).get("node") or {}
    named = str(inner.get("cte_name") or "").casefold() == key
    return named and str(inner.get("type", "")).startswith("RECURSIVE")
