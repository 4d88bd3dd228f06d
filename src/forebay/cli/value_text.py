"""Values of the user's data as text that is safe to show: no value can move the cursor."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

LONGEST: Final = 60
_LAST_BYTE: Final = 0xFF
_TENTHS_BELOW: Final = 10
_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def value_text(value: object, *, longest: int | None = LONGEST) -> str:
    r"""Return a value as one line; invisible and control characters are escaped.

    Examples
    --------
    >>> value_text(None), value_text(True), value_text(0.5), value_text(["a", None])
    ('NULL', 'TRUE', '0.5', '[a, NULL]')
    >>> print(value_text("two\nlines"))
    two\nlines

    """
    text = _text(value)
    if longest is not None and len(text) > longest:
        return f"{text[: longest - 3]}..."
    return text


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "NULL", True: "TRUE", False: "FALSE"}[value]
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, (bytes, bytearray)):
        return f"\\x{value.hex()}"
    if isinstance(value, Mapping):
        items = (f"{escaped(str(key))}: {_text(item)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_text(item) for item in value)}]"
    # Numbers, dates, times, intervals and texts say themselves.
    return escaped(str(value))


def escaped(text: str) -> str:
    """Return the text with everything that does not print as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _ESCAPES.get(c, _code(c)) for c in text)


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number <= _LAST_BYTE else f"\\u{number:04x}"


def shown_width(text: str) -> int:
    """Return how many columns a terminal needs for a text.

    Examples
    --------
    >>> shown_width("abc"), shown_width("東京")
    (3, 4)

    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    marks = sum(unicodedata.combining(c) != 0 for c in text)
    return len(text) + wide - marks


def count_text(number: int) -> str:
    """Return a count as people read it: ``336,776``."""
    return f"{number:,}"


def plural(number: int, noun: str) -> str:
    """Return ``1 row``, ``2 rows``, ``336,776 rows``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def time_text(iso: str) -> str:
    """Return a time of the catalog to the second: ``2026-11-24 06:00:00``."""
    return iso[:19].replace("T", " ")


def percent_text(share: float) -> str:
    """Return a share as percent, with two digits where it is small.

    Examples
    --------
    >>> percent_text(0.3252), percent_text(0.0003), percent_text(1.0)
    ('32.5 %', '0.03 %', '100.0 %')

    """
    percent = 100 * share
    return f"{percent:.1f} %" if percent >= 1 or not percent else f"{percent:.2g} %"


def seconds_text(seconds: float) -> str:
    """Return a duration: ``0.3 s``, ``14 s``, ``3 min 20 s``."""
    if seconds < _TENTHS_BELOW:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
