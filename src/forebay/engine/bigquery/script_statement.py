"""The steps of a script that hold no other steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.comma_parts import comma_parts
from forebay.engine.bigquery.script_change import read_change
from forebay.engine.bigquery.script_function import read_function
from forebay.engine.bigquery.script_step import (
    Assign,
    CreateSchema,
    Declare,
    DropFunction,
    DropSchema,
    ExecuteImmediate,
    Raise,
    SqlStatement,
)
from forebay.engine.bigquery.script_table import read_table
from forebay.errors import ProjectError
from forebay.sql.parse_options import read_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine.bigquery.script_step import ScriptStep
    from forebay.errors import Span
    from forebay.sql.token import Token
    from forebay.sql.token_reader import TokenReader

_PUBLISHED: Final = "each statement is published whole by itself."
_REFUSED: Final = {
    "CALL": "there are no procedures; write the statements themselves.",
    "COMMIT": _PUBLISHED,
    "ROLLBACK": _PUBLISHED,
    "MERGE": "write CREATE OR REPLACE TABLE t AS SELECT ... FROM t FULL JOIN ...;",
    "EXPORT DATA": "ask with a SELECT and write its result in Python: fb.sql(...).write(file).",
    "LOAD DATA": "write CREATE EXTERNAL TABLE, or map the name to a file by datasets.",
    "GRANT": "who may read is said where the files lie.",
    "REVOKE": "who may read is said where the files lie.",
}
# What a dataset may say of itself that changes no answer.
_SCHEMA_OPTIONS: Final = frozenset({"description", "friendly_name", "labels", "location"})


def read_step(reader: TokenReader) -> ScriptStep:
    """Return the step that a reader stands before, which ends before the next semicolon."""
    token, after = reader.peek(), reader.peek(1)
    word = token.upper if token is not None else ""
    if reader.at("BEGIN", "TRANSACTION"):
        raise _refusal(reader, "BEGIN TRANSACTION", _PUBLISHED)
    for said in (word, f"{word} {after.upper}" if after is not None else word):
        if said in _REFUSED and not (after is not None and after.text == "."):
            raise _refusal(reader, said, _REFUSED[said])
    for words, read in _READERS.items():
        if reader.at(*words):
            return read(reader)
    if (function := read_function(reader)) is not None:
        return function
    if reader.at("CREATE", "PROCEDURE") or reader.at("CREATE", "OR", "REPLACE", "PROCEDURE"):
        raise _refusal(reader, "CREATE PROCEDURE", _REFUSED["CALL"])
    if (table := read_table(reader)) is not None:
        return table
    start = reader.index
    tokens = rest(reader)
    return SqlStatement(tokens, reader.span_from(start))


def rest(reader: TokenReader) -> tuple[Token, ...]:
    """Read everything before the next semicolon."""
    start = reader.index
    while not reader.done and not reader.at(";"):
        reader.index += 1
    return reader.tokens[start : reader.index]


def expression_until(reader: TokenReader, *words: str) -> tuple[Token, ...]:
    """Read an expression up to one of these words; those of its own brackets and CASE are passed.

    Raises
    ------
    ProjectError
        ``unexpected-token`` where the expression is empty, or none of the words comes.

    """
    start, depth, cases = reader.index, 0, 0
    while not reader.done and not reader.at(";"):
        if depth == 0 and cases == 0 and reader.at_any(words):
            break
        token = reader.take("an expression")
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        cases += (token.upper == "CASE") - (token.upper == "END")
    found = reader.tokens[start : reader.index]
    if not found:
        raise reader.unexpected("an expression")
    if not reader.at_any(words):
        raise reader.unexpected(f'"{words[0]}"')
    return found


def _end(reader: TokenReader, what: str, hint: str = "") -> None:
    if not reader.done and not reader.at(";"):
        raise reader.unexpected(what, hint=hint)


def _declare(reader: TokenReader) -> Declare:
    start = reader.index
    reader.expect("DECLARE")
    names = [reader.identifier("a variable")]
    while reader.accept(","):
        names.append(reader.identifier("a variable"))
    kind_start = reader.index
    while not reader.done and not reader.at(";") and not reader.at("DEFAULT"):
        reader.index += 1
    has_type = reader.index > kind_start
    kind = reader.span_from(kind_start).text if has_type else ""
    default: tuple[Token, ...] = ()
    if reader.accept("DEFAULT"):
        default = rest(reader)
        if not default:
            raise reader.unexpected("a value after DEFAULT")
    if not kind and not default:
        raise reader.unexpected("the type of the variable, or DEFAULT and a value")
    return Declare(tuple(names), kind, default, reader.span_from(start))


def _assign(reader: TokenReader) -> Assign:
    start = reader.index
    reader.expect("SET")
    if reader.at("("):
        names = reader.identifiers("a variable")
        reader.expect("=")
        values = _several(reader)
        if len(values) not in {1, len(names)}:
            counts = f"{len(names)} variables get {len(values)} values"
            raise ProjectError.of(
                "unexpected-token",
                counts,
                reader.span_from(start),
                hint="write a value for each variable.",
            )
        return Assign(names, values, reader.span_from(start))
    name = reader.identifier("a variable")
    reader.expect("=")
    value = rest(reader)
    if not value:
        raise reader.unexpected("a value")
    return Assign((name,), (value,), reader.span_from(start))


def _several(reader: TokenReader) -> tuple[tuple[Token, ...], ...]:
    """Read ``(a, b, ...)``, or one value that is a STRUCT."""
    tokens = rest(reader)
    if not tokens:
        raise reader.unexpected("a value for each variable")
    last = len(tokens) - 1
    if tokens[0].text != "(" or tokens[last].text != ")" or tokens[1].upper in {"SELECT", "WITH"}:
        return (tokens,)
    return comma_parts(tokens[1:last])


def _execute(reader: TokenReader) -> ExecuteImmediate:
    start = reader.index
    reader.expect("EXECUTE", "IMMEDIATE")
    text = _up_to(reader, "INTO", "USING")
    into: list[str] = []
    using: list[tuple[tuple[Token, ...], str]] = []
    if reader.accept("INTO"):
        into.append(reader.identifier("a variable"))
        while reader.accept(","):
            into.append(reader.identifier("a variable"))
    if reader.accept("USING"):
        for part in comma_parts(rest(reader)):
            is_named = len(part) > 2 and part[-2].upper == "AS"  # noqa: PLR2004 - a AS b
            using.append((part[:-2], part[-1].value) if is_named else (part, ""))
    _end(reader, "INTO, USING or nothing")
    return ExecuteImmediate(text, tuple(into), tuple(using), reader.span_from(start))


def _up_to(reader: TokenReader, *words: str) -> tuple[Token, ...]:
    start, depth = reader.index, 0
    while not reader.done and not reader.at(";"):
        if depth == 0 and reader.at_any(words):
            break
        token = reader.take("an expression")
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
    found = reader.tokens[start : reader.index]
    if not found:
        raise reader.unexpected("an expression")
    return found


def _raise(reader: TokenReader) -> Raise:
    start = reader.index
    reader.expect("RAISE")
    message: tuple[Token, ...] = ()
    if reader.accept("USING"):
        reader.expect("MESSAGE", "=")
        message = rest(reader)
        if not message:
            raise reader.unexpected("a text")
    _end(reader, "USING MESSAGE = ... or nothing")
    return Raise(message, reader.span_from(start))


def _create_schema(reader: TokenReader) -> CreateSchema:
    reader.expect("CREATE", "SCHEMA")
    if_not_exists = reader.accept("IF", "NOT", "EXISTS")
    name, span = _schema(reader)
    if reader.accept("OPTIONS"):
        for option in read_options(reader).values():
            if option.name not in _SCHEMA_OPTIONS:
                raise ProjectError.of(
                    "not-supported",
                    f"a dataset has no option {option.name} here",
                    option.span,
                    hint=f"there are {', '.join(sorted(_SCHEMA_OPTIONS))}.",
                )
    _end(reader, "OPTIONS or nothing after the name of the dataset")
    return CreateSchema(name, if_not_exists, span)


def _drop_schema(reader: TokenReader) -> DropSchema:
    reader.expect("DROP", "SCHEMA")
    if_exists = reader.accept("IF", "EXISTS")
    name, span = _schema(reader)
    cascade = reader.accept("CASCADE")
    if not cascade:
        reader.accept("RESTRICT")
    _end(reader, "CASCADE, RESTRICT or nothing")
    return DropSchema(name, if_exists, cascade, span)


def _drop_function(reader: TokenReader) -> DropFunction:
    reader.expect("DROP", "FUNCTION")
    if_exists = reader.accept("IF", "EXISTS")
    name = reader.name("the function")
    _end(reader, "nothing after the name")
    return DropFunction(name.text, if_exists, name.span)


def _schema(reader: TokenReader) -> tuple[str, Span]:
    name = reader.name("the dataset")
    return name.text.rpartition(".")[2], name.span


def _refusal(reader: TokenReader, words: str, hint: str) -> ProjectError:
    return ProjectError.of("not-supported", f"a script here has no {words}", reader.here, hint=hint)


_READERS: Final[dict[tuple[str, ...], Callable[[TokenReader], ScriptStep]]] = {
    ("DECLARE",): _declare,
    ("SET",): _assign,
    ("EXECUTE", "IMMEDIATE"): _execute,
    ("RAISE",): _raise,
    ("CREATE", "SCHEMA"): _create_schema,
    ("DROP", "SCHEMA"): _drop_schema,
    ("DROP", "FUNCTION"): _drop_function,
    ("INSERT",): read_change,
    ("UPDATE",): read_change,
    ("DELETE",): read_change,
    ("TRUNCATE",): read_change,
}
