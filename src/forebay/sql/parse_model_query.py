"""What a model is trained on: ``AS query``, or named queries in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.sql.clause import rest_as_query
from forebay.sql.keywords import keywords

if TYPE_CHECKING:
    from forebay.sql.parse_query import QueryCutter
    from forebay.sql.statement import Query
    from forebay.sql.token_reader import TokenReader

_NAMES: Final = keywords("TRAINING_DATA CUSTOM_HOLIDAY")


def read_model_queries(
    reader: TokenReader, owner: str, cutter: QueryCutter
) -> tuple[Query, Query | None]:
    """Read up to the end; return the training data and the custom holidays, None without any.

    ``AS query``, or ``AS (training_data AS (query), custom_holiday AS (query))`` in any order.
    """
    if not _names_queries(reader):
        return rest_as_query(reader, owner, cutter.read), None
    reader.expect("AS")
    start = reader.index
    inner = reader.inside()
    reader.finish("the end of the statement")
    found: dict[str, Query] = {}
    while not inner.done:
        if found:
            inner.expect(",")
        place = inner.here
        name = inner.identifier("a query").upper()
        if name not in _NAMES:
            inner.index -= 1
            raise inner.unexpected("training_data or custom_holiday", known=_NAMES)
        if name in found:
            inner.report("duplicate-name", f'"{name.lower()}" stands here twice', place)
        inner.expect("AS")
        query = inner.inside()
        if query.done:
            raise query.unexpected("a query")
        found[name] = cutter.read(query.tokens)
    if "TRAINING_DATA" not in found:
        raise ProjectError.of(
            "missing-query",
            f"{owner} has no training_data",
            reader.span_from(start),
            hint="write AS (training_data AS (SELECT ...), custom_holiday AS (SELECT ...)).",
        )
    return found["TRAINING_DATA"], found.get("CUSTOM_HOLIDAY")


def _names_queries(reader: TokenReader) -> bool:
    """Whether ``AS (name AS (`` comes next: no query begins so."""
    return (
        reader.at("AS", "(")
        and (token := reader.peek(3)) is not None
        and token.upper == "AS"
        and (token := reader.peek(4)) is not None
        and token.text == "("
    )
