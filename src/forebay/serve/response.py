"""A response, and how problems look in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Problem

JSON: Final = b"application/json"
_LISTED: Final = 100  # problems of one request


@dataclass(frozen=True, slots=True)
class Response:
    """Status, body and its type; `headers` are further ones."""

    status: int
    body: bytes
    content_type: bytes = JSON
    headers: tuple[tuple[bytes, bytes], ...] = ()


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
