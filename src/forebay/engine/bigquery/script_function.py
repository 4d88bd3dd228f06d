"""``CREATE FUNCTION`` of a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.argument_type import ARGUMENT_TYPES, argument_type
from forebay.engine.bigquery.comma_parts import comma_parts
from forebay.engine.bigquery.script_step import CreateFunction
from forebay.errors import ProjectError, Span

if TYPE_CHECKING:
    from forebay.errors import Source
    from forebay.sql.token import Token
    from forebay.sql.token_reader import TokenReader

_FORMS: Final = (("FUNCTION",), ("TEMP", "FUNCTION"), ("TEMPORARY", "FUNCTION"))


def read_function(reader: TokenReader) -> CreateFunction | None:
    """Return the function that a reader stands before; None if the statement makes none.

    Raises
    ------
    ProjectError
        ``not-supported`` for a function that is no expression of SQL, or has a type that is not
        checked.

    """
    start = reader.index
    if not reader.accept("CREATE"):
        return None
    replace = reader.accept("OR", "REPLACE")
    for words in (*_FORMS, ("TEMP", "AGGREGATE", "FUNCTION"), ("AGGREGATE", "FUNCTION")):
        if reader.at(*words):
            if "AGGREGATE" in words:
                raise _refused(reader.here, "an aggregate function", "write the aggregate itself.")
            reader.expect(*words)
            return _function(reader, start, replace=replace, temporary=words[0] != "FUNCTION")
    reader.index = start
    return None


def _function(reader: TokenReader, start: int, *, replace: bool, temporary: bool) -> CreateFunction:
    if_not_exists = reader.accept("IF", "NOT", "EXISTS")
    name = reader.name("the function")
    parameters = _parameters(reader)
    returns = ""
    if reader.accept("RETURNS"):
        returns = _kind(reader, ("LANGUAGE", "AS", "DETERMINISTIC", "NOT", "REMOTE", "OPTIONS"))
    if reader.at("LANGUAGE") or reader.at("REMOTE") or reader.at("DETERMINISTIC"):
        span = reader.here
        raise _refused(span, "a function in another language", "write it in SQL: AS (expression).")
    reader.expect("AS")
    if not reader.at("("):
        raise reader.unexpected('"(" and the expression of the function')
    body = reader.inside().tokens
    if not body:
        raise reader.unexpected("the expression of the function")
    if reader.at("OPTIONS"):
        raise _refused(reader.here, "OPTIONS of a function", "leave them out.")
    if not reader.done and not reader.at(";"):
        raise reader.unexpected("nothing after the function")
    return CreateFunction(
        ".".join(name.text.casefold().split(".")[-2:]),
        parameters,
        returns,
        body,
        replace,
        if_not_exists,
        temporary,
        reader.span_from(start),
    )


def _parameters(reader: TokenReader) -> tuple[tuple[str, str], ...]:
    inside = reader.inside()
    found: dict[str, str] = {}
    for part in comma_parts(inside.tokens):
        name, *kind = part
        span = Span(reader.source, part[0].start, part[-1].end)
        if name.value.casefold() in found:
            raise ProjectError.of(
                "duplicate-name",
                f'"{name.value}" stands here twice',
                span,
                hint="rename one of them.",
            )
        words = tuple(token.upper for token in kind)
        if words == ("ANY", "TYPE"):
            found[name.value.casefold()] = ""
            continue
        if not kind:
            raise ProjectError.of(
                "unexpected-token",
                f'the parameter "{name.value}" has no type',
                span,
                hint=f"write {name.value} INT64, or {name.value} ANY TYPE.",
            )
        found[name.value.casefold()] = _known_type(reader.source, tuple(kind))
    return tuple(found.items())


def _kind(reader: TokenReader, ends: tuple[str, ...]) -> str:
    start = reader.index
    while not reader.done and not reader.at(";") and not reader.at_any(ends):
        reader.index += 1
    tokens = reader.tokens[start : reader.index]
    if not tokens:
        raise reader.unexpected("a type")
    return _known_type(reader.source, tokens)


def _known_type(source: Source, tokens: tuple[Token, ...]) -> str:
    kind = "".join(token.upper for token in tokens)
    if argument_type(kind) is None:
        span = Span(source, tokens[0].start, tokens[-1].end)
        hint = f"write ANY TYPE, {', '.join(ARGUMENT_TYPES)} or an ARRAY of one of these."
        raise _refused(span, f"the type {span.text} of a function", hint)
    return kind


def _refused(span: Span, what: str, hint: str) -> ProjectError:
    return ProjectError.of("not-supported", f"{what} is not supported", span, hint=hint)
