"""The smallest pieces of BigQuery SQL: the same kinds, other quotation marks and escapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from forebay.sql.token import Token

_PREFIX: Final = re.compile(r"[rRbB]{0,2}")
# docs: lexical structure, escape sequences.
_ESCAPE: Final = re.compile(
    r"\\(?:([0-3][0-7]{2})|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL
)
_SHORT: Final = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True)
class BigQueryToken(Token):
    """A token of BigQuery SQL at its offsets."""

    @property
    def is_bytes(self) -> bool:
        """Whether it is ``b'...'``."""
        return self.kind == "string" and "b" in self._prefix.lower()

    @property
    def value(self) -> str:
        r"""A name or string without its quotation marks, escapes undone.

        The characters of a bytes literal stand for its bytes.

        Examples
        --------
        >>> BigQueryToken("string", r"'it\'s'", 0, 7).value
        "it's"
        >>> BigQueryToken("string", r"r'\d'", 0, 5).value
        '\\d'
        >>> BigQueryToken("quoted", "`my-project.d.t`", 0, 16).value
        'my-project.d.t'

        """
        if self.kind not in {"quoted", "string"} or self.text[0] not in "`'\"rRbB":
            return self.text
        prefix = self._prefix
        body = self.text[len(prefix) :]
        mark = body[:3] if body[:3] in {"'''", '"""'} and len(body) >= len("''''''") else body[0]
        inside = body[len(mark) : -len(mark)]
        if "r" in prefix.lower():
            return inside
        return _ESCAPE.sub(_unescaped, inside)

    @property
    def _prefix(self) -> str:
        found = _PREFIX.match(self.text) if self.kind == "string" else None
        return found.group() if found else ""


def _unescaped(match: re.Match[str]) -> str:
    octal, byte, short, long, letter = match.groups()
    if octal:
        return chr(int(octal, 8))
    if byte or short or long:
        return chr(int(byte or short or long, 16))
    return _SHORT.get(letter, letter)
