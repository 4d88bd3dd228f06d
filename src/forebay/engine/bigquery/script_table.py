"""``CREATE TABLE`` of a script: what BigQuery says there and a file of a project does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.comma_parts import comma_parts
from forebay.engine.bigquery.script_step import EmptyTable, SqlStatement
from forebay.errors import ProjectError, Span

if TYPE_CHECKING:
    from forebay.sql.token import Token
    from forebay.sql.token_reader import TokenReader

# How rows lie, which no answer depends on.
_LAYOUT: Final = ("PARTITION", "CLUSTER")
_CLAUSES: Final = (*_LAYOUT, "OPTIONS", "AS", "KNOWN", ";")


def read_table(reader: TokenReader) -> SqlStatement | EmptyTable | None:
    """Return the table that a reader stands before; None if the statement makes none.

    ``PARTITION BY`` and ``CLUSTER BY`` are left out of it, and ``IF NOT EXISTS`` is noted.
    """
    start = reader.index
    if not reader.accept("CREATE"):
        return None
    replace = reader.accept("OR", "REPLACE")
    if not (reader.accept("TEMP") or reader.accept("TEMPORARY")):
        reader.accept("MATERIALIZED")
    if not reader.accept("TABLE") or reader.at("FUNCTION"):
        reader.index = start
        return None
    left_out: list[tuple[int, int]] = []
    begin = reader.here.start
    if_not_exists = reader.accept("IF", "NOT", "EXISTS")
    if if_not_exists:
        left_out.append((begin, reader.here.start))
    name_start = reader.index
    name = reader.name("the table").text
    name_tokens = reader.tokens[name_start : reader.index]
    columns: tuple[Token, ...] = ()
    if reader.at("("):
        columns = reader.inside().tokens
    _refuse_copies(reader)
    while reader.at_any(_LAYOUT):
        begin = reader.here.start
        reader.index += 1
        reader.expect("BY")
        _clause(reader)
        left_out.append((begin, reader.tokens[reader.index - 1].end))
    has_rows = _rest(reader)
    span = reader.span_from(start)
    if columns and not has_rows:
        found = tuple(_column(reader, part) for part in comma_parts(columns))
        return EmptyTable(name_tokens, found, replace, if_not_exists, span)
    tokens = tuple(
        token
        for token in reader.tokens[start : reader.index]
        if not any(low <= token.start < high for low, high in left_out)
    )
    return SqlStatement(tokens, span, tuple(left_out), name if if_not_exists else "")


def _refuse_copies(reader: TokenReader) -> None:
    for word in ("LIKE", "COPY", "CLONE"):
        if reader.at(word):
            raise ProjectError.of(
                "not-supported",
                f"CREATE TABLE ... {word} is not supported",
                reader.here,
                hint="write AS SELECT * FROM the other table.",
            )


def _clause(reader: TokenReader) -> None:
    depth = 0
    start = reader.index
    while not reader.done and not (depth == 0 and reader.at_any(_CLAUSES)):
        token = reader.take("an expression")
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
    if reader.index == start:
        raise reader.unexpected("what the rows are laid out by")


def _rest(reader: TokenReader) -> bool:
    """Read to the end of the statement; return whether it has a query."""
    depth, has_rows = 0, False
    while not reader.done and not reader.at(";"):
        token = reader.take("the query")
        has_rows = has_rows or (depth == 0 and token.upper == "AS")
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
    return has_rows


def _column(reader: TokenReader, part: tuple[Token, ...]) -> tuple[str, str]:
    span = Span(reader.source, part[0].start, part[-1].end)
    words = {token.upper for token in part}
    if len(part) == 1 or words & {"NOT", "DEFAULT", "PRIMARY", "FOREIGN", "COLLATE", "OPTIONS"}:
        raise ProjectError.of(
            "not-supported",
            "a column of an empty table has a name and a type",
            span,
            hint="write name TYPE; an ASSERT can say what its rows must be.",
        )
    return part[0].value, Span(reader.source, part[1].start, part[-1].end).text
