"""``CREATE EXTERNAL TABLE``, ``CREATE TABLE ... AS`` and ``CREATE VIEW ... AS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.clause import Clause, read_clauses, rest_as_query
from forebay.sql.parse_columns import read_columns
from forebay.sql.parse_known_at import check_known_at, read_fresh_within, read_known_at
from forebay.sql.parse_options import read_options
from forebay.sql.parse_query import QueryCutter
from forebay.sql.statement import CreateExternalTable, CreateTable, CreateView

if TYPE_CHECKING:
    from forebay.sql.statement import FreshWithin, KnownAt, Option
    from forebay.sql.token_reader import TokenReader


def parse_external_table(reader: TokenReader, *, replace: bool) -> CreateExternalTable:
    """Read the statement from its name on."""
    name = reader.name("the external table")
    columns = read_columns(reader, computed=True) if reader.at("(") else None
    options: dict[str, Option] = {}
    known_at: list[KnownAt] = []
    fresh: list[FreshWithin] = []
    overwritten: list[bool] = []
    owner = f'external table "{name.text}"'
    clauses = (
        Clause(("OPTIONS",), lambda: options.update(read_options(reader))),
        Clause(("KNOWN", "AT"), lambda: known_at.append(read_known_at(reader)), repeats=True),
        Clause(("FRESH", "WITHIN"), lambda: fresh.append(read_fresh_within(reader))),
        Clause(("OVERWRITTEN",), lambda: overwritten.append(True)),
    )
    read_clauses(reader, owner, clauses)
    check_known_at(reader, known_at)
    if not reader.done:
        raise reader.unexpected(
            "a clause", hint="an external table has no query; CREATE TABLE has one."
        )
    return CreateExternalTable(
        name=name,
        columns=columns,
        options=options,
        known_at=tuple(known_at),
        fresh_within=fresh[0] if fresh else None,
        overwritten=bool(overwritten),
        span=reader.span_from(0),
        tokens=reader.tokens,
        replace=replace,
    )


def parse_table(reader: TokenReader, *, replace: bool) -> CreateTable:
    """Read the statement from its name on."""
    name = reader.name("the table")
    columns = read_columns(reader, computed=False) if reader.at("(") else None
    options: dict[str, Option] = {}
    known_at: list[KnownAt] = []
    owner = f'table "{name.text}"'
    clauses = (
        Clause(("OPTIONS",), lambda: options.update(read_options(reader))),
        Clause(("KNOWN", "AT"), lambda: known_at.append(read_known_at(reader)), repeats=True),
    )
    read_clauses(reader, owner, clauses)
    check_known_at(reader, known_at)
    return CreateTable(
        name=name,
        columns=columns,
        options=options,
        known_at=tuple(known_at),
        query=rest_as_query(reader, owner, QueryCutter(reader.source, reader.dialect).read),
        span=reader.span_from(0),
        tokens=reader.tokens,
        replace=replace,
    )


def parse_view(reader: TokenReader, *, replace: bool) -> CreateView:
    """Read the statement from its name on."""
    name = reader.name("the view")
    if reader.at("("):
        raise reader.unexpected(
            '"AS" before the query', hint="a view has no column list: name columns in its SELECT."
        )
    options: dict[str, Option] = {}
    owner = f'view "{name.text}"'
    clauses = (Clause(("OPTIONS",), lambda: options.update(read_options(reader))),)
    read_clauses(reader, owner, clauses)
    return CreateView(
        name=name,
        options=options,
        query=rest_as_query(reader, owner, QueryCutter(reader.source, reader.dialect).read),
        span=reader.span_from(0),
        tokens=reader.tokens,
        replace=replace,
    )
