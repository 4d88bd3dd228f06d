"""The known word that a misspelt one most likely meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word of `known` that is most like `word`; None if none is like it.

    Case does not count. Likeness is difflib's ratio, at least 0.6.

    Examples
    --------
    >>> nearest("distnace", ["carrier", "distance"])
    'distance'
    >>> nearest("x", ["carrier"]) is None
    True

    """
    by_key = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else None
