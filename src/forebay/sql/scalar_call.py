"""A call ``ML.F(value, ...) [OVER ()]`` of a function that gives a value, in any expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import ProjectError, Span
from forebay.sql.ml_functions import ML_ANALYTIC_FUNCTIONS, ML_SCALAR_FUNCTIONS
from forebay.sql.token_reader import closing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Source
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class ScalarCall:
    """A call as it stands in the text.

    Parameters
    ----------
    function
        In capitals, without ``ML.``.
    arguments
        The tokens of each; none is empty.
    length
        How many tokens it has, with its OVER ().
    over
        The place of its OVER (); None if it has none.

    """

    function: str
    arguments: tuple[tuple[Token, ...], ...]
    length: int
    span: Span
    over: Span | None


def is_scalar_call(tokens: Sequence[Token], index: int) -> bool:
    """Whether a call of an ``ML.*`` scalar function begins at an index."""
    head = tokens[index : index + 4]
    return (
        len(head) == 4  # noqa: PLR2004 - ML . NAME (
        and head[0].upper == "ML"
        and head[1].text == "."
        and head[3].text == "("
        and head[2].value.upper() in ML_SCALAR_FUNCTIONS
        and not (index and tokens[index - 1].text == ".")
    )


def read_scalar_call(source: Source, tokens: Sequence[Token], index: int) -> ScalarCall:
    """Read the call that begins at an index.

    Raises
    ------
    ProjectError
        ``missing-over``, ``over-not-empty``: a function that learns from all rows, without its
        OVER () or with something in it; ``transform-argument``: an OVER () where none belongs, an
        empty argument; ``nested-analytic``: such functions inside each other.

    """
    function = tokens[index + 2].value.upper()
    close = closing(source, tokens, index + 3)
    after, over = _over(source, tokens, close + 1)
    span = Span(source, tokens[index].start, tokens[after - 1].end)
    call = Span(source, tokens[index].start, tokens[close].end)
    _check_over(function, call, over)
    inner = tokens[index + 4 : close]
    if function in ML_ANALYTIC_FUNCTIONS:
        _refuse_nested(source, function, inner)
    arguments = at_commas(inner) if inner else ()
    if any(not argument for argument in arguments):
        raise ProjectError.of(
            "transform-argument",
            f"ML.{function} has an empty argument",
            call,
            hint="take out the comma too many.",
        )
    return ScalarCall(function, arguments, after - index, span, over)


def _over(source: Source, tokens: Sequence[Token], index: int) -> tuple[int, Span | None]:
    """Return the index after ``OVER (...)`` or ``OVER w``, and its place, if it stands there."""
    if index + 1 >= len(tokens) or tokens[index].upper != "OVER":
        return index, None
    last = closing(source, tokens, index + 1) if tokens[index + 1].text == "(" else index + 1
    return last + 1, Span(source, tokens[index].start, tokens[last].end)


def _check_over(function: str, call: Span, over: Span | None) -> None:
    is_analytic = function in ML_ANALYTIC_FUNCTIONS
    if is_analytic and over is None:
        raise ProjectError.of(
            "missing-over",
            f"ML.{function} learns from all rows and needs an empty OVER ()",
            call,
            hint=f"write {call.text} OVER ().",
        )
    if not is_analytic and over is not None:
        raise ProjectError.of(
            "transform-argument",
            f"ML.{function} looks at one row and takes no OVER ()",
            over,
            hint="leave it out.",
        )
    if over is not None and "".join(over.text.split()).upper() != "OVER()":
        raise ProjectError.of(
            "over-not-empty",
            f"ML.{function} learns from all rows: its OVER () is empty",
            over,
            detail="what it learned is kept for rows that come later, whatever their group.",
            hint="write OVER (); for each group by itself, give the group its own query.",
        )


def _refuse_nested(source: Source, function: str, inner: Sequence[Token]) -> None:
    for at in range(len(inner)):
        name = inner[at + 2].value.upper() if is_scalar_call(inner, at) else ""
        if name in ML_ANALYTIC_FUNCTIONS:
            end = closing(source, inner, at + 3)
            raise ProjectError.of(
                "nested-analytic",
                f"ML.{name} cannot stand inside ML.{function}: both learn from all rows",
                Span(source, inner[at].start, inner[end].end),
                hint="do the inner step in the query that gives the rows.",
            )


def at_commas(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], ...]:
    """Return the tokens between the commas that stand in no bracket."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
        if token.text == "," and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(tuple(part) for part in parts)
