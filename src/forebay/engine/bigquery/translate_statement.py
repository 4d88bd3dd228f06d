"""One statement, token by token: what is a slot is translated, the rest is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.bigquery.data_type import BIGQUERY_TYPES
from forebay.engine.bigquery.slots import slots
from forebay.engine.bigquery.translate_query import QueryTranslator
from forebay.engine.quote import literal, quote
from forebay.errors import Problem, ProjectError, Span
from forebay.sql.statement import ColumnDefinition, Expression, ObjectName, Query, SelectStatement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.bigquery.datasets import Datasets
    from forebay.engine.bigquery.fragment import Fragment
    from forebay.engine.bigquery.slots import Slot
    from forebay.errors import Source
    from forebay.sql.statement import Statement
    from forebay.sql.token import Token


class StatementTranslator:
    """Translates statements of one text."""

    def __init__(self, source: Source, datasets: Datasets, files: dict[str, str]) -> None:
        self.source = source
        self._is_definition = True
        self.queries = QueryTranslator(source, datasets, files, self.tokens)

    def statement(self, statement: Statement) -> list[Fragment]:
        """Return the fragments of a statement; ProjectError with all that is wrong with it."""
        self._is_definition = not isinstance(statement, SelectStatement)
        return self.tokens(statement.tokens, slots(statement))

    def tokens(self, tokens: Sequence[Token], parts: Sequence[Slot] = ()) -> list[Fragment]:
        """Return the fragments of some tokens, in which some parts are translated."""
        fragments: list[Fragment] = []
        problems: list[Problem] = []
        waiting = list(parts)
        position = tokens[0].start if tokens else 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            fragments.append((self._gap(position, token.start), None))
            part = waiting[0] if waiting and waiting[0].span.start == token.start else None
            if part is None:
                fragments.append((self._token(token), self._span(token)))
                position = token.end
                index += 1
                continue
            waiting.pop(0)
            try:
                fragments += self._slot(part)
            except ProjectError as error:
                problems += error.problems
            position = part.span.end
            index = next(
                (i for i in range(index, len(tokens)) if tokens[i].start >= position), len(tokens)
            )
            if isinstance(part, ColumnDefinition) and index < len(tokens):
                kind = tokens[index]
                fragments.append((self._gap(position, kind.start), None))
                fragments.append((BIGQUERY_TYPES.get(kind.upper, kind.text), self._span(kind)))
                position = kind.end
                index += 1
        if problems:
            raise ProjectError(*problems)
        return fragments

    def _slot(self, part: Slot) -> list[Fragment]:
        match part:
            case Query():
                return self.queries.query(part, is_definition=self._is_definition)
            case Expression():
                return self.queries.expression(part.span, part.tokens)
            case ObjectName():
                return [(self.queries.name(part.text, part.span), part.span)]
            case ColumnDefinition():
                return [(quote(part.name), part.span)]

    def _token(self, token: Token) -> str:
        match token.kind:
            case "string":
                return literal(token.value)
            case "quoted":
                return quote(token.value)
            case _:
                return token.text

    def _gap(self, start: int, end: int) -> str:
        """Return the layout between two tokens, without comments."""
        text = self.source.text[start:end]
        if not text or text.isspace():
            return text
        return "\n" * text.count("\n") or " "

    def _span(self, token: Token) -> Span:
        return Span(self.source, token.start, token.end)
