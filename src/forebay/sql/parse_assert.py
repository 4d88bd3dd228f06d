"""``ASSERT condition [AS 'description'] [ON VIOLATION WARN]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.parse_constraint import read_violation
from forebay.sql.parse_query import QueryCutter
from forebay.sql.statement import Assert, Violation

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader


def parse_assert(reader: TokenReader) -> Assert:
    """Read the statement, the word ASSERT being read already."""
    start = reader.index
    while not reader.done and not reader.at("AS") and not reader.at("ON", "VIOLATION"):
        reader.index = reader.closing() + 1 if reader.at_any("([{") else reader.index + 1
    if reader.index == start:
        raise reader.unexpected("a condition")
    condition = QueryCutter(reader.source, reader.dialect).condition(
        reader.tokens[start : reader.index]
    )
    description = " ".join(condition.span.text.split())
    if reader.accept("AS"):
        description = reader.string("a description")
    violation = Violation()
    if reader.at("ON"):
        violation = read_violation(reader, "an assertion", warn_only=True)
    reader.finish("AS 'a description', ON VIOLATION WARN or the end of the assertion")
    return Assert(condition, description, violation, reader.span_from(0), reader.tokens)
