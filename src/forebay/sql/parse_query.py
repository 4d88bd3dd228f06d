"""A query becomes plain SQL of equal length, and the ``ML.*`` calls that were cut out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError, Span, nearest
from forebay.sql.bigquery_form import bigquery_forms
from forebay.sql.keywords import keywords
from forebay.sql.model_call import QUERY_WORDS, called_function, is_run, read_call
from forebay.sql.preprocessing_edits import preprocessing_edits
from forebay.sql.statement import ObjectName, Query, VersionedTable
from forebay.sql.token_reader import check_brackets, closing
from forebay.sql.tokenize import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Source
    from forebay.sql.statement import ModelCall
    from forebay.sql.token import Token
    from forebay.sql.token_reader import Dialect

_DEEPEST: Final = 20
_RESERVED: Final = re.compile(r"__(?:ml_|v)[0-9]+", re.IGNORECASE)
_BEGINS_QUERY: Final = QUERY_WORDS | {"(", "TABLE", "SUMMARIZE", "DESCRIBE"}

# What may follow a table without being its alias; anything else is taken for an alias.
_AFTER_TABLE: Final = keywords(
    """
    WHERE GROUP HAVING ORDER LIMIT OFFSET JOIN LEFT RIGHT FULL INNER CROSS NATURAL ASOF POSITIONAL
    SEMI ANTI UNION INTERSECT EXCEPT WINDOW QUALIFY ON USING TABLESAMPLE SELECT , ) ;
    """
)


class QueryCutter:
    """Cuts one statement's queries; the numbers of its placeholders run through all of them."""

    def __init__(self, source: Source, dialect: Dialect = "duckdb") -> None:
        self.source = source
        self.dialect = dialect
        self.calls = 0
        self.versions = 0
        self.depth = 0

    def read(self, tokens: Sequence[Token]) -> Query:
        """Return the query that these tokens are."""
        first = tokens[0]
        if first.upper not in _BEGINS_QUERY:
            meant = nearest(first.text, _BEGINS_QUERY) if first.kind == "word" else None
            raise ProjectError.of(
                "unexpected-token",
                f'expected a query, found "{first.text}"',
                Span(self.source, first.start, first.end),
                hint=f'did you mean "{meant}"?' if meant else "",
            )
        return self.condition(tokens)

    def condition(self, tokens: Sequence[Token]) -> Query:
        """Return the condition of an assertion that these tokens are, as a query without SELECT."""
        problems = bigquery_forms(self.source, tokens) if self.dialect == "duckdb" else ()
        if problems:
            raise ProjectError(*problems)
        check_brackets(self.source, tokens)
        return self._cut(tokens)

    def _cut(self, tokens: Sequence[Token]) -> Query:
        start, end = tokens[0].start, tokens[-1].end
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ProjectError.of(
                "too-deep",
                f"more than {_DEEPEST} calls of models inside each other",
                Span(self.source, start, tokens[0].end),
                hint="make a table of an inner call.",
            )
        calls: list[ModelCall] = []
        versions: list[VersionedTable] = []
        plain: list[str] = []
        edits: list[tuple[Span, str]] = []
        position, index = start, 0
        while index < len(tokens):
            self._refuse_reserved(tokens[index])
            if called_function(self.source, tokens, index) is not None:
                after = closing(self.source, tokens, index + 3) + 1
                call = self._call(tokens[index:after])
                calls.append(call)
                span, text = call.span, call.placeholder
            elif length := _version_length(tokens, index):
                after = index + length
                version = self._version(tokens[index:after])
                versions.append(version)
                span, text = version.span, _with_alias(version, tokens, after - 3)
            else:
                found = preprocessing_edits(self.source, tokens, index)
                # BigQuery's text is translated first, and read again as DuckDB's.
                edits += found if self.dialect == "duckdb" else []
                index += 1
                continue
            plain += [self.source.text[position : span.start], _padded(text, span.text)]
            position, index = span.end, after
        plain.append(self.source.text[position:end])
        self.depth -= 1
        whole = Span(self.source, start, end)
        text = _edited("".join(plain), start, edits)
        return Query(whole, text, tuple(tokens), tuple(calls), tuple(versions))

    def _call(self, tokens: Sequence[Token]) -> ModelCall:
        placeholder = f"__ml_{self.calls}"
        self.calls += 1
        return read_call(self.source, tokens, placeholder, self.read)

    def _version(self, tokens: Sequence[Token]) -> VersionedTable:
        """Read ``schema.t@run41``."""
        *name, _, version = tokens
        span = Span(self.source, name[0].start, version.end)
        written = Span(self.source, name[0].start, name[-1].end)
        if not is_run(version):
            raise ProjectError.of(
                "unknown-version",
                f'"{span.text}" is not a version of a table',
                span,
                hint=f"{written.text}@run41 is the table as run 41 left it; the version of a "
                "model stands in a call: ML.PREDICT(MODEL m@8, ...).",
            )
        placeholder = f"__v{self.versions}"
        self.versions += 1
        if len(placeholder) > span.end - span.start:
            raise ProjectError.of(
                "too-deep",
                "more versions of tables than can be read",
                span,
                hint="read some of them in a query of their own.",
            )
        text = ".".join(part.value for part in name if part.text != ".")
        return VersionedTable(ObjectName(text, written), version.text.lower(), placeholder, span)

    def _refuse_reserved(self, token: Token) -> None:
        if token.kind in {"word", "quoted"} and _RESERVED.fullmatch(token.value):
            raise ProjectError.of(
                "reserved-name",
                f'the name "{token.value}" is reserved for Forebay',
                Span(self.source, token.start, token.end),
                hint="choose another name.",
            )


