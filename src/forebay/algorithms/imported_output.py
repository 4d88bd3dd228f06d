"""One column that a model from a file answers with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ImportedOutput:
    """Which of a model's numbers make a column.

    Parameters
    ----------
    name
        The name of the column.
    type
        The engine's type of the value, or of the elements of an array: DOUBLE, BIGINT, BOOLEAN.
    first
        The index of its first number among ``MatrixModel.score``.
    width
        How many numbers an array has; None for a single value.
    is_class
        The column holds the number of the class whose score is the highest of `width`.
    refused
        Why it cannot be a column; empty if it can.

    """

    name: str
    type: str
    first: int
    width: int | None = None
    is_class: bool = False
    refused: str = ""

    @property
    def column_type(self) -> str:
        """The engine's type of the column.

        Examples
        --------
        >>> ImportedOutput("p", "DOUBLE", 0, 3).column_type
        'DOUBLE[]'

        """
        return self.type if self.width is None or self.is_class else f"{self.type}[]"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportedOutput:
        """Return what ``to_json`` wrote."""
        return cls(**data)
