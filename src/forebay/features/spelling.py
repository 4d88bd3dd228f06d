"""Which texts are spellings of one word."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def spelling(text: str) -> str:
    r"""Return what spellings of one word have in common: no case, single blanks, one Unicode form.

    Examples
    --------
    >>> spelling("PARIS  nord "), spelling("cafe\u0301") == spelling("Café")
    ('paris nord', True)

    """
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def alike(names: Sequence[str]) -> list[str]:
    """Return the first names that differ in blanks, case or Unicode form only.

    Examples
    --------
    >>> alike(["b", "Paris", "c", "PARIS "])
    ['Paris', 'PARIS ']

    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(spelling(name), []).append(name)
    return next((found for found in by_key.values() if len(found) > 1), [])
