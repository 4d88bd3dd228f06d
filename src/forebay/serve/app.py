"""The application: one gate in front of everything, then the table of routes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from forebay.errors import ForebayError, Problem
from forebay.serve.address import is_loopback_host
from forebay.serve.refused import RefusedError
from forebay.serve.request import Request, path_parts
from forebay.serve.response import Response, problem_response
from forebay.serve.routes import find_route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from forebay.serve.routes import Route
    from forebay.serve.serving import Serving
    from forebay.serve.token import Token

_UNKNOWN: Final = "unknown"
_SHORT: Final = 200  # characters of a path that is remembered
_is_this_machine: Final = lru_cache(maxsize=64)(is_loopback_host)


@dataclass(slots=True, eq=False)
class Asked:
    """A request whose head has come in.

    Parameters
    ----------
    refusal
        What it is answered with, whatever its body is; None if it is admitted.
    start
        When its head was there, in seconds of ``time.perf_counter``.
    route, given
        What answers it, and the texts of the path that the handler is given.

    """

    headers: Mapping[bytes, bytes]
    start: float
    route: Route | None = None
    given: tuple[str, ...] = ()
    refusal: Response | None = None


class App:
    """Answers requests, whatever protocol they came by.

    Nothing is reached around ``ask``: a request without the token, or on a server without one a
    request that names another host than this machine, is refused before its path is looked at and
    before its body is read.

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
        self.limits = serving.limits

    def ask(self, method: str, raw_path: bytes, headers: Mapping[bytes, bytes]) -> Asked:
        """Judge the head of a request; ``end`` must be called for what this returns."""
        asked = Asked(headers, time.perf_counter())
        self._serving.metrics.in_flight += 1
        try:
            self._admit(headers)
            find = _find if len(raw_path) <= _SHORT else _find.__wrapped__
            asked.route, asked.given, allowed = find(method, raw_path)
            if asked.route is None:
                asked.refusal = _no_route(method, allowed)
            else:
                self._check_head(asked.route, headers)
        except RefusedError as refused:
            asked.refusal = problem_response(refused.status, refused.problems)
        return asked

    def answer(self, asked: Asked, body: bytes) -> Response | Awaitable[Response]:
        """Return the response to a request that was admitted, or one to wait for."""
        route = asked.route
        if asked.refusal is not None or route is None:
            return asked.refusal or _no_route("", [])
        try:
            found = route.handler(self._serving, Request(asked.headers, body), *asked.given)
        except Exception as error:  # noqa: BLE001 - no traceback leaves the process
            return self._problem(error, route)
        return found if isinstance(found, Response) else self._later(found, route)

    def end(self, asked: Asked | None, status: int) -> None:
        """Count what a request was answered with; 499 if nobody was there any more."""
        metrics = self._serving.metrics
        if asked is None:  # bytes that were no request
            metrics.answered(_UNKNOWN, status, 0.0)
            return
        metrics.in_flight -= 1
        path = asked.route.path if asked.route is not None else _UNKNOWN
        metrics.answered(path, status, time.perf_counter() - asked.start)

    def bug(self, error: BaseException, where: str) -> Response:
        """Tell of a bug; return the response to a request that met it."""
        self._tell(f"a bug in Forebay: {type(error).__name__} in {where}: {error}")
        return problem_response(500, [_BUG])

    async def _later(self, found: Awaitable[Response], route: Route) -> Response:
        try:
            return await found
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - no traceback leaves the process
            return self._problem(error, route)

    def _problem(self, error: Exception, route: Route) -> Response:
        match error:
            case RefusedError():
                return problem_response(error.status, error.problems)
            case ForebayError():  # a value of the row, for which an expression has none
                return problem_response(422, error.problems)
            case _:
                return self.bug(error, route.path)

    def _admit(self, headers: Mapping[bytes, bytes]) -> None:
        if self._token is not None:
            if not self._token.admits(headers.get(b"authorization", b"")):
                raise RefusedError.of(
                    401, "token-missing", "the request bears no token that is known",
                    hint="send the header Authorization: Bearer <token>.",
                )  # fmt: skip
        elif not _is_this_machine(headers.get(b"host", b"")):
            # A page that a browser shows can make a name of its own lead to 127.0.0.1.
            raise RefusedError.of(
                403, "unknown-host", "the request names another host than this machine",
                hint="ask http://127.0.0.1 or http://localhost; other names need a token.",
            )  # fmt: skip

    def _check_head(self, route: Route, headers: Mapping[bytes, bytes]) -> None:
        limits = self._serving.limits
        if route.predicts and self._serving.metrics.in_flight > limits.requests:
            raise RefusedError.of(
                429,
                "too-many-requests",
                f"{limits.requests} requests are being answered",
                hint="ask again in a moment, or with more rows in fewer requests.",
            )
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise RefusedError.of(
                415, "wrong-media-type", "a body with a content encoding is not read",
                hint="send it as it is, without compression.",
            )  # fmt: skip


@lru_cache(maxsize=256)
def _find(method: str, raw_path: bytes) -> tuple[Route | None, tuple[str, ...], list[str]]:
    route, given, allowed = find_route(method, path_parts(raw_path))
    return route, tuple(given), allowed


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
