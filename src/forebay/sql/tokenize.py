"""SQL text becomes tokens: comments and layout go, offsets stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError, Span
from forebay.sql.token import Token

if TYPE_CHECKING:
    from forebay.errors import Source
    from forebay.sql.token import TokenKind

# The engine's own lexing rules (DuckDB's, which are PostgreSQL's), as far as they decide where a
# token begins and ends. One alternative a kind; `opening` is what runs on until its end mark.
_LEXEME = re.compile(
    r"""
    (?P<layout>\s+|--[^\n\r]*)
  | (?P<opening>/\*|[eE]?'|"|`)
  | (?P<word>[^\W\d][\w$]*)
  | (?P<number>0[xX][0-9a-fA-F_]+|0[bB][01_]+
             |(?:[0-9][0-9_]*(?:\.(?!\.)[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?)
  | (?P<parameter>\$[0-9]+|\$[^\W\d]\w*(?!\$)\b|\?[0-9]*)
  | (?P<dollar>\$(?:[^\W\d]\w*)?\$)
  | (?P<operator>[-+*/<>=~!@%^&|]+)
  | (?P<symbol>::|:=|\.\.|[:;,.()\[\]{}\#])
    """,
    re.VERBOSE,
)
# An operator ends before a comment; and "a*-1" is a product, so that a sign at its end counts for
# the number unless one of these characters stands in the operator (PostgreSQL's manual, 4.1.3).
_COMMENT_BEGINS = re.compile(r"--|/\*")
_TAKES_SIGN = re.compile(r"[~!@%^&|]")
_COMMENT_MARK = re.compile(r"/\*|\*/")
_CLOSING = {
    "'": re.compile(r"'[^']*(?:''[^']*)*'"),
    "e": re.compile(r"[eE]'(?:[^'\\]|''|\\.)*'", re.DOTALL),
    '"': re.compile(r'"[^"]*(?:""[^"]*)*"'),
    "`": re.compile(r"`[^`]*`"),
}
_KINDS: dict[str, TokenKind] = {
    "word": "word",
    "number": "number",
    "parameter": "parameter",
    "symbol": "symbol",
    "operator": "symbol",
    "dollar": "string",
}
_WHAT = {"'": "string", "e": "string", '"': "quoted name", "`": "quoted name", "/": "comment"}


def tokenize(source: Source, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    r"""Return the tokens between two offsets of a source.

    Raises
    ------
    ProjectError
        With every problem: a string, comment or quoted name that does not end (at the place where
        it opened), a BigQuery quotation mark, a character that is not SQL.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> [t.text for t in tokenize(Source("a.sql", "SELECT a::INT -- why\n FROM t"))]
    ['SELECT', 'a', '::', 'INT', 'FROM', 't']

    """
    tokens, problems = scan(source, start, end)
    if problems:
        raise ProjectError(*problems)
    return tokens


def scan(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[tuple[Token, ...], tuple[Problem, ...]]:
    """Return the tokens and the problems found; after a text that does not end there are none."""
    text = source.text
    position, stop = start, len(text) if end is None else end
    tokens: list[Token] = []
    problems: list[Problem] = []
    if text.startswith("\ufeff", position):
        position += 1  # a byte order mark
    while position < stop:
        match = _LEXEME.match(text, position, stop)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            problems.append(_strange(Span(source, position, position + 1)))
            position += 1
            continue
        if kind == "layout":
            position = match.end()
            continue
        after = _ending(text, match, stop)
        if after is None:
            problems.append(_unterminated(Span(source, position, match.end())))
            break
        if (token := _token(text, kind, position, after)) is not None:
            problems += _refused(source, token, tokens)
            tokens.append(token)
        position = after
    return tuple(tokens), tuple(problems)


def _ending(text: str, found: re.Match[str], stop: int) -> int | None:
    """Return where a token ends; None if it opens something that does not end."""
    mark = found.group()
    match found.lastgroup:
        case "operator":
            return found.start() + _operator_length(mark)
        case "dollar":
            at = text.find(mark, found.end(), stop)
            return at + len(mark) if at >= 0 else None
        case "opening" if mark == "/*":
            return _comment_ending(text, found.end(), stop)
        case "opening":
            closed = _CLOSING[mark[0].lower()].match(text, found.start(), stop)
            return closed.end() if closed else None
        case _:
            return found.end()


def _operator_length(run: str) -> int:
    comment = _COMMENT_BEGINS.search(run, 1)
    run = run[: comment.start()] if comment else run
    if not _TAKES_SIGN.search(run):
        run = run[0] + run[1:].rstrip("+-")
    return len(run)


def _comment_ending(text: str, position: int, stop: int) -> int | None:
    """Comments nest, as in PostgreSQL."""
    depth = 1
    for mark in _COMMENT_MARK.finditer(text, position, stop):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    return None


def _token(text: str, kind: str, start: int, end: int) -> Token | None:
    if kind == "opening" and text[start] == "/":
        return None
    if kind == "opening":
        return Token("quoted" if text[start] in '"`' else "string", text[start:end], start, end)
    return Token(_KINDS[kind], text[start:end], start, end)


def _refused(source: Source, token: Token, before: list[Token]) -> list[Problem]:
    span = Span(source, token.start, token.end)
    if token.text[0] == "`":
        return [
            Problem(
                "bigquery-form",
                f"{token.text} is quoted as in BigQuery",
                span,
                hint='quote an odd name by "double quotes"; others need no quotes.',
            )
        ]
    if token.kind == "string" and before and before[-1].kind == "string":
        # DuckDB joins the two if a line end stands between them and refuses them if not: the one
        # place where layout would change a result.
        return [
            Problem(
                "unexpected-token",
                "a string follows a string",
                span,
                hint="join two strings by ||; a quotation mark inside one is doubled: 'it''s'.",
            )
        ]
    return []


def _strange(span: Span) -> Problem:
    code = f"U+{ord(span.text):04X}"
    shown = f'"{span.text}" ({code})' if span.text.isprintable() else code
    quotes = span.text in "\u2018\u2019\u201c\u201d\u00b4"
    return Problem(
        "unexpected-character",
        f"{shown} is not a character of SQL",
        span,
        hint="use the straight quotation marks ' and \"." if quotes else "",
    )


def _unterminated(span: Span) -> Problem:
    first = span.text[0]
    what = "string" if first == "$" else _WHAT[first.lower()]
    return Problem(
        "unterminated",
        f"the {what} that opens here does not end",
        span,
        detail="Everything after it was not read.",
        hint={"/": "close it by */ (comments nest).", "$": f"close it by {span.text}."}.get(
            first, f"close it by {span.text[-1]}."
        ),
    )
