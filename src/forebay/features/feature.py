"""A feature before it is fitted: a typed expression over the columns of a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.features.expression import Expression


@dataclass(frozen=True, slots=True)
class Feature:
    """What automatic preprocessing starts from.

    Parameters
    ----------
    type
        The engine's type of `expression`.
    raw_name
        The column of the query that it is made of; its own name if it is made of several.

    """

    name: str
    type: str
    expression: Expression
    raw_name: str
