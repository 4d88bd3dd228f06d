"""Names, expressions and literals: what every other value of a statement is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from forebay.sql.reserved_words import RESERVED_WORDS

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.sql.token import Token

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class HparamRange:
    """``HPARAM_RANGE(low, high)``: a tuned option lies between the two, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HparamCandidates:
    """``HPARAM_CANDIDATES([a, b, ...])``: a tuned option is one of these, at least one."""

    values: tuple[OptionValue, ...]


OptionValue: TypeAlias = (
    "Scalar | tuple[OptionValue, ...] | dict[str, OptionValue] | HparamRange | HparamCandidates"
)


@dataclass(frozen=True, slots=True)
class ObjectName:
    """A table, model or column name as written: ``shop.orders``, ``"Odd name"``."""

    text: str  # without quotes, parts joined by dots
    span: Span

    @property
    def key(self) -> str:
        """The name as it is compared: names are case-insensitive."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Expression:
    """A scalar SQL expression, kept as the user wrote it."""

    span: Span
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The SQL text; a reserved word that stands alone is a column: ``PREDICT AT at``."""
        written = self.span.text
        alone = len(self.tokens) == 1 and self.tokens[0].kind == "word"
        return f'"{written}"' if alone and self.tokens[0].upper in RESERVED_WORDS else written


# What an ``ML.*`` call may hold beside its model and its tables.
Argument: TypeAlias = "OptionValue | Expression"
