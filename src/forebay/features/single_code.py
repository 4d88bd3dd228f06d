"""An expression that is one code of a vocabulary: what a one-hot or label encoder became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.features.expression import Apply, Constant, Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.expression import Expression


@dataclass(frozen=True, slots=True)
class SingleCode:
    """A code from 0 (NULL and what is not known) to the number of names.

    Parameters
    ----------
    dropped
        The code that dummy encoding leaves out; None if none is.

    """

    code: Expression
    names: tuple[str, ...]
    dropped: int | None = None


def single_code(expression: Expression) -> SingleCode | None:
    """Return the code that an expression is, or is the one-hot array of; None if it is neither."""
    match expression:
        case Apply("one_hot", (code, Constant(int() as dropped))):
            found = single_code(code)
            known = dropped if dropped > 0 else None
            return SingleCode(code, found.names, known) if found is not None else None
        case Apply("integer_add", (Apply("integer", (Lookup(_, names, None),)), Constant(1))):
            return SingleCode(expression, names)
        case _:
            return None


def unknown_name(names: Sequence[str]) -> str:
    """Return a name for code 0 that is none of the others."""
    name = "_unknown"
    while name in names:
        name += "_"
    return name
