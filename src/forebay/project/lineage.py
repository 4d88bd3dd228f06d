"""Which columns of the sources each feature of a model is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from forebay.sql.statement import CreateModel, CreateTable, CreateView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.project.node import Node, Project
    from forebay.sql.statement import Query

Origins: TypeAlias = tuple[str, ...]  # "table.column", sorted

# Beside its own errors, what sqlglot raises on SQL that it does not know.
_FAILURES: Final = (ValueError, KeyError, AttributeError, TypeError, RecursionError)


def lineage(project: Project, model: str) -> Mapping[str, Origins]:
    """Return, for each column of a model's AS SELECT, the source columns that it is made of.

    Best effort: what sqlglot cannot read has no origins, and a call of a model stands for itself
    (``late_arrival.predicted_is_late``). Nothing depends on it but what people are shown.

    Parameters
    ----------
    model
        The name of a model, table or view of the project.

    Returns
    -------
    Mapping
        Column name to ``source.column`` names, sorted; an empty tuple where nothing is known.

    """
    known: dict[str, Mapping[str, Origins]] = {}
    for key, node in project.nodes.items():
        if node.kind == "source" and node.schema is not None:
            known[key] = {name.casefold(): (f"{node.name}.{name}",) for name in node.schema.names}
        elif node.schema is not None:
            known[key] = _through(_direct(node, project), known)
        if key == model.casefold():
            break
    found = known.get(model.casefold(), {})
    node = project.nodes[model.casefold()]
    names = node.schema.names if node.schema is not None else ()
    return {name: found.get(name.casefold(), ()) for name in names}


def _through(
    direct: Mapping[str, frozenset[tuple[str, str]]], known: Mapping[str, Mapping[str, Origins]]
) -> dict[str, Origins]:
    """Replace columns of tables and views by what those are made of."""
    found = {}
    for column, reads in direct.items():
        origins: set[str] = set()
        for table, name in reads:
            origins.update(known.get(table, {}).get(name, (f"{table}.{name}",)))
        found[column] = tuple(sorted(origins))
    return found


def _direct(node: Node, project: Project) -> dict[str, frozenset[tuple[str, str]]]:
    """Return the columns of what a node reads that each of its columns is made of."""
    statement = node.statement
    if not isinstance(statement, CreateTable | CreateView | CreateModel):
        return {}
    if statement.query is None:
        return {}
    schema = node.schema
    names = schema.names if schema is not None else ()
    tree = _tree(node, statement.query, project)
    called = {
        call.placeholder.casefold(): call.model.name.key
        for call in statement.query.calls
        if call.model is not None
    }
    return {
        name.casefold(): frozenset(
            (called.get(table, table), column) for table, column in _leaves(tree, name)
        )
        for name in names
    }


def _tree(node: Node, query: Query, project: Project) -> Any:
    """Return sqlglot's tree of a query in which every column has its table; None if it fails."""
    # Heavy, and only for what people are shown.
    from sqlglot import parse_one
    from sqlglot.errors import SqlglotError
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.schema import MappingSchema

    try:
        columns = MappingSchema(dialect="duckdb")
        seen: set[str] = set()
        for key in node.reads:
            read = project.nodes[key]
            if read.schema is not None and read.kind != "model":
                _add(columns, read.name, read.schema.names)
                seen.update(name.casefold() for name in read.schema.names)
        own = node.schema.names if node.schema is not None else ()
        for call in query.calls:
            # Nobody has said what a call gives: whatever nothing else has.
            _add(columns, call.placeholder, [n for n in own if n.casefold() not in seen])
        return qualify(
            parse_one(query.plain, dialect="duckdb"),
            dialect="duckdb",
            schema=columns,
            validate_qualify_columns=False,
            identify=False,
            allow_partial_qualification=True,
        ), columns
    except (SqlglotError, *_FAILURES):
        return None


def _add(columns: Any, name: str, names: Sequence[str]) -> None:
    from sqlglot import exp

    table = exp.to_table(name, dialect="duckdb")
    columns.add_table(table, dict.fromkeys(names, "unknown"), match_depth=False)


def _leaves(tree: Any, column: str) -> frozenset[tuple[str, str]]:
    if tree is None:
        return frozenset()
    from sqlglot import exp
    from sqlglot.errors import SqlglotError
    from sqlglot.lineage import lineage as sqlglot_lineage
    from sqlglot.optimizer.scope import build_scope

    qualified, columns = tree
    try:
        root = sqlglot_lineage(
            column, qualified, columns, dialect="duckdb", scope=build_scope(qualified), copy=False
        )
    except (SqlglotError, *_FAILURES):
        return frozenset()
    found = set()
    for leaf in root.walk():
        if not leaf.downstream and isinstance(leaf.expression, exp.Table):
            table = leaf.expression
            name = f"{table.db}.{table.name}" if table.db else table.name
            found.add((name.casefold(), leaf.name.rpartition(".")[2].strip('"').casefold()))
    return frozenset(found)
