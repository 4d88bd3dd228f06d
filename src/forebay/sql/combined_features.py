"""Which features ``ML.POLYNOMIAL_EXPAND`` and ``ML.FEATURE_CROSS`` make of others."""

from __future__ import annotations

from itertools import combinations, combinations_with_replacement
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FEATURES: Final = 10
# The lowest and the highest degree of each.
DEGREES: Final = {"POLYNOMIAL_EXPAND": (1, 4), "FEATURE_CROSS": (2, 4)}


def combined_features(function: str, names: Sequence[str], degree: int) -> list[tuple[int, ...]]:
    """Return the positions of the features that each field of the result is made of.

    The order is BigQuery ML's: of products f1, f1_f1, f1_f2, f2, ...; of crosses all pairs first.

    Examples
    --------
    >>> combined_features("POLYNOMIAL_EXPAND", ["a", "b"], 2)
    [(0,), (0, 0), (0, 1), (1,), (1, 1)]
    >>> combined_features("FEATURE_CROSS", ["a", "b", "c"], 2)
    [(0, 1), (0, 2), (1, 2)]

    """
    places = range(len(names))
    if function == "FEATURE_CROSS":
        return [c for size in range(2, degree + 1) for c in combinations(places, size)]
    return sorted(
        product
        for size in range(1, degree + 1)
        for product in combinations_with_replacement(places, size)
    )
