"""RANDOM_SEARCH: combinations drawn apart from each other."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any, Final, assert_never

from forebay.algorithms.search_space import Choices, NumberRange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.search_space import Dimension

# So often a combination is drawn again that was there before; then the space counts as exhausted.
_DRAWS: Final = 1000


class RandomSearch:
    """Each option is drawn evenly: by its logarithm where its range is logarithmic.

    Examples
    --------
    >>> [trial] = RandomSearch([NumberRange("l2_reg", 0.001, 10, is_log=True)], seed=1).ask(1)
    >>> round(trial["l2_reg"], 6)
    0.003447

    """

    def __init__(self, space: Sequence[Dimension], *, seed: int) -> None:
        self._space = space
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._given: set[tuple[Any, ...]] = set()

    def ask(self, count: int) -> list[Mapping[str, Any]]:
        """Draw combinations."""
        found: list[Mapping[str, Any]] = []
        for _ in range(_DRAWS):
            if len(found) == count:
                break
            values = {d.name: self._draw(d) for d in self._space}
            if tuple(values.values()) not in self._given:
                self._given.add(tuple(values.values()))
                found.append(values)
        return found

    def tell(self, values: Mapping[str, Any], figure: float | None) -> None:
        """Do nothing: draws do not depend on what came of earlier ones."""

    def _draw(self, dimension: Dimension) -> Any:
        match dimension:
            case Choices():
                return self._random.choice(dimension.values)
            case NumberRange() if dimension.is_whole:
                return self._random.randint(int(dimension.low), int(dimension.high))
            case NumberRange() if dimension.is_log:
                low, high = math.log(dimension.low), math.log(dimension.high)
                return min(dimension.high, math.exp(self._random.uniform(low, high)))
            case NumberRange():
                return self._random.uniform(dimension.low, dimension.high)
            case _:
                assert_never(dimension)