def parse_query(source: Source, start: int = 0, end: int | None = None) -> Query:
    """Return the one query between two offsets; a ``;`` may end it.

    Raises
    ------
    ProjectError
        If it is no query, more than one, or has a call that cannot be read.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> query = parse_query(Source("<query>", "SELECT * FROM ML.WEIGHTS(MODEL m@8) AS w"))
    >>> query.plain
    'SELECT * FROM __ml_0                AS w'
    >>> query.calls[0].function, query.calls[0].model.version
    ('WEIGHTS', '8')

    """
    tokens = tokenize(source, start, end)
    while tokens and tokens[-1].text == ";":
        tokens = tokens[:-1]
    if not tokens:
        place = Span(source, start, start if end is None else end)
        raise ProjectError.of("missing-query", "there is no query", place, hint="write a SELECT.")
    for index, token in enumerate(tokens):
        if token.text == ";":
            following = Span(source, tokens[index + 1].start, tokens[index + 1].end)
            raise ProjectError.of(
                "several-statements",
                "one query is expected, and here begins another statement",
                following,
                hint="give them one by one.",
            )
    return QueryCutter(source).read(tokens)


def _edited(text: str, start: int, edits: Sequence[tuple[Span, str]]) -> str:
    """Return a text with some of its places written anew, in as many characters."""
    for span, new in edits:
        begin, end = span.start - start, span.end - start
        text = text[:begin] + _padded(new, text[begin:end]) + text[end:]
    return text


def _version_length(tokens: Sequence[Token], index: int) -> int:
    """Return how many tokens the reference ``a.b@version`` at an index has; 0 if there is none.

    The ``@`` touches both sides, so that DuckDB's operator ``@`` (absolute value) stays what it is.
    """
    if index and tokens[index - 1].text == ".":
        return 0
    here = index
    while tokens[here].kind in {"word", "quoted"}:
        if here + 2 >= len(tokens):
            return 0
        mark, following = tokens[here + 1], tokens[here + 2]
        if mark.text == "@":
            touching = tokens[here].end == mark.start and mark.end == following.start
            return here + 3 - index if touching and following.kind in {"word", "number"} else 0
        if mark.text != ".":
            return 0
        here += 2
    return 0


def _with_alias(version: VersionedTable, tokens: Sequence[Token], last: int) -> str:
    """Return the placeholder, with the table's own name for an alias if the query gives none.

    `last` is the index of the last part of the name; ``@`` and the run follow it.
    """
    following = tokens[last + 3].upper if last + 3 < len(tokens) else ";"
    text = f"{version.placeholder} {tokens[last].text}"
    fits = len(text) <= version.span.end - version.span.start
    return text if fits and following in _AFTER_TABLE else version.placeholder


def _padded(text: str, cut: str) -> str:
    """Return `text` in as many characters as `cut`; line ends after it stay where they are."""
    rest = cut[len(text) :]
    return text + "".join(c if c in "\r\n" else " " for c in rest)
