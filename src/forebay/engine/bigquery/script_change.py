"""``INSERT``, ``UPDATE``, ``DELETE`` and ``TRUNCATE TABLE`` of a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.bigquery.comma_parts import comma_parts
from forebay.engine.bigquery.script_step import Change
from forebay.errors import ProjectError, Span

if TYPE_CHECKING:
    from forebay.sql.token import Token
    from forebay.sql.token_reader import TokenReader


def read_change(reader: TokenReader) -> Change:
    """Return the change that a reader stands before.

    Raises
    ------
    ProjectError
        ``unexpected-token`` for another form, ``not-supported`` for one that is not checked.

    """
    start = reader.index
    kind = reader.take("a statement").upper
    match kind:
        case "INSERT":
            return _insert(reader, start)
        case "UPDATE":
            return _update(reader, start)
        case "DELETE":
            reader.accept("FROM")
            table, alias = _table(reader)
            condition = _where(reader)
            span = reader.span_from(start)
            return Change(kind, table, alias, (), (), (), condition, span)
        case _:
            reader.expect("TABLE")
            table = _name(reader)
            return Change(kind, table, "", (), (), (), (), reader.span_from(start))


def _insert(reader: TokenReader, start: int) -> Change:
    reader.accept("INTO")
    table = _name(reader)
    columns: tuple[str, ...] = ()
    after = reader.peek(1)
    if reader.at("(") and after is not None and after.upper not in {"SELECT", "WITH"}:
        columns = reader.identifiers("a column")
    begin = reader.index
    while not reader.done and not reader.at(";"):
        reader.index += 1
    rows = reader.tokens[begin : reader.index]
    if not rows or rows[0].upper not in {"VALUES", "SELECT", "WITH", "("}:
        reader.index = begin
        raise reader.unexpected("VALUES or a query")
    return Change("INSERT", table, "", columns, (), rows, (), reader.span_from(start))


def _update(reader: TokenReader, start: int) -> Change:
    table, alias = _table(reader)
    reader.expect("SET")
    begin = reader.index
    depth = 0
    while not reader.done and not reader.at(";"):
        if depth == 0 and (reader.at("WHERE") or reader.at("FROM")):
            break
        token = reader.take("a column")
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
    if reader.at("FROM"):
        raise ProjectError.of(
            "not-supported",
            "UPDATE ... FROM is not supported",
            reader.here,
            hint="write CREATE OR REPLACE TABLE t AS SELECT ... FROM t LEFT JOIN ...;",
        )
    columns: list[str] = []
    values: list[tuple[Token, ...]] = []
    for part in comma_parts(reader.tokens[begin : reader.index]):
        name, sign, *value = (*part, *part[:2])[: max(3, len(part))]
        if len(part) < 3 or sign.text != "=":  # noqa: PLR2004 - column = value
            raise ProjectError.of(
                "unexpected-token",
                "SET takes column = value",
                Span(reader.source, part[0].start, part[-1].end),
                hint="a field of a STRUCT cannot be set: set the whole column.",
            )
        columns.append(name.value)
        values.append(tuple(value))
    if not columns:
        raise reader.unexpected("column = value after SET")
    condition = _where(reader)
    span = reader.span_from(start)
    return Change("UPDATE", table, alias, tuple(columns), tuple(values), (), condition, span)


def _where(reader: TokenReader) -> tuple[Token, ...]:
    """Read the condition, without which BigQuery changes nothing."""
    reader.expect("WHERE")
    start = reader.index
    while not reader.done and not reader.at(";"):
        reader.index += 1
    if reader.index == start:
        raise reader.unexpected("a condition")
    return reader.tokens[start : reader.index]


def _table(reader: TokenReader) -> tuple[tuple[Token, ...], str]:
    table = _name(reader)
    is_named = reader.accept("AS")
    if is_named or not (reader.done or reader.at_any(("SET", "WHERE", ";"))):
        return table, reader.identifier("the table")
    return table, ""


def _name(reader: TokenReader) -> tuple[Token, ...]:
    start = reader.index
    reader.name("the table")
    return reader.tokens[start : reader.index]
