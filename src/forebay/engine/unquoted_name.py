"""The hint for a name that SQL takes for one of its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.sql.keywords import keywords
from forebay.sql.reserved_words import RESERVED_WORDS

if TYPE_CHECKING:
    from forebay.engine.asked import Asked
    from forebay.errors import Span

# Where the engine stops at or after one of these, a name is hardly what was meant.
_STRUCTURE: Final = keywords(
    "AND AS ASC BY CASE DESC DISTINCT ELSE EXCEPT FROM HAVING IN INTERSECT IS JOIN LIKE NOT ON"
    " OR QUALIFY SELECT THEN UNION USING WHEN WHERE WITH"
)
_NAMES: Final = RESERVED_WORDS - _STRUCTURE
_OPERAND_BEFORE: Final = re.compile(
    r"(?:[,(+\-*/%<>=|.]|\b(?:SELECT|BY|WHERE|AND|OR|ON|FROM|JOIN))\s*$", re.IGNORECASE
)
_LAST_WORD: Final = re.compile(r"\w+(?=\s*$)")
_WORD: Final = re.compile(r"\w+")


def unquoted_name(asked: Asked, stopped: Span) -> str:
    """Return the hint to quote a name, where the engine stopped at a word of SQL or just after it.

    Empty where no such word stands in the place of a name.

    Examples
    --------
    >>> from forebay.engine.asked import Asked
    >>> asked = Asked("SELECT at, b FROM t")
    >>> unquoted_name(asked, asked.part(9, 10))
    'if "AT" is a name here, write it in double quotes: "at".'

    """
    text = asked.whole.text
    offset = stopped.start - asked.whole.start
    here = _WORD.match(text, offset)
    before = _LAST_WORD.search(text, 0, offset)
    found = [(m.group(), m.start()) for m in (here, before) if m is not None]
    for word, start in found:
        if word.upper() in _NAMES and _OPERAND_BEFORE.search(text, 0, start):
            return f'if "{word.upper()}" is a name here, write it in double quotes: "{word}".'
    return ""
