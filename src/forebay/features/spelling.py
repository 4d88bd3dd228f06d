"""Which texts are spellings of one word."""

from __future__ import annotations

import unicodedata


def spelling(text: str) -> str:
    r"""Return what spellings of one word have in common: no case, single blanks, one Unicode form.

    Examples
    --------
    >>> spelling("PARIS  nord "), spelling("cafe\u0301") == spelling("Café")
    ('paris nord', True)

    """
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())
