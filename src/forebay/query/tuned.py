"""What a query must know of how a model was tuned; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.protocol import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.algorithms.option_rule import Kind

_TYPES: dict[Kind, str] = {
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "text": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Tuned:
    """Which options varied, and by which metric trials were compared.

    Parameters
    ----------
    hyperparameters
        The options, with the engine's types of their values.
    objective
        A metric, in lower case.

    """

    hyperparameters: tuple[Column, ...]
    objective: str


def tuned(kinds: Iterable[tuple[str, Kind]], objective: str) -> Tuned | None:
    """Return how a model is tuned, from the names and kinds of what varies; None if nothing does.

    Examples
    --------
    >>> tuned([("l2_reg", "number")], "r2_score").hyperparameters[0].type
    'DOUBLE'

    """
    columns = tuple(Column(name, _TYPES[kind]) for name, kind in kinds)
    return Tuned(columns, objective) if columns else None
