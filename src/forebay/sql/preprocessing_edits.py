"""What of a preprocessing call the engine must not see: its OVER (), and an imputer's strategy.

The engine has a macro for each function, and a macro cannot be a window function; the windows stand
inside of the macros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError, Span, nearest
from forebay.sql.ml_functions import IMPUTERS, ML_ANALYTIC_FUNCTIONS
from forebay.sql.scalar_call import is_scalar_call, read_scalar_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Source
    from forebay.sql.scalar_call import ScalarCall
    from forebay.sql.token import Token


def preprocessing_edits(
    source: Source, tokens: Sequence[Token], index: int
) -> list[tuple[Span, str]]:
    """Return the places to write anew in the call that begins at an index; none if none does.

    Raises
    ------
    ProjectError
        What ``read_scalar_call`` refuses.

    """
    if not is_scalar_call(tokens, index):
        return []
    call = read_scalar_call(source, tokens, index)
    edits = []
    if call.function in ML_ANALYTIC_FUNCTIONS and call.over is not None:
        edits.append((call.over, ""))
    if call.function == "IMPUTER":
        name = tokens[index + 2]
        edits.append((Span(source, name.start, name.end), _imputer(source, call)))
    return edits


def _imputer(source: Source, call: ScalarCall) -> str:
    strategy = call.arguments[1] if len(call.arguments) > 1 else ()
    word = strategy[0].value.lower() if len(strategy) == 1 else ""
    if word not in IMPUTERS:
        place = Span(source, strategy[0].start, strategy[-1].end) if strategy else call.span
        meant = nearest(word, IMPUTERS) if word else None
        raise ProjectError.of(
            "transform-argument",
            "strategy of ML.IMPUTER takes 'mean' or 'median' or 'most_frequent'",
            place,
            hint=f"did you mean '{meant}'?" if meant else "",
        )
    return IMPUTERS[word]
