"""A text of BigQuery SQL in which functions and literals are only marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.bigquery.token import BigQueryToken

# The private use area: one character says which literal a mark stands for.
LITERAL_MARK: Final = 0xE000
MOST_LITERALS: Final = 6400


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text.

    Parameters
    ----------
    functions
        The function's name in upper case, with ``SAFE.`` or ``ML.`` where written, by its offset.

    """

    text: str
    functions: Mapping[int, str]
    literals: tuple[BigQueryToken, ...]

    def literal(self, said: str) -> BigQueryToken | None:
        """Return the literal that a string of the masked text stands for; None if it is none."""
        number = ord(said[0]) - LITERAL_MARK if said else -1
        return self.literals[number] if 0 <= number < len(self.literals) else None
