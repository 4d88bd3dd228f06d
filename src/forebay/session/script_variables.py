"""The variables of a script, and statements in which their values stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from forebay.errors import ProjectError, Source, Span
from forebay.errors.span import Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from forebay.sql.token import Token

# A word after one of these is a name of its own.
_BEFORE_NAMES = frozenset({".", "AS", "MODEL", "TABLE", "VIEW", "FROM", "JOIN", "EXISTS"})


@dataclass(slots=True)
class ScriptVariables:
    """Values by name, as BigQuery SQL; a block inside sees those around it."""

    blocks: list[dict[str, Variable]] = field(default_factory=lambda: [{}])

    def declare(self, name: str, kind: str, value: str) -> None:
        """Make a variable of the innermost block."""
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


def variable_places(tokens: Sequence[Token], values: Collection[str]) -> tuple[Token, ...]:
    """Return the words that may mean a variable."""
    found = []
    for index, token in enumerate(tokens):
        if token.kind != "word" or token.value.casefold() not in values:
            continue
        before = tokens[index - 1].upper if index else ""
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if before not in _BEFORE_NAMES and after not in {"(", "=>", "."}:
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
    source: Source, tokens: Sequence[Token], values: Mapping[str, str], taken: Collection[int]
) -> Source:
    """Return a statement with the values of variables at some offsets.

    Parameters
    ----------
    taken
        The offsets of the words that mean variables.

    """
    columns = _columns(tokens)
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
    for token in tokens:
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
        case list() if not any(isinstance(item, list | dict) for item in value):
            return "[" + ", ".join(value_text(item, "", span) for item in value) + "]"
        case _:
            raise ProjectError.of(
                "not-supported",
                f"a variable cannot hold a {type(value).__name__}",
                span,
                hint="a variable holds a number, a text, a truth, a date or time, or an array.",
            )


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return "'" + escaped.replace("\r", "\\r") + "'"
