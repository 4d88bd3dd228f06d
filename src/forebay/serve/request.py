"""One HTTP request, its body read within the limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import unquote

import orjson

from forebay.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from forebay.serve.limits import Limits

    Receive: TypeAlias = Callable[[], Awaitable[Mapping[str, Any]]]

JSON_TYPES: Final = (b"application/json", b"")


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent.

    Parameters
    ----------
    path
        The parts of the path, decoded one by one: a name may hold a slash.
    headers
        By name in lower case; of several of one name the last.

    """

    method: str
    path: tuple[str, ...]
    headers: Mapping[bytes, bytes]
    receive: Receive
    limits: Limits

    @property
    def content_type(self) -> bytes:
        """The type of the body without its parameters; empty if none is said."""
        return self.headers.get(b"content-type", b"").partition(b";")[0].strip().lower()

    async def body(self) -> bytes:
        """Return the body.

        Raises
        ------
        RefusedError
            413 ``body-too-large``, 503 ``timed-out``, 400 ``bad-request`` for a length that is no
            number or a client that went away, 415 ``wrong-media-type`` for a coded body.

        """
        if self.headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise RefusedError.of(
                415, "wrong-media-type", "a body with a content encoding is not read",
                hint="send it as it is, without compression.",
            )  # fmt: skip
        announced = self.headers.get(b"content-length", b"0")
        if not announced.isdigit():
            raise RefusedError.of(400, "bad-request", "Content-Length is no number")
        if int(announced[:20]) > self.limits.body_bytes:
            raise self._too_large()
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._read()
        except TimeoutError as error:
            raise RefusedError.of(
                503, "timed-out", f"the body did not arrive within {self.limits.seconds:g} seconds"
            ) from error

    async def _read(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await self.receive()
            if message["type"] != "http.request":
                raise RefusedError.of(400, "bad-request", "the client went away")
            part = message.get("body", b"")
            size += len(part)
            if size > self.limits.body_bytes:
                raise self._too_large()
            parts.append(part)
            if not message.get("more_body"):
                return parts[0] if len(parts) == 1 else b"".join(parts)

    def _too_large(self) -> RefusedError:
        return RefusedError.of(
            413,
            "body-too-large",
            f"the body is larger than {self.limits.body_bytes:,} bytes",
            hint="send fewer rows at a time, or score files with forebay predict.",
        )


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
