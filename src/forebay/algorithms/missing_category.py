"""Trees of XGBoost over codes of which -1 is missing, instead of a code of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest

_WORD_BITS: Final = 32


def missing_category(
    forest: Forest, null_codes: Mapping[int, int], n_categories: Sequence[int]
) -> Forest:
    """Return a forest in which -1 goes where `forest` sends the code of a missing category.

    What is in no set goes right. Where the code of a missing category is in the set, the set
    becomes that of all other categories, and both sides change places.

    Parameters
    ----------
    null_codes
        By feature, the code that stands for a missing category.
    n_categories
        How many categories each feature has; 0 for numbers.

    """
    words = [forest.set_words[a:b] for a, b in _pairs(forest.set_start)]
    left, right = forest.left.copy(), forest.right.copy()
    for node in np.flatnonzero(forest.is_set).tolist():
        feature = int(forest.feature[node])
        codes = _codes(words[node])
        is_swapped = null_codes[feature] in codes
        every = set(range(n_categories[feature]))
        words[node] = _words(every - codes if is_swapped else codes & every)
        if is_swapped:
            left[node], right[node] = forest.right[node], forest.left[node]
    starts = np.concatenate([[0], np.cumsum([len(part) for part in words])])
    return replace(
        forest,
        left=left,
        right=right,
        set_start=starts.astype(np.int64),
        set_words=np.concatenate([*words, np.empty(0, np.uint32)]).astype(np.uint32),
    )


def _pairs(starts: NDArray[np.int64]) -> zip[tuple[int, int]]:
    return zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)


def _codes(words: NDArray[np.uint32]) -> set[int]:
    bits = np.unpackbits(words.astype("<u4").view(np.uint8), bitorder="little")
    return set(np.flatnonzero(bits).tolist())


def _words(codes: set[int]) -> NDArray[np.uint32]:
    """Return a set as words of 32 bits, at least one."""
    bits = np.zeros(_WORD_BITS * (max(codes, default=0) // _WORD_BITS + 1), np.uint8)
    bits[list(codes)] = 1
    return np.packbits(bits, bitorder="little").view("<u4").astype(np.uint32)
