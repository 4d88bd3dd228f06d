"""BigQuery SQL becomes tokens: comments and layout go, offsets stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.token import BigQueryToken
from forebay.errors import Problem, Span

if TYPE_CHECKING:
    from forebay.errors import Source
    from forebay.sql.token import TokenKind

# docs: lexical structure. Comments of /* do not nest; a backslash hides a quotation mark in raw
# strings too, where it stays.
_LEXEME: Final = re.compile(
    r"""
    (?P<layout>\s+|(?:\#|--)[^\n\r]*|/\*.*?\*/)
  | (?P<string>(?:[rR][bB]?|[bB][rR]?)?(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"
             |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*"))
  | (?P<quoted>`(?:[^`\\\n\r]|\\.)+`)
  | (?P<opening>/\*|(?:[rR][bB]?|[bB][rR]?)?(?:'''|\"\"\"|'|")|`)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<number>0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<parameter>(?<![\w`])@@?\w+(?:\.\w+)*|\?)
  | (?P<symbol>\|\||\|>|<<|>=|<=|<>|!=|=>|[-+*/<>=~^&|.,:;()\[\]{}@$])
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS: Final[dict[str, TokenKind]] = {
    "string": "string",
    "quoted": "quoted",
    "word": "word",
    "number": "number",
    "parameter": "parameter",
    "symbol": "symbol",
}
# After these words a name follows, in which project ids may have dashes: my-project.dataset.t
_BEFORE_NAME: Final = frozenset({"MODEL", "TABLE", "VIEW", "EXISTS"})


def scan(source: Source) -> tuple[tuple[BigQueryToken, ...], tuple[Problem, ...]]:
    r"""Return the tokens of a text and the problems found; after what does not end there are none.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> [t.text for t in scan(Source("a.sql", "SELECT r'a' # why\n FROM `p.d.t`"))[0]]
    ['SELECT', "r'a'", 'FROM', '`p.d.t`']

    """
    text, position = source.text, 0
    if text.startswith("\ufeff"):
        position = 1
    tokens: list[BigQueryToken] = []
    problems: list[Problem] = []
    while position < len(text):
        match = _LEXEME.match(text, position)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            problems.append(_strange(Span(source, position, position + 1)))
            position += 1
            continue
        if kind == "opening":
            problems.append(_unterminated(Span(source, position, match.end())))
            break
        if kind != "layout":
            token = BigQueryToken(_KINDS[kind], match.group(), position, match.end())
            problems += _refused(source, token)
            tokens.append(token)
        position = match.end()
    return tuple(_dashed(tokens)), tuple(problems)


def _dashed(tokens: list[BigQueryToken]) -> list[BigQueryToken]:
    """Join ``my-project`` to one name where a name must stand."""
    found: list[BigQueryToken] = []
    for token in tokens:
        if (
            token.kind in {"word", "number"}
            and len(found) > 2  # noqa: PLR2004 - MODEL a -
            and found[-1].text == "-"
            and found[-3].upper in _BEFORE_NAME
            and found[-2].kind in {"word", "quoted"}
            and found[-2].end == found[-1].start
            and found[-1].end == token.start
        ):
            begin = found[-2].start
            text = found[-2].text + "-" + token.text
            found[-2:] = [BigQueryToken("quoted", text, begin, token.end)]
        else:
            found.append(token)
    return found


def _refused(source: Source, token: BigQueryToken) -> list[Problem]:
    span = Span(source, token.start, token.end)
    if token.text == "|>":
        hint = "write the query with SELECT ... FROM."
        return [Problem("bigquery-construct", "pipe syntax is not supported", span, hint=hint)]
    if token.kind != "parameter":
        return []
    if token.text.startswith("@@"):
        message, hint = f"{token.text} is not supported", "leave it out."
    else:
        message = f"the query parameter {token.text} has no value here"
        hint = "write the value, or DECLARE a variable in a script."
    return [Problem("bigquery-construct", message, span, hint=hint)]


def _strange(span: Span) -> Problem:
    code = f"U+{ord(span.text):04X}"
    shown = f'"{span.text}" ({code})' if span.text.isprintable() else code
    return Problem(
        "unexpected-character",
        f"{shown} is not a character of SQL",
        span,
        hint="take it out; texts stand between quotation marks.",
    )


def _unterminated(span: Span) -> Problem:
    what = {"/": "comment", "`": "quoted name"}.get(span.text[0], "string")
    mark = {"/": "*/"}.get(span.text[0], span.text.lstrip("rRbB"))
    return Problem(
        "unterminated",
        f"the {what} that opens here does not end",
        span,
        detail="Everything after it was not read.",
        hint=f"close it by {mark}"
        + (" on the same line." if len(mark) == 1 and mark != "*/" else "."),
    )
