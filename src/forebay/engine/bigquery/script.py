"""A script is cut into its statements; what is no statement of SQL is a step of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from forebay.engine.bigquery.tokenize import scan
from forebay.errors import Problem, ProjectError, Span
from forebay.sql.token_reader import TokenReader, check_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.errors import Source
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class Declare:
    """``DECLARE a, b [type] [DEFAULT expression]``."""

    names: tuple[str, ...]
    type: str  # as written; empty: that of the default
    default: tuple[Token, ...]  # empty: NULL
    span: Span


@dataclass(frozen=True, slots=True)
class Assign:
    """``SET name = expression``."""

    name: str
    value: tuple[Token, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class BlockStart:
    """``BEGIN``."""

    span: Span


@dataclass(frozen=True, slots=True)
class BlockEnd:
    """``END``."""

    span: Span


@dataclass(frozen=True, slots=True)
class CreateSchema:
    """``CREATE SCHEMA [IF NOT EXISTS] name``: a dataset, which is what names may begin with."""

    name: str  # without the project
    if_not_exists: bool
    span: Span


@dataclass(frozen=True, slots=True)
class DropSchema:
    """``DROP SCHEMA [IF EXISTS] name [CASCADE | RESTRICT]``."""

    name: str
    if_exists: bool
    cascade: bool
    span: Span


@dataclass(frozen=True, slots=True)
class SqlStatement:
    """A statement that is read like one in a file."""

    tokens: tuple[Token, ...]
    span: Span


ScriptStep: TypeAlias = (
    Declare | Assign | BlockStart | BlockEnd | CreateSchema | DropSchema | SqlStatement
)

_FLOW: Final = "write the statements one after the other; decide in Python what runs."
_REFUSED: Final = {
    "IF": _FLOW,
    "LOOP": _FLOW,
    "WHILE": _FLOW,
    "REPEAT": _FLOW,
    "FOR": _FLOW,
    "CASE": _FLOW,
    "BREAK": _FLOW,
    "LEAVE": _FLOW,
    "CONTINUE": _FLOW,
    "ITERATE": _FLOW,
    "RETURN": _FLOW,
    "RAISE": "an ASSERT stops with a message.",
    "EXCEPTION": "a script stops at its first error, which is told.",
    "CALL": "there are no procedures; write the statements themselves.",
    "EXECUTE": "write the statement itself.",
    "COMMIT": "each statement is published whole by itself.",
    "ROLLBACK": "each statement is published whole by itself.",
}


def script_steps(source: Source) -> tuple[ScriptStep, ...]:
    """Return the steps of a script in order.

    Raises
    ------
    ProjectError
        With everything that is no token, and every statement that scripts here do not have.

    """
    tokens, problems = scan(source)
    if problems:
        raise ProjectError(*problems)
    check_brackets(source, tokens)
    found: list[ScriptStep] = []
    refused: list[Problem] = []
    for part in _parts(tokens):
        try:
            found += _steps(TokenReader(source, part, dialect="bigquery"))
        except ProjectError as error:
            refused += error.problems
    if not refused:
        refused += _unbalanced(found)
    if refused:
        raise ProjectError(*refused)
    return tuple(found)


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    begin = 0
    for index, token in enumerate(tokens):
        if token.text == ";":
            if index > begin:
                yield tuple(tokens[begin:index])
            begin = index + 1
    if begin < len(tokens):
        yield tuple(tokens[begin:])


def _steps(reader: TokenReader) -> Iterator[ScriptStep]:
    while not reader.done:
        if reader.at("BEGIN", "TRANSACTION"):
            raise _refusal(reader, "BEGIN TRANSACTION", _REFUSED["COMMIT"])
        if reader.at("BEGIN") or reader.at("END"):
            span = reader.here
            yield BlockStart(span) if reader.accept("BEGIN") else BlockEnd(_after(reader, span))
            continue
        token = reader.peek()
        word = token.upper if token is not None else ""
        after = reader.peek(1)
        if word in _REFUSED and not (after is not None and after.text == "."):
            raise _refusal(reader, word, _REFUSED[word])
        if word == "DECLARE":
            yield _declare(reader)
        elif word == "SET":
            yield _assign(reader)
        elif reader.accept("CREATE", "SCHEMA"):
            yield _create_schema(reader)
        elif reader.accept("DROP", "SCHEMA"):
            yield _drop_schema(reader)
        else:
            rest = reader.tokens[reader.index :]
            start = reader.index
            reader.index = len(reader.tokens)
            yield SqlStatement(rest, reader.span_from(start))


def _after(reader: TokenReader, span: Span) -> Span:
    reader.index += 1
    return span


def _declare(reader: TokenReader) -> Declare:
    start = reader.index
    reader.expect("DECLARE")
    names = [reader.identifier("a variable")]
    while reader.accept(","):
        names.append(reader.identifier("a variable"))
    kind_start = reader.index
    while not reader.done and not reader.at("DEFAULT"):
        reader.index += 1
    has_type = reader.index > kind_start
    kind = reader.span_from(kind_start).text if has_type else ""
    default: tuple[Token, ...] = ()
    if reader.accept("DEFAULT"):
        if reader.done:
            raise reader.unexpected("a value after DEFAULT")
        default = reader.tokens[reader.index :]
        reader.index = len(reader.tokens)
    if not kind and not default:
        raise reader.unexpected("the type of the variable, or DEFAULT and a value")
    return Declare(tuple(names), kind, default, reader.span_from(start))


def _assign(reader: TokenReader) -> Assign:
    start = reader.index
    reader.expect("SET")
    if reader.at("("):
        raise reader.unexpected("one variable", hint="write SET a = ...; SET b = ...;")
    name = reader.identifier("a variable")
    reader.expect("=")
    if reader.done:
        raise reader.unexpected("a value")
    value = reader.tokens[reader.index :]
    reader.index = len(reader.tokens)
    return Assign(name, value, reader.span_from(start))


def _create_schema(reader: TokenReader) -> CreateSchema:
    if_not_exists = reader.accept("IF", "NOT", "EXISTS")
    name, span = _schema(reader)
    if not reader.done:
        hint = "leave the rest out: a dataset is a name here, with no place and no properties."
        raise reader.unexpected("nothing after the name of the dataset", hint=hint)
    return CreateSchema(name, if_not_exists, span)


def _drop_schema(reader: TokenReader) -> DropSchema:
    if_exists = reader.accept("IF", "EXISTS")
    name, span = _schema(reader)
    cascade = reader.accept("CASCADE")
    if not cascade:
        reader.accept("RESTRICT")
    if not reader.done:
        raise reader.unexpected("CASCADE, RESTRICT or nothing")
    return DropSchema(name, if_exists, cascade, span)


def _schema(reader: TokenReader) -> tuple[str, Span]:
    name = reader.name("the dataset")
    return name.text.rpartition(".")[2], name.span


def _refusal(reader: TokenReader, words: str, hint: str) -> ProjectError:
    return ProjectError.of("not-supported", f"a script here has no {words}", reader.here, hint=hint)


def _unbalanced(steps: Sequence[ScriptStep]) -> list[Problem]:
    opened: list[Span] = []
    for step in steps:
        if isinstance(step, BlockStart):
            opened.append(step.span)
        elif isinstance(step, BlockEnd):
            if not opened:
                return [
                    Problem(
                        "unexpected-token",
                        "END closes no BEGIN",
                        step.span,
                        hint="take it out, or write BEGIN before.",
                    )
                ]
            opened.pop()
    return [
        Problem(
            "unexpected-token", "BEGIN has no END", span, hint="write END after its statements."
        )
        for span in opened[-1:]
    ]
