"""What may not stand in TRANSFORM: everything that looks at more than one row (SEMANTICS 23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.functions import VOLATILE
from forebay.errors import Problem, ProjectError, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Source
    from forebay.sql.token import Token


def check_row_wise(source: Source, tokens: Sequence[Token], index: int) -> None:
    """Raise ProjectError if the token begins a query or a window, or calls a volatile function."""
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
    """Return the problem of something that depends on more than the row."""
    return Problem(
        "not-row-wise",
        f"{what} cannot stand in TRANSFORM",
        span,
        detail="TRANSFORM is computed for each row by itself, so that training and serving agree.",
        hint="compute it in the query of the model, or use a function such as ML.STANDARD_SCALER.",
    )
