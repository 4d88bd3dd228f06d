"""Calls of functions that a script made are written out before anything reads the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.aggregate_functions import AGGREGATES
from forebay.engine.bigquery.argument_type import argument_type
from forebay.engine.bigquery.comma_parts import comma_parts
from forebay.engine.bigquery.tokenize import scan
from forebay.engine.bigquery.translate import joined
from forebay.engine.bigquery.window_functions import WINDOWS
from forebay.errors import ProjectError, Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.bigquery.fragment import Fragment
    from forebay.sql.token import Token

_QUERY_WORDS: Final = frozenset({"SELECT", "FROM"})
# What is another value each time: written out twice it would not be one value.
_VOLATILE: Final = frozenset({"RAND", "GENERATE_UUID"})
_OVER_ROWS: Final = frozenset(rule.name for rule in (*AGGREGATES, *WINDOWS))


@dataclass(frozen=True, slots=True)
class SqlFunction:
    """A function of a script.

    Parameters
    ----------
    name
        As it was written.
    parameters
        Names in lower case with their types as written; empty: ANY TYPE.
    returns
        The type of the result; empty: as the body gives.
    body
        BigQuery SQL, in which the calls of other such functions are written out already.
    temporary
        It ends with its script.

    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    returns: str
    body: Source
    temporary: bool = False


def expand_functions(source: Source, functions: Mapping[str, SqlFunction]) -> Source:
    """Return a text without calls of these functions; places stay those of the text.

    The body stands where the call stood, each parameter replaced by its argument. If the body has
    a query, names in it could catch names of the argument, so that the arguments become columns of
    a row around it: ``(SELECT body FROM (SELECT argument AS parameter))``.

    Parameters
    ----------
    functions
        By name in lower case, at most two parts.

    Raises
    ------
    ProjectError
        ``bigquery-construct`` for a call with other arguments than the function has, or with one
        that cannot be written out.

    Examples
    --------
    >>> twice = SqlFunction("twice", (("a", ""),), "", Source("<query>", "a * 2"))
    >>> expand_functions(Source("<query>", "SELECT twice(b + 1) FROM t"), {"twice": twice}).text
    'SELECT ((b + 1) * 2) FROM t'

    """
    if not functions:
        return source
    tokens, _ = scan(source)
    fragments = _expanded(source, tokens, functions, 0, len(source.text))
    if len(fragments) == 1:
        return source
    return joined(source, fragments)


def _expanded(
    source: Source,
    tokens: Sequence[Token],
    functions: Mapping[str, SqlFunction],
    start: int,
    end: int,
) -> list[Fragment]:
    """Return the fragments of the text from `start` to `end`, whose tokens are given."""
    found: list[Fragment] = []
    position, index = start, 0
    while index < len(tokens):
        called = _called(tokens, index, functions)
        if called is None:
            index += 1
            continue
        function, opening, closing = called
        if tokens[index].start > position:
            found.append(_kept(source, position, tokens[index].start))
        inside = tuple(tokens[opening + 1 : closing])
        span = Span(source, tokens[index].start, tokens[closing].end)
        found += _call(source, span, function, inside, functions)
        position, index = tokens[closing].end, closing + 1
    if end > position:
        found.append(_kept(source, position, end))
    return found


def _kept(source: Source, start: int, end: int) -> Fragment:
    return source.text[start:end], Span(source, start, end)


def _called(
    tokens: Sequence[Token], index: int, functions: Mapping[str, SqlFunction]
) -> tuple[SqlFunction, int, int] | None:
    """Return the function that is called at an index, and where its brackets are."""
    if tokens[index].kind not in {"word", "quoted"} or (index and tokens[index - 1].text == "."):
        return None
    after = index + 1
    name = tokens[index].value
    while (
        after + 1 < len(tokens)
        and tokens[after].text == "."
        and tokens[after + 1].kind in {"word", "quoted"}
    ):
        name += f".{tokens[after + 1].value}"
        after += 2
    function = functions.get(".".join(name.casefold().split(".")[-2:]))
    if function is None or after >= len(tokens) or tokens[after].text != "(":
        return None
    depth = 0
    for closing in range(after, len(tokens)):
        depth += (tokens[closing].text == "(") - (tokens[closing].text == ")")
        if depth == 0:
            return function, after, closing
    return None


