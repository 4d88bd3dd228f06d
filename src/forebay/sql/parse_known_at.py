"""When values become known: ``KNOWN AT ...`` and ``FRESH WITHIN ...``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from forebay.sql.clause import at_clause
from forebay.sql.statement import FreshWithin, KnownAt

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader


def read_known_at(reader: TokenReader) -> KnownAt:
    """Read ``expression [FOR (columns)]``, the words KNOWN AT being read already."""
    start = reader.index - 2
    expression = reader.expression(
        "an expression after KNOWN AT", lambda here: here.at("FOR", "(") or at_clause(here)
    )
    columns = reader.identifiers("a column") if reader.accept("FOR") else ()
    return KnownAt(expression, columns, reader.span_from(start))


def check_known_at(reader: TokenReader, clauses: list[KnownAt]) -> None:
    """Report a second KNOWN AT for the whole row or for one column."""
    seen: set[str] = set()
    for clause in clauses:
        for column in clause.columns or ("",):
            if column.casefold() in seen:
                what = f'the column "{column}"' if column else "the whole row"
                reader.report("duplicate-clause", f"KNOWN AT for {what} stands twice", clause.span)
            seen.add(column.casefold())


def read_fresh_within(reader: TokenReader) -> FreshWithin:
    """Read ``INTERVAL 1 DAY BY column [WARN | FAIL]``, FRESH WITHIN being read already."""
    start = reader.index - 2
    interval = reader.expression(
        "an interval after FRESH WITHIN", lambda here: here.at("BY") or at_clause(here)
    )
    reader.expect("BY")
    by = reader.identifier("a column")
    action: Literal["warn", "fail"] = "fail"
    if reader.accept("WARN"):
        action = "warn"
    else:
        reader.accept("FAIL")
    return FreshWithin(interval, by, action, reader.span_from(start))
