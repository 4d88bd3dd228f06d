"""GRID_SEARCH: every combination of candidates."""

from __future__ import annotations

import random
from itertools import islice
from math import prod
from typing import TYPE_CHECKING, Any

from forebay.algorithms.search_space import Choices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.search_space import Dimension


class GridSearch:
    """Every combination, the last option varying fastest.

    Where there are more than `limit`, as many are drawn by the seed, so that the first values of
    an option have no advantage.

    Examples
    --------
    >>> grid = GridSearch([Choices("l2_reg", (0.0, 1.0)), Choices("depth", (2, 3))], 9, seed=1)
    >>> [tuple(values.values()) for values in grid.ask(5)]
    [(0.0, 2), (0.0, 3), (1.0, 2), (1.0, 3)]

    """

    def __init__(self, space: Sequence[Dimension], limit: int, *, seed: int) -> None:
        names = [dimension.name for dimension in space]
        values = [_values(dimension) for dimension in space]
        count = prod(map(len, values))
        picked = range(count) if count <= limit else sorted(_drawn(seed, count, limit))
        self._left = iter([_combination(number, names, values) for number in picked])

    def ask(self, count: int) -> list[Mapping[str, Any]]:
        """Return the next combinations."""
        return list(islice(self._left, count))

    def tell(self, values: Mapping[str, Any], figure: float | None) -> None:
        """Do nothing: the grid does not learn."""


def _drawn(seed: int, count: int, limit: int) -> list[int]:
    return random.Random(seed).sample(range(count), limit)  # noqa: S311 - no secret


def _combination(
    number: int, names: Sequence[str], values: Sequence[Sequence[Any]]
) -> Mapping[str, Any]:
    chosen: dict[str, Any] = {}
    for name, options in reversed(list(zip(names, values, strict=True))):
        number, place = divmod(number, len(options))
        chosen[name] = options[place]
    return {name: chosen[name] for name in names}


def _values(dimension: Dimension) -> Sequence[Any]:
    if isinstance(dimension, Choices):
        return dimension.values
    return range(int(dimension.low), int(dimension.high) + 1)  # GRID_SEARCH takes no other range
