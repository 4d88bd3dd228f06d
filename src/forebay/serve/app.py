"""The ASGI application: one gate in front of everything, then the table of routes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from forebay.errors import ForebayError, Problem
from forebay.serve.address import is_loopback_host
from forebay.serve.refused import RefusedError
from forebay.serve.request import Request, path_parts
from forebay.serve.response import problem_response
from forebay.serve.routes import find_route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from forebay.serve.request import Receive
    from forebay.serve.response import Response
    from forebay.serve.routes import Route
    from forebay.serve.serving import Serving
    from forebay.serve.token import Token

    Send: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]

# A response is data: no browser shall guess, keep, frame or run it.
_SAFE: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
_UNKNOWN: Final = "unknown"


class App:
    """What uvicorn calls for every request.

    Nothing is reached around ``_admit``: a request without the token, or on a server without one a
    request that names another host than this machine, is refused before its path is looked at.

    Parameters
    ----------
    token
        What a request must bear; None on a loopback address alone.
    tell
        Is told of bugs, in one line.

    """

    def __init__(self, serving: Serving, token: Token | None, tell: Callable[[str], None]) -> None:
        self._serving = serving
        self._token = token
        self._tell = tell

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        metrics = self._serving.metrics
        start = time.perf_counter()
        metrics.in_flight += 1
        try:
            path, response = await self._respond(scope, receive)
        finally:
            metrics.in_flight -= 1
        metrics.answered(path, response.status, time.perf_counter() - start)
        headers = [
            (b"content-type", response.content_type),
            (b"content-length", str(len(response.body)).encode()),
            *_SAFE,
            *response.headers,
        ]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})

    async def _respond(self, scope: Mapping[str, Any], receive: Receive) -> tuple[str, Response]:
        path = _UNKNOWN
        try:
            headers: Mapping[bytes, bytes] = dict(scope["headers"])
            self._admit(headers)
            parts = path_parts(scope["raw_path"])
            route, given, allowed = find_route(scope["method"], parts)
            if route is None:
                return path, _no_route(scope["method"], allowed)
            path = route.path
            limits = self._serving.limits
            request = Request(scope["method"], parts, headers, receive, limits)
            return path, await self._answer(route, request, given)
        except RefusedError as refused:
            return path, problem_response(refused.status, refused.problems)
        except ForebayError as error:  # a value of the row, for which an expression has none
            return path, problem_response(422, error.problems)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - no traceback leaves the process
            self._tell(f"a bug in Forebay: {type(error).__name__} in {path}: {error}")
            return path, problem_response(500, [_BUG])

    def _admit(self, headers: Mapping[bytes, bytes]) -> None:
        if self._token is not None:
            if not self._token.admits(headers.get(b"authorization", b"")):
                raise RefusedError.of(
                    401, "token-missing", "the request bears no token that is known",
                    hint="send the header Authorization: Bearer <token>.",
                )  # fmt: skip
        elif not is_loopback_host(headers.get(b"host", b"")):
            # A page that a browser shows can make a name of its own lead to 127.0.0.1.
            raise RefusedError.of(
                403, "unknown-host", "the request names another host than this machine",
                hint="ask http://127.0.0.1 or http://localhost; other names need a token.",
            )  # fmt: skip

    async def _answer(self, route: Route, request: Request, given: list[str]) -> Response:
        serving = self._serving
        if route.predicts and serving.metrics.in_flight > serving.limits.requests:
            raise RefusedError.of(
                429,
                "too-many-requests",
                f"{serving.limits.requests} requests are being answered",
                hint="ask again in a moment, or with more rows in fewer requests.",
            )
        return await route.handler(serving, request, *given)


def _no_route(method: str, allowed: list[str]) -> Response:
    if allowed:
        problem = Problem(
            "wrong-method",
            f"this path is not asked with {method[:20]}",
            hint=f"use {', '.join(allowed)}.",
        )
        return problem_response(405, [problem], ((b"allow", ", ".join(allowed).encode()),))
    problem = Problem(
        "unknown-route",
        "there is nothing at this path",
        hint="POST /models/<name>/predict answers; GET /v2 lists the models.",
    )
    return problem_response(404, [problem])


_BUG: Final = Problem(
    "bug", "this is a bug in Forebay, not in the request", hint="the log of the server says more."
)
