"""``CREATE TEST name FOR node [WITH fixtures] EXPECT ...``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.parse_query import QueryCutter
from forebay.sql.statement import CreateTest, ExpectError, ExpectRejected, ExpectRows, Fixture

if TYPE_CHECKING:
    from forebay.sql.statement import Expectation, Query
    from forebay.sql.token_reader import TokenReader


def parse_test(reader: TokenReader) -> CreateTest:
    """Read the statement from its name on."""
    name = reader.name("the test")
    reader.expect("FOR")
    target = reader.name("the node to test")
    cutter = QueryCutter(reader.source, reader.dialect)
    fixtures: list[Fixture] = []
    if reader.accept("WITH"):
        while True:
            fixture = _fixture(reader, cutter)
            if fixture.name.key in {known.name.key for known in fixtures}:
                reader.report(
                    "duplicate-name",
                    f'rows for "{fixture.name.text}" stand here twice',
                    fixture.name.span,
                )
            fixtures.append(fixture)
            if not reader.accept(","):
                break
    if not reader.at("EXPECT"):
        raise reader.unexpected('"WITH" or "EXPECT"', known=["WITH", "EXPECT"])
    expectation = _expectation(reader, cutter)
    reader.finish("the end of the test")
    return CreateTest(
        name=name,
        target=target,
        fixtures=tuple(fixtures),
        expectation=expectation,
        span=reader.span_from(0),
        tokens=reader.tokens,
    )


def _fixture(reader: TokenReader, cutter: QueryCutter) -> Fixture:
    start = reader.index
    name = reader.name("an input")
    columns = reader.identifiers("a column")
    query = _rows(reader, cutter)
    return Fixture(name, columns, query, reader.span_from(start))


def _rows(reader: TokenReader, cutter: QueryCutter) -> Query:
    """Read ``AS (VALUES ... | SELECT ...)``."""
    reader.expect("AS")
    inner = reader.inside()
    if inner.done:
        raise inner.unexpected("VALUES or SELECT")
    return cutter.read(inner.tokens)


def _expectation(reader: TokenReader, cutter: QueryCutter) -> Expectation:
    start = reader.index
    reader.expect("EXPECT")
    if reader.accept("ERROR"):
        message = None if reader.done else reader.string("a part of the message")
        return ExpectError(message, reader.span_from(start))
    rejected = reader.accept("REJECTED")
    if not reader.at("("):
        raise reader.unexpected(
            "the columns to compare, REJECTED or ERROR", known=["REJECTED", "ERROR"]
        )
    columns = reader.identifiers("a column")
    query = _rows(reader, cutter)
    span = reader.span_from(start)
    return ExpectRejected(columns, query, span) if rejected else ExpectRows(columns, query, span)
