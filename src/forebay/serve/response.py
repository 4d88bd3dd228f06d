"""A response, and how problems look in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Problem

JSON: Final = b"application/json"
# A response is data: no browser shall guess, keep, frame or run it.
_SAFE: Final = (
    b"x-content-type-options: nosniff\r\ncache-control: no-store\r\n"
    b"content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"
)
_CLOSE: Final = b"connection: close\r\n"
_LISTED: Final = 100  # problems of one request


@dataclass(frozen=True, slots=True)
class Response:
    """Status, body and its type; `headers` are further ones."""

    status: int
    body: bytes
    content_type: bytes = JSON
    headers: tuple[tuple[bytes, bytes], ...] = ()

    def to_bytes(self, *, closes: bool, without_body: bool = False) -> bytes:
        r"""Return what goes over the wire, as HTTP/1.1.

        Parameters
        ----------
        closes
            Whether the connection ends with it.
        without_body
            Whether only the head is asked for.

        Examples
        --------
        >>> Response(200, b"{}").to_bytes(closes=True).partition(b"\r\n")[0]
        b'HTTP/1.1 200 OK'

        """
        more = b"".join(b"%b: %b\r\n" % header for header in self.headers)
        return b"%bcontent-type: %b\r\ncontent-length: %d\r\n%b%b%b\r\n%b" % (
            _status_line(self.status),
            self.content_type,
            len(self.body),
            _SAFE,
            more,
            _CLOSE if closes else b"",
            b"" if without_body else self.body,
        )


@cache
def _status_line(status: int) -> bytes:
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode()


def json_response(value: Any, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Response:
    """Return a value as JSON; what is not finite is null."""
    return Response(200, orjson.dumps(value), JSON, headers)


def problem_response(
    status: int, problems: Sequence[Problem], headers: tuple[tuple[bytes, bytes], ...] = ()
) -> Response:
    """Return problems as JSON.

    ``error`` is one text, as clients of the Open Inference Protocol read it; ``problems`` has each
    with name, message, detail and hint.
    """
    listed = [
        {"name": p.name, "message": p.message, "detail": p.detail, "hint": p.hint}
        for p in problems[:_LISTED]
    ]
    more = len(problems) - 1
    error = problems[0].message + (f" (and {more} more)" if more else "")
    return Response(status, orjson.dumps({"error": error, "problems": listed}), JSON, headers)
