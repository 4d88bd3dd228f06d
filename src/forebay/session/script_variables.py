"""The variables of a script, and statements in which their values stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from forebay.engine.bigquery.tokenize import scan
from forebay.engine.bigquery.translate import joined
from forebay.errors import ProjectError, Source, Span
from forebay.errors.span import Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from forebay.engine.bigquery.fragment import Fragment
    from forebay.sql.token import Token

# What the value of a variable that holds a row begins with.
_ROW = "(STRUCT("
# A word after one of these is a name of its own.
_BEFORE_NAMES = frozenset({".", "AS", "MODEL", "TABLE", "VIEW", "FROM", "JOIN", "EXISTS"})


@dataclass(slots=True)
class ScriptVariables:
    """Values by name, as BigQuery SQL; a block inside sees those around it."""

    blocks: list[dict[str, Variable]] = field(default_factory=lambda: [{}])

    def declare(self, name: str, kind: str, value: str, span: Span) -> None:
        """Make a variable of the innermost block; ProjectError if one around has the name."""
        if any(name.casefold() in block for block in self.blocks):
            raise ProjectError.of(
                "duplicate-name",
                f'the variable "{name}" is declared already',
                span,
                hint="rename one of them, or SET it.",
            )
        self.blocks[-1][name.casefold()] = Variable(kind, value)

    def assign(self, name: str, value: str, span: Span) -> None:
        """Give a variable another value; ProjectError if there is none of that name."""
        for block in reversed(self.blocks):
            if (known := block.get(name.casefold())) is not None:
                block[name.casefold()] = Variable(known.type, value)
                return
        raise _undeclared(name, span)

    def type_of(self, name: str, span: Span) -> str:
        """Return the type that a variable was declared with; ProjectError without one."""
        for block in reversed(self.blocks):
            if (known := block.get(name.casefold())) is not None:
                return known.type
        raise _undeclared(name, span)

    @property
    def values(self) -> Mapping[str, str]:
        """The values that can be seen now, by name in lower case."""
        return {key: known.value for block in self.blocks for key, known in block.items()}


@dataclass(frozen=True, slots=True)
class Variable:
    """A type as written, empty where none was, and a value as BigQuery SQL."""

    type: str
    value: str


def _undeclared(name: str, span: Span) -> ProjectError:
    return ProjectError.of(
        "unknown-name",
        f'no variable "{name}" is declared',
        span,
        hint=f"write DECLARE {name} DEFAULT ...; before it.",
    )


def variable_places(tokens: Sequence[Token], values: Mapping[str, str]) -> tuple[Token, ...]:
    """Return the words that may mean a variable."""
    found = []
    for index, token in enumerate(tokens):
        value = values.get(token.value.casefold())
        if token.kind not in {"word", "parameter"} or value is None:
            continue
        before = tokens[index - 1].upper if index else ""
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        is_row = value.startswith(_ROW)  # row.field
        if before not in _BEFORE_NAMES and after not in {"(", "=>"} and (after != "." or is_row):
            found.append(token)
    return tuple(found)


def refuse_aliases(source: Source, tokens: Sequence[Token], values: Collection[str]) -> None:
    """Raise ProjectError if a statement gives a column the name of a variable.

    The two dialects do not agree on where such a name may be used, so nobody could say which of
    the two is meant.
    """
    for before, token in pairwise(tokens):
        if before.upper == "AS" and token.value.casefold() in values:
            raise ProjectError.of(
                "duplicate-name",
                f'"{token.value}" is the name of a variable and of a column',
                Span(source, token.start, token.end),
                hint="rename one of them.",
            )


def with_values(
    source: Source,
    tokens: Sequence[Token],
    values: Mapping[str, str],
    taken: Collection[int],
    left_out: Sequence[tuple[int, int]] = (),
    *,
    name_columns: bool = True,
) -> Source:
    """Return a statement with the values of variables at some offsets.

    Parameters
    ----------
    taken
        The offsets of the words that mean variables.
    left_out
        Offsets from and to which nothing of the text is kept.
    name_columns
        A variable that is a column by itself gives it its name.

    """
    columns = _columns(tokens) if name_columns else frozenset()
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0

    def add(text: str, start: int, end: int) -> None:
        nonlocal length
        if text:
            pieces.append(Piece(length, length + len(text), Span(source, start, end)))
            texts.append(text)
            length += len(text)

    position = tokens[0].start
    gaps = list(left_out)
    for token in tokens:
        while gaps and gaps[0][0] < token.start:
            add(source.text[position : gaps[0][0]], position, gaps[0][0])
            position = gaps.pop(0)[1]
        if token.start in taken:
            add(source.text[position : token.start], position, token.start)
            value = values[token.value.casefold()]
            name = f" AS `{token.value}`" if token.start in columns else ""
            add(value + name, token.start, token.end)
            position = token.end
    add(source.text[position : tokens[-1].end], position, tokens[-1].end)
    return Source(source.path, "".join(texts), tuple(pieces))


def _columns(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the offsets of words that are a column of the result by themselves.

    A variable there gives the column its name.
    """
    found = set()
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if depth == 0 and token.upper == "FROM":
            break
        before = tokens[index - 1].upper if index else ""
        after = tokens[index + 1].upper if index + 1 < len(tokens) else ""
        if token.kind == "parameter":
            continue
        if depth == 0 and before in {"SELECT", ",", "DISTINCT"} and after in {"", ",", "FROM"}:
            found.add(token.start)
    return frozenset(found)


