"""Sets of words, written as a text."""

from __future__ import annotations


def keywords(text: str) -> frozenset[str]:
    """Return the words of a text, as a set to look up in.

    Examples
    --------
    >>> sorted(keywords("AND OR NOT"))
    ['AND', 'NOT', 'OR']

    """
    return frozenset(text.split())
