"""One column that a TRANSFORM clause gives: what ML.TRANSFORM shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.features.expression import Expression


@dataclass(frozen=True, slots=True)
class TransformOutput:
    """A column of TRANSFORM under its name, with every constant inside.

    Parameters
    ----------
    type
        The engine's type.
    is_role
        It is the label, the split or the weight column, which prediction does not need.

    """

    name: str
    type: str
    expression: Expression
    is_role: bool = False
