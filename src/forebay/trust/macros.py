"""The macros of a project, as trees that can be put in the place of their calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forebay.sql.statement import CreateMacro


@dataclass(frozen=True, slots=True)
class Macro:
    """Parameters in order, their default values where they have one, and the body's tree."""

    parameters: tuple[str, ...]
    defaults: dict[str, Any]
    body: Any


def read_macro(statement: CreateMacro) -> Macro | None:
    """Return a macro's tree; None if sqlglot cannot read it, or it has several forms.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse import parse
    >>> made = parse(Source("m.sql", "CREATE MACRO late(x, floor := 15) AS x > floor"))[0]
    >>> read_macro(made).parameters
    ('x', 'floor')

    """
    from sqlglot import parse_one
    from sqlglot.errors import SqlglotError

    text, base = statement.span.text, statement.span.start
    tokens = [t for t in statement.tokens if t.start >= statement.name.span.end]
    close = _closing(tokens)
    inside, rest = tokens[1:close], tokens[close + 1 :]
    body_from = 2 if statement.is_table else 1
    if not rest or len(rest) <= body_from:
        return None
    parameters: list[str] = []
    defaults: dict[str, Any] = {}
    depth = 0
    expects = True
    try:
        for index, token in enumerate(inside):
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
            if expects:
                parameters.append(token.value.casefold())
            elif token.text in {":=", "="} or inside[index - 1].text == ":":
                stop = _argument_end(inside, index + 1)
                written = text[inside[index + 1].start - base : inside[stop - 1].end - base]
                defaults.setdefault(parameters[-1], parse_one(written, dialect="duckdb"))
            expects = token.text == "," and depth == 0
        body = parse_one(text[rest[body_from].start - base :], dialect="duckdb")
    except (SqlglotError, IndexError, ValueError):
        return None
    return Macro(tuple(parameters), defaults, body)


def _closing(tokens: list[Any]) -> int:
    depth = 0
    for index, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0:
            return index
    return len(tokens)


def _argument_end(tokens: list[Any], start: int) -> int:
    depth = 0
    for index in range(start, len(tokens)):
        text = tokens[index].text
        if text == "," and depth == 0:
            return index
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text, 0)
    return len(tokens)
