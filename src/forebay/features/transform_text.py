"""The tokens of a TRANSFORM expression: what may stand there, and the scaler calls in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.functions import VOLATILE
from forebay.errors import Problem, ProjectError, Span
from forebay.features.scaler import SCALERS
from forebay.sql.ml_functions import ML_SCALAR_FUNCTIONS
from forebay.sql.token_reader import closing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Source
    from forebay.features.scaler import ScalerArgument
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class ScalerText:
    """``ML.NAME(value, arguments) [OVER ()]`` as it stands in the text."""

    function: str
    value: tuple[Token, ...]
    arguments: tuple[ScalerArgument, ...]
    span: Span


def blank_comments(tokens: Sequence[Token]) -> str:
    """Return the text of some tokens at their distances, without what stands between them."""
    text, position = [], tokens[0].start
    for token in tokens:
        text += [" " * (token.start - position), token.text]
        position = token.end
    return "".join(text)


def is_column(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are one name and nothing else."""
    return len(tokens) == 1 and tokens[0].kind in {"word", "quoted"}


def cut_scalers(source: Source, tokens: Sequence[Token]) -> list[tuple[Token, ...] | ScalerText]:
    """Return the expression in pieces: runs of tokens, and the scaler calls between them.

    Raises
    ------
    ProjectError
        ``not-row-wise`` for a sub-query, a window or a volatile function (SEMANTICS 23);
        ``not-supported`` for a function of BigQuery ML that Forebay does not have in TRANSFORM.

    """
    pieces: list[tuple[Token, ...] | ScalerText] = []
    begin = index = 0
    while index < len(tokens):
        if not _is_ml(tokens, index):
            _check_word(source, tokens, index)
            index += 1
            continue
        end = _end_of_call(source, tokens, index)
        if begin < index:
            pieces.append(tuple(tokens[begin:index]))
        pieces.append(_scaler(source, tokens[index:end]))
        begin = index = end
    if begin < len(tokens):
        pieces.append(tuple(tokens[begin:]))
    return pieces


def _is_ml(tokens: Sequence[Token], index: int) -> bool:
    head = tokens[index : index + 4]
    return (
        len(head) == 4  # noqa: PLR2004 - ML . NAME (
        and head[0].upper == "ML"
        and head[1].text == "."
        and head[3].text == "("
        and head[2].upper in ML_SCALAR_FUNCTIONS
    )


def _check_word(source: Source, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    if token.kind != "word":
        return
    opens = index + 1 < len(tokens) and tokens[index + 1].text == "("
    what = ""
    if token.upper in {"SELECT", "FROM"} and not _is_extract(tokens, index):
        what = "a query"
    elif token.upper == "OVER":
        what = "a window"
    elif token.text.lower() in VOLATILE and (opens or token.upper.startswith("CURRENT_")):
        what = "a volatile function"
    if what:
        raise ProjectError(not_row_wise(what, Span(source, token.start, token.end)))


def _is_extract(tokens: Sequence[Token], index: int) -> bool:
    """Whether FROM belongs to ``EXTRACT(part FROM x)``, ``TRIM(... FROM x)`` or the like."""
    depth = 0
    for token in reversed(tokens[:index]):
        depth += (token.text == ")") - (token.text == "(")
        if token.upper == "SELECT" and depth == 0:
            return False
        if depth < 0:
            return True
    return False


def not_row_wise(what: str, span: Span) -> Problem:
    """Return the problem of something that depends on more than the row (SEMANTICS 23)."""
    return Problem(
        "not-row-wise",
        f"{what} cannot stand in TRANSFORM",
        span,
        detail="TRANSFORM is computed for each row by itself, so that training and serving agree.",
        hint="compute it in the query of the model, or use a function such as ML.STANDARD_SCALER.",
    )


def _end_of_call(source: Source, tokens: Sequence[Token], index: int) -> int:
    """Return the index after the call, and after its ``OVER ()`` if it has one."""
    function = tokens[index + 2].upper
    after = closing(source, tokens, index + 3) + 1
    span = Span(source, tokens[index].start, tokens[after - 1].end)
    if function not in SCALERS:
        known = ", ".join(f"ML.{name}" for name in sorted(SCALERS))
        raise ProjectError.of(
            "not-supported",
            f"ML.{function} is not supported in TRANSFORM",
            span,
            hint=f"TRANSFORM has {known}.",
        )
    has_over = after < len(tokens) and tokens[after].upper == "OVER"
    is_empty = has_over and [t.text for t in tokens[after + 1 : after + 3]] == ["(", ")"]
    if SCALERS[function].analytic and not is_empty:
        raise ProjectError.of(
            "transform-argument", f"ML.{function} needs an empty OVER ()", span,
            hint=f"write {span.text} OVER ().",
        )  # fmt: skip
    if has_over and not SCALERS[function].analytic:
        raise ProjectError.of("transform-argument", f"ML.{function} takes no OVER ()", span)
    return after + 3 if has_over else after


def _scaler(source: Source, tokens: Sequence[Token]) -> ScalerText:
    close = closing(source, tokens, 3)
    span = Span(source, tokens[0].start, tokens[-1].end)
    function = tokens[2].upper
    value, *arguments = _at_commas(tokens[4:close]) or [()]
    if not value:
        raise ProjectError.of("transform-argument", f"ML.{function} needs a value", span)
    inner = next((i for i in range(len(value)) if _is_ml(value, i)), None)
    if inner is not None:
        raise ProjectError.of(
            "transform-argument",
            "a function that learns from the data cannot stand inside another one",
            Span(source, value[inner].start, span.end),
            hint="do the inner step in the query of the model.",
        )
    for index in range(len(value)):
        _check_word(source, value, index)
    read = tuple(_argument(function, a, span) for a in arguments)
    return ScalerText(function, tuple(value), read, span)


def _at_commas(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
        if token.text == "," and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]


def _argument(function: str, tokens: Sequence[Token], span: Span) -> ScalerArgument:
    texts = [t.text for t in tokens]
    if len(tokens) == 1:
        token = tokens[0]
        if token.kind == "string":
            return token.value
        if token.kind == "number":
            return float(token.text)
        if token.upper in {"TRUE", "FALSE"}:
            return token.upper == "TRUE"
    elif texts and texts[0] == "[" and texts[-1] == "]":
        return tuple(_argument(function, part, span) for part in _at_commas(tokens[1:-1]))
    elif len(tokens) == 2 and texts[0] == "-" and tokens[1].kind == "number":  # noqa: PLR2004
        return -float(texts[1])
    raise ProjectError.of(
        "transform-argument", f"ML.{function} takes literals after its first argument", span
    )