def value_text(value: object, kind: str, span: Span) -> str:  # noqa: C901, PLR0911, PLR0912
    r"""Return a value as BigQuery SQL.

    Parameters
    ----------
    kind
        The type as BigQuery writes it; for NULL, and empty if nobody said one.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> place = Source("<query>", "1").whole()
    >>> value_text(-1.5, "", place), value_text("it's", "", place), value_text(None, "DATE", place)
    ('(-1.5)', "'it\\'s'", 'CAST(NULL AS DATE)')

    """
    match value:
        case None:
            return f"CAST(NULL AS {kind})" if kind else "NULL"
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value) if value >= 0 else f"({value})"
        case float() if math.isfinite(value):
            return repr(value) if value >= 0 else f"({value!r})"
        case float():
            return f"CAST('{value}' AS FLOAT64)"
        case str():
            return _text(value)
        case Decimal():
            return f"NUMERIC '{value}'"
        case datetime() if value.tzinfo is None:
            return f"DATETIME '{value.isoformat(sep=' ')}'"
        case datetime():
            return f"TIMESTAMP '{value.strftime('%Y-%m-%d %H:%M:%S.%f%z')}'"
        case date():
            return f"DATE '{value.isoformat()}'"
        case time():
            return f"TIME '{value.isoformat()}'"
        case dict():
            fields = (f"{value_text(v, '', span)} AS `{k}`" for k, v in value.items())
            return f"{_ROW}{', '.join(fields)}))"
        case bytes():
            return "b'" + "".join(f"\\x{byte:02x}" for byte in value) + "'"
        case list() if not any(isinstance(item, list) for item in value):
            return "[" + ", ".join(value_text(item, "", span) for item in value) + "]"
        case _:
            raise ProjectError.of(
                "not-supported",
                f"a variable cannot hold a {type(value).__name__}",
                span,
                hint="it holds a number, a text, a truth, a date or time, a STRUCT, or an array.",
            )


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return "'" + escaped.replace("\r", "\\r") + "'"


def with_parameters(
    source: Source, named: Mapping[str, str], positional: Sequence[str] = ()
) -> Source:
    """Return a text in which query parameters are values; those without one stay.

    Parameters
    ----------
    named
        BigQuery SQL by name in lower case, without the ``@``.
    positional
        BigQuery SQL for each ``?``, in order.

    Examples
    --------
    >>> with_parameters(Source("<query>", "SELECT @a, ?"), {"a": "1"}, ["'x'"]).text
    "SELECT 1, 'x'"

    """
    tokens, _ = scan(source)
    waiting = iter(positional)
    said: dict[int, str] = {}
    for token in tokens:
        if token.kind != "parameter" or token.text.startswith("@@"):
            continue
        name = token.text[1:].casefold()
        value = next(waiting, None) if token.text == "?" else named.get(name)
        if value is not None:
            said[token.start] = value
    if not said:
        return source
    fragments: list[Fragment] = []
    position = 0
    for token in tokens:
        if token.start in said:
            before = Span(source, position, token.start)
            fragments.append((before.text, before))
            fragments.append((said[token.start], Span(source, token.start, token.end)))
            position = token.end
    fragments.append((source.text[position:], Span(source, position, len(source.text))))
    return joined(source, [fragment for fragment in fragments if fragment[0]])
