"""One HTTP request whose body has arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import orjson

from forebay.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON_TYPES: Final = (b"application/json", b"")


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent.

    Parameters
    ----------
    headers
        By name in lower case; of several of one name the last.

    """

    headers: Mapping[bytes, bytes]
    body: bytes

    @property
    def content_type(self) -> bytes:
        """The type of the body without its parameters; empty if none is said."""
        return self.headers.get(b"content-type", b"").partition(b";")[0].strip().lower()


def path_parts(raw_path: bytes) -> tuple[str, ...]:
    """Return the parts of a path.

    Examples
    --------
    >>> path_parts(b"/models/a%2Fb/predict?x=1")
    ('models', 'a/b', 'predict')

    """
    text = raw_path.partition(b"?")[0].decode("ascii", "replace")
    return tuple(unquote(part) for part in text.strip("/").split("/"))


def read_json(body: bytes) -> Any:
    """Return a body as JSON values.

    Raises
    ------
    RefusedError
        400 ``bad-request``: it is no JSON; NaN, Infinity and endless nesting are none.

    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RefusedError.of(
            400,
            "bad-request",
            "the body is no JSON" if body else "the body is empty",
            detail=f"{error.msg}: line {error.lineno}, column {error.colno}.",
            hint="NaN and Infinity are no JSON: write null." if b"N" in body else "",
        ) from error