def _call(
    source: Source,
    span: Span,
    function: SqlFunction,
    inside: tuple[Token, ...],
    functions: Mapping[str, SqlFunction],
) -> list[Fragment]:
    parts = comma_parts(inside)
    if len(parts) != len(function.parameters):
        counts = f"{len(function.parameters)} arguments, and {len(parts)} are given"
        raise _refused(span, f"{function.name} takes {counts}", "give each parameter a value.")
    body, _ = scan(function.body)
    has_query = any(token.upper in _QUERY_WORDS for token in body)
    arguments: dict[str, list[Fragment]] = {}
    for (name, kind), part in zip(function.parameters, parts, strict=True):
        place = Span(source, part[0].start, part[-1].end)
        uses = sum(_is_parameter(body, i, name) for i in range(len(body)))
        _check_argument(place, part, function.name, has_query=has_query, uses=uses)
        text = _expanded(source, part, functions, place.start, place.end)
        check = argument_type(kind) if kind else ""
        arguments[name] = [(f"{check}(", place), *text, (")", place)]
    result = argument_type(function.returns) if function.returns else ""
    opening: Fragment = (f"{result}(", span)
    if not has_query:
        written = _substituted(function.body, body, arguments, span)
        return [opening, *written, (")", span)]
    row: list[Fragment] = []
    for name, argument in arguments.items():
        row += [(", " if row else "", span), *argument, (f" AS `{name}`", span)]
    around: list[Fragment] = [(" FROM (SELECT ", span), *row, (")", span)] if row else []
    kept: Fragment = (_plain(function.body, body), span)
    return [opening, ("(SELECT ", span), kept, *around, ("))", span)]


def _check_argument(
    place: Span, part: Sequence[Token], name: str, *, has_query: bool, uses: int
) -> None:
    words = {before.upper for before, after in pairwise(part) if after.text == "("}
    if uses > 1 and not has_query and words & _VOLATILE:
        raise _refused(
            place,
            f"{name} reads this argument more than once, and it is another value each time",
            "compute it in a sub-query or WITH before.",
        )
    if has_query and (words & _OVER_ROWS or any(token.upper == "OVER" for token in part)):
        raise _refused(
            place,
            f"an aggregate is no argument of {name}, which has a query",
            "compute it in a sub-query or WITH before.",
        )


def _is_parameter(tokens: Sequence[Token], index: int, name: str) -> bool:
    token = tokens[index]
    before = tokens[index - 1].upper if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return (
        token.kind in {"word", "quoted"}
        and token.value.casefold() == name
        and before not in {".", "AS"}
        and after != "("
    )


def _substituted(
    body: Source, tokens: Sequence[Token], arguments: Mapping[str, list[Fragment]], span: Span
) -> list[Fragment]:
    found: list[Fragment] = []
    position = 0
    for index, token in enumerate(tokens):
        found.append((_gap(body.text[position : token.start]), span))
        name = token.value.casefold()
        if name in arguments and _is_parameter(tokens, index, name):
            found += arguments[name]
        else:
            found.append((token.text, span))
        position = token.end
    return [fragment for fragment in found if fragment[0]]


def _plain(body: Source, tokens: Sequence[Token]) -> str:
    """Return a body without comments."""
    texts, position = [], 0
    for token in tokens:
        texts += [_gap(body.text[position : token.start]), token.text]
        position = token.end
    return "".join(texts)


def _gap(text: str) -> str:
    return " " if text.strip() else text


def _refused(span: Span, message: str, hint: str) -> ProjectError:
    return ProjectError.of("bigquery-construct", message, span, hint=hint)
