"""A file of SQL becomes statements; everything that is wrong with it is found at once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError, nearest
from forebay.sql.model_call import QUERY_WORDS
from forebay.sql.parse_assert import parse_assert
from forebay.sql.parse_macro import parse_macro
from forebay.sql.parse_model import parse_model
from forebay.sql.parse_model_statement import parse_alter_model, parse_drop, parse_export_model
from forebay.sql.parse_query import QueryCutter
from forebay.sql.parse_table import parse_external_table, parse_table, parse_view
from forebay.sql.parse_test import parse_test
from forebay.sql.refused_statement import LATER_OBJECTS, REFUSED_OBJECTS, REFUSED_STATEMENTS
from forebay.sql.statement import SelectStatement
from forebay.sql.token_reader import TokenReader
from forebay.sql.tokenize import scan
from forebay.sql.write_out_combinations import write_out_combinations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from forebay.errors import Problem, Source
    from forebay.sql.statement import Statement
    from forebay.sql.token import Token
    from forebay.sql.token_reader import Dialect

_QUERIES: Final = QUERY_WORDS | {"(", "SUMMARIZE", "DESCRIBE", "TABLE"}
_BEGINNINGS: Final = ("CREATE", "ASSERT", "SELECT", "WITH", "FROM", "VALUES")


# What follows CREATE, and what reads the rest of the statement.
_CREATE: Final[dict[tuple[str, ...], Callable[[TokenReader, bool], Statement]]] = {
    ("EXTERNAL", "TABLE"): lambda r, replace: parse_external_table(_checked(r), replace=replace),
    ("TABLE",): lambda r, replace: parse_table(_checked(r), replace=replace),
    ("TEMP", "TABLE"): lambda r, replace: _temporary_table(r, replace=replace),
    ("TEMPORARY", "TABLE"): lambda r, replace: _temporary_table(r, replace=replace),
    ("VIEW",): lambda r, replace: parse_view(_checked(r), replace=replace),
    ("MODEL",): lambda r, replace: parse_model(r, replace=replace),
    ("TEST",): lambda r, _: parse_test(_checked(r)),
    ("MACRO",): lambda r, replace: parse_macro(_checked(r), replace=replace),
}
_OBJECTS: Final = ("EXTERNAL TABLE", "TABLE", "VIEW", "MODEL", "TEST", "MACRO")

# What changes or hands on something that is there, and what reads the rest of the statement.
_CHANGES: Final[dict[tuple[str, ...], Callable[[TokenReader], Statement]]] = {
    ("ALTER", "MODEL"): parse_alter_model,
    ("EXPORT", "MODEL"): parse_export_model,
}


def parse(source: Source) -> tuple[Statement, ...]:
    """Return the statements of a file, in order.

    Raises
    ------
    ProjectError
        With every problem of the file: after one, reading goes on behind the next ``;``.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> model = parse(Source("m.sql", "CREATE MODEL m KEY (id) AS SELECT * FROM t;"))[0]
    >>> model.name.text, model.key, model.query.plain
    ('m', ('id',), 'SELECT * FROM t')

    """
    tokens, unreadable = scan(source)
    written, problems = write_out_combinations(source, tokens)
    if written is not source:
        source, (tokens, _) = written, scan(written)
    return read_statements(source, tokens, (*unreadable, *problems))


def read_statements(
    source: Source,
    tokens: Sequence[Token],
    unreadable: Sequence[Problem] = (),
    dialect: Dialect = "duckdb",
) -> tuple[Statement, ...]:
    """Return the statements that some tokens are; ProjectError with every problem.

    Parameters
    ----------
    unreadable
        What is wrong with the text itself; a statement that holds such a place is not read.

    """
    places = [problem.span.start for problem in unreadable if problem.span is not None]
    statements: list[Statement] = []
    problems: list[Problem] = list(unreadable)
    for part, ending in _split(tokens):
        if any(part[0].start <= place < ending for place in places):
            continue
        reader = TokenReader(source, part, dialect=dialect)
        try:
            statement = _statement(reader)
        except ProjectError as error:
            problems += [*reader.problems, *error.problems]
        else:
            problems += reader.problems
            statements.append(statement)
    if problems:
        problems.sort(key=lambda problem: problem.span.start if problem.span else 0)
        raise ProjectError(*problems)
    return tuple(statements)


def _split(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], float]]:
    """Yield the tokens of each statement and where it ends; no statement has a ``;`` inside."""
    begin = 0
    for index, token in enumerate(tokens):
        if token.text == ";":
            if index > begin:
                yield tokens[begin:index], token.start
            begin = index + 1
    if begin < len(tokens):
        yield tokens[begin:], float("inf")


def _statement(reader: TokenReader) -> Statement:
    if reader.at_any(_QUERIES):
        query = QueryCutter(reader.source, reader.dialect).read(reader.tokens)
        return SelectStatement(query, query.span, reader.tokens)
    if reader.accept("ASSERT"):
        return parse_assert(reader)
    for words, read_rest in _CHANGES.items():
        if reader.accept(*words):
            return read_rest(reader)
    if any(reader.at("DROP", kind) for kind in ("MODEL", "TABLE", "VIEW")):
        reader.expect("DROP")
        return parse_drop(reader)
    if not reader.at("CREATE"):
        raise _no_statement(reader)
    reader.expect("CREATE")
    replace = reader.accept("OR", "REPLACE")
    for words, read in _CREATE.items():
        if reader.accept(*words):
            return read(reader, replace)
    raise _no_object(reader)


def _temporary_table(reader: TokenReader, *, replace: bool) -> Statement:
    return dataclasses.replace(parse_table(_checked(reader), replace=replace), temporary=True)


def _checked(reader: TokenReader) -> TokenReader:
    """Return the reader; IF NOT EXISTS is for models alone."""
    if reader.at("IF", "NOT", "EXISTS"):
        raise reader.unexpected(
            "a name", hint="leave IF NOT EXISTS out: a statement says what there is."
        )
    return reader


def _no_statement(reader: TokenReader) -> ProjectError:
    token = reader.take("a statement")
    span = reader.span_of(token)
    if token.upper in REFUSED_STATEMENTS:
        return ProjectError.of(
            "refused-statement",
            f"a project has no statement {token.upper}",
            span,
            hint=REFUSED_STATEMENTS[token.upper],
        )
    meant = nearest(token.text, _BEGINNINGS) if token.kind == "word" else None
    return ProjectError.of(
        "unknown-statement",
        f'"{token.text}" begins no statement',
        span,
        detail=f"A statement is CREATE {' | '.join(_OBJECTS)}, ASSERT or a query.",
        hint=f'did you mean "{meant}"?' if meant else "",
    )


def _no_object(reader: TokenReader) -> ProjectError:
    token = reader.peek()
    if token is None:
        return reader.unexpected(f"one of {', '.join(_OBJECTS)} after CREATE")
    word, span = token.upper, reader.here
    for words, hint in LATER_OBJECTS.items():
        if word == words.split()[0]:
            return ProjectError.of(
                "not-supported", f"CREATE {words} is not supported yet", span, hint=hint
            )
    if word in REFUSED_OBJECTS:
        hint = REFUSED_OBJECTS[word]
        return ProjectError.of("refused-statement", f"a project has no {word}", span, hint=hint)
    meant = nearest(word, [name.split()[0] for name in _OBJECTS])
    full = next((name for name in _OBJECTS if meant and name.startswith(meant)), None)
    return ProjectError.of(
        "unknown-statement",
        f'there is no CREATE "{token.text}"',
        span,
        detail=f"There are CREATE {', '.join(_OBJECTS)}.",
        hint=f'did you mean "{full}"?' if full else "",
    )
