"""One column that a TRANSFORM clause gives: what ML.TRANSFORM shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.features.expression import Expression


@dataclass(frozen=True, slots=True)
class TransformColumn:
    """A column of TRANSFORM under its name.

    Parameters
    ----------
    type
        The engine's type.
    is_role
        It is the label, the split or the weight column, which prediction does not need.

    """

    name: str
    type: str
    is_role: bool = False


@dataclass(frozen=True, slots=True)
class TransformOutput:
    """A column of TRANSFORM with its expression, which has every constant inside."""

    column: TransformColumn
    expression: Expression

    @property
    def name(self) -> str:
        """The name as the clause gives it."""
        return self.column.name

    @property
    def type(self) -> str:
        """The engine's type."""
        return self.column.type

    @property
    def is_role(self) -> bool:
        """See ``TransformColumn``."""
        return self.column.is_role
