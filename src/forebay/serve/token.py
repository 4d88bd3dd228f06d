"""The secret that requests bear: kept as its hash, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError, system_error

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE: Final = "FOREBAY_TOKEN"
_LEAST: Final = 16  # characters
_BEARER: Final = b"bearer "


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """The SHA-256 of a token; the token itself is kept nowhere.

    Examples
    --------
    >>> token = Token.of("a long enough secret")
    >>> token.admits(b"Bearer a long enough secret"), token.admits(b"Bearer no"), token.admits(b"")
    (True, False, False)

    """

    _digest: bytes

    @classmethod
    def of(cls, text: str) -> Token:
        """Return a token; ProjectError ``bad-token`` if it is short or cannot stand in a header."""
        if len(text) < _LEAST or not text.isascii() or not text.isprintable():
            raise ProjectError.of(
                "bad-token",
                f"a token has at least {_LEAST} characters of ASCII, on one line",
                hint="openssl rand -hex 32 makes one.",
            )
        return cls(hashlib.sha256(text.encode("ascii")).digest())

    def admits(self, header: bytes) -> bool:
        """Whether the value of an Authorization header bears the token."""
        given = header[len(_BEARER) :] if header[: len(_BEARER)].lower() == _BEARER else b""
        return hmac.compare_digest(hashlib.sha256(given.strip()).digest(), self._digest)


def find_token(file: Path | None) -> Token | None:
    """Return the token in a file, else in the environment variable FOREBAY_TOKEN, else None.

    Raises
    ------
    ProjectError
        ``bad-token`` if there is one that cannot be used.

    """
    if file is None:
        text = os.environ.get(VARIABLE)
        return Token.of(text.strip()) if text is not None else None
    try:
        return Token.of(file.read_text(encoding="utf-8").strip())
    except UnicodeDecodeError as error:
        raise ProjectError.of(
            "bad-token",
            f'"{file}" holds no token',
            hint="a token is a line of text: forebay serve --help says how to make one.",
        ) from error
    except OSError as error:
        raise system_error(error) from error
