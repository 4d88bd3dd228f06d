"""SQL that tells which texts are worth looking up among many categories."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of a text that is none of an ENUM's the engine makes a message with all that are, 30 ns for each
# of them: 3 us for 100, 300 us for 10,000. A list is searched in 0.6 ns for each, so that it costs
# little where they are few; a bit for the hash of a text takes 0.6 us, however many they are.
_FEW: Final = 128
_MANY: Final = 2_000
_BITS_EACH: Final = 128  # one unknown text in so many passes, and is looked up in vain


def known_category(value: str, categories: Sequence[str]) -> str:
    """Return a condition on a text that is true of every category, and of few other texts.

    Parameters
    ----------
    value
        SQL of the text; where it is NULL the condition is NULL or false.

    Returns
    -------
    str
        Empty where the categories are few: then nothing is gained.

    Examples
    --------
    >>> known_category("c", ["a", "b"])
    ''
    >>> known_category("c", [str(i) for i in range(200)])[:17]
    "c IN ('0', '1', '"
    >>> known_category("c", [str(i) for i in range(5000)])[:30]
    "get_bit(CAST(from_base64('AAAA"

    """
    if len(categories) <= _FEW:
        return ""
    if len(categories) <= _MANY:
        return f"{value} IN ({', '.join(map(literal, categories))})"
    n_bits = _BITS_EACH * len(categories)
    found = bytearray(n_bits // 8)
    for category in categories:
        # As the engine's md5_number_lower.
        digest = hashlib.md5(category.encode(), usedforsecurity=False).digest()
        place = int.from_bytes(digest[8:], "little") % n_bits
        found[place // 8] |= 0x80 >> place % 8
    bits = f"CAST(from_base64('{base64.b64encode(found).decode()}') AS BIT)"
    return f"get_bit({bits}, CAST(md5_number_lower({value}) % {n_bits} AS INTEGER)) = 1"
