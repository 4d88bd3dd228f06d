"""One connection: bytes become requests, answered one after the other.

httptools (Node's llhttp, strict) reads the bytes. What a client may use up is bounded here: bytes
of a head and of a body, the time until they are there, the time until an answer is taken, requests
that wait. A client that broke a bound is told so; its further bytes are dropped for a moment, since
a socket that is closed with unread bytes takes the answer with it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import httptools

from forebay.serve.exchange import Exchange
from forebay.serve.refused import RefusedError
from forebay.serve.response import Response, problem_response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from forebay.serve.app import App

_HEAD_BYTES: Final = 65_536
_FRAMING: Final = 8  # bytes on the wire for one of a body, where it comes in small parts
_HEAD_SECONDS: Final = 10.0
_IDLE_SECONDS: Final = 30.0
_LINGER_SECONDS: Final = 2.0
_NEVER: Final = float("inf")
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection(asyncio.Protocol):
    """What the event loop and the parser call for one connection.

    Parameters
    ----------
    admit, forget
        Are told that it begins, and whether it may, and that it is gone.

    Attributes
    ----------
    deadline
        When ``expire`` is due, in seconds of the event loop.

    """

    def __init__(
        self, app: App, admit: Callable[[Connection], bool], forget: Callable[[Connection], None]
    ) -> None:
        self._app = app
        self._admit = admit
        self._forget = forget
        self._now = asyncio.get_running_loop().time
        self._limits = app.limits
        self._head_seconds = min(_HEAD_SECONDS, app.limits.seconds)
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._head_bytes = 0  # that came while it was open
        self._head_size = 0  # of what was read of it
        self._is_head_open = False  # a head has begun and is not there yet
        self._reading: Exchange | None = None  # its body is not there yet
        self._waiting: deque[Exchange] = deque()
        self._task: asyncio.Future[Response] | None = None
        self._is_full = False  # the client does not take what was written
        self._is_paused = False
        self._is_cut = False  # no further request is read
        self._is_over = False  # the last response is written
        self._stops = False
        self.deadline = _NEVER

    # What the event loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, or refuse one connection too many."""
        self._transport = cast("asyncio.Transport", transport)
        self.deadline = self._now() + _IDLE_SECONDS
        if not self._admit(self):
            many = _problem(503, "too-many-requests", "too many connections are open")
            self._transport.write(many.to_bytes(closes=True))
            self._is_cut = self._is_over = True
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget everything; what is being computed is counted when it ends."""
        del exc
        self._transport = None
        self._is_cut = self._is_over = True
        self.deadline = _NEVER
        if self._reading is not None:
            self._waiting.append(self._reading)
            self._reading = None
        for exchange in self._waiting:
            self._app.end(exchange.asked, 499)
        self._waiting.clear()
        self._forget(self)

    def data_received(self, data: bytes) -> None:
        """Read what came, and answer what is whole."""
        if self._is_cut:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._is_cut = True  # the request is answered as what it also is, and is the last
        except httptools.HttpParserCallbackError as error:
            self._refuse(self._app.bug(error.__context__ or error, "a head"))
        except httptools.HttpParserError:
            self._refuse(_problem(400, "bad-request", "the bytes are no HTTP request"))
        if self._is_head_open:
            self._head_bytes += len(data)
            if self._head_bytes > _HEAD_BYTES:
                self._refuse(_head_too_large())
        elif self._reading is not None:
            self._reading.wire += len(data)
            if self._reading.wire > _FRAMING * self._limits.body_bytes + _HEAD_BYTES:
                self._refuse(self._too_large())
        self._advance()

    def eof_received(self) -> bool:
        """Answer what is whole, then end."""
        self._stops = True
        if self._task is None and not self._waiting:
            return False
        self._is_cut = True
        return True

    def pause_writing(self) -> None:
        """Wait until the client takes what was written, for as long as for an answer."""
        self._is_full = True
        self.deadline = self._now() + self._limits.seconds

    def resume_writing(self) -> None:
        """Go on."""
        self._is_full = False
        if not self._is_over:
            self._set_deadline()
            self._advance()

    # What the parser calls.

    def on_message_begin(self) -> None:
        """Begin a head."""
        self._url = b""
        self._headers = {}
        self._head_bytes = self._head_size = 0
        self._is_head_open = True
        self._set_deadline()

    def on_url(self, url: bytes) -> None:
        """Keep a part of the target."""
        self._url += url
        self._head_size += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; those that come behind a body are dropped with their table."""
        self._headers[name.lower()] = value
        self._head_size += len(name) + len(value) + 4

    def on_headers_complete(self) -> None:
        """Judge the head: what is refused is so before its body is read."""
        self._is_head_open = False
        if self._is_cut:
            return
        if self._head_size > _HEAD_BYTES:
            self._refuse(_head_too_large())
            return
        parser, headers, self._headers = self._parser, self._headers, {}
        is_last = (
            not parser.should_keep_alive()
            or parser.should_upgrade()
            or parser.get_http_version() != "1.1"
        )
        method = parser.get_method().decode("latin-1")
        asked = self._app.ask(method, _path(self._url), headers)
        exchange = Exchange(asked, closes=is_last, is_head=method == "HEAD")
        self._reading = exchange
        length = headers.get(b"content-length", b"0")
        if length == b"0" and b"transfer-encoding" not in headers:
            return
        if exchange.refusal is None and int(length[:20]) > self._limits.body_bytes:
            exchange.refusal = self._too_large()
        if exchange.refusal is not None:
            self._cut()
            return
        self._set_deadline()
        if headers.get(b"expect", b"").lower() == b"100-continue":
            self._say_continue()

    def on_body(self, body: bytes) -> None:
        """Keep a part of the body."""
        exchange = self._reading
        if exchange is None:
            return
        exchange.add(body)
        if len(exchange.body) > self._limits.body_bytes:
            self._refuse(self._too_large())

    def on_message_complete(self) -> None:
        """Put the request behind those that wait."""
        exchange, self._reading = self._reading, None
        if exchange is not None:
            self._waiting.append(exchange)

    # What the server calls.

    def expire(self) -> None:
        """End what took too long."""
        if self._is_over or self._is_full or self._transport is None:
            self.abort()
            return
        seconds = self._limits.seconds
        if self._reading is not None:
            late = f"the body did not arrive within {seconds:g} seconds"
            self._refuse(_problem(503, "timed-out", late))
        elif self._is_head_open:
            late = f"the head did not arrive within {self._head_seconds:g} seconds"
            self._refuse(_problem(408, "timed-out", late))
        else:
            self._finish()
        self._advance()

    def stop(self) -> None:
        """Finish what was begun, then end."""
        self._stops = True
        is_idle = self._task is None and not self._waiting and self._reading is None
        if is_idle and not self._is_head_open:
            self._finish()

    def abort(self) -> None:
        """End at once."""
        if self._task is not None:
            self._task.cancel()
        self.deadline = _NEVER
        if self._transport is not None:
            self._transport.abort()

    # What these need.

    def _advance(self) -> None:
        """Answer what waits, in order, for as long as nothing must be waited for."""
        waiting = self._waiting
        while waiting and self._task is None and not self._is_full and not self._is_over:
            exchange = waiting.popleft()
            found = self._answer(exchange)
            if isinstance(found, Response):
                self._respond(exchange, found)
            else:
                self.deadline = _NEVER
                self._task = asyncio.ensure_future(found)
                self._task.add_done_callback(partial(self._done, exchange))
        if self._transport is not None and self._is_paused != bool(waiting):
            self._is_paused = bool(waiting)
            if waiting:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def _answer(self, exchange: Exchange) -> Response | Awaitable[Response]:
        if exchange.refusal is not None or exchange.asked is None:
            return exchange.refusal or _problem(400, "bad-request", "no request")
        return self._app.answer(exchange.asked, bytes(exchange.body))

    def _done(self, exchange: Exchange, task: asyncio.Future[Response]) -> None:
        self._task = None
        if task.cancelled():
            self._app.end(exchange.asked, 499)
            return
        self._respond(exchange, task.result())
        self._advance()

    def _respond(self, exchange: Exchange, response: Response) -> None:
        closes = exchange.closes or self._stops
        self._app.end(exchange.asked, response.status)
        if self._transport is None:
            return
        self._set_deadline()
        self._transport.write(response.to_bytes(closes=closes, without_body=exchange.is_head))
        if closes:
            self._finish()

    def _finish(self) -> None:
        """Close when what was written is taken."""
        self._is_over = True
        if self._transport is None:
            return
        if self._is_cut and self._transport.can_write_eof():
            self.deadline = self._now() + _LINGER_SECONDS
            self._transport.write_eof()
        else:
            self.deadline = self._now() + self._limits.seconds
            self._transport.close()

    def _refuse(self, response: Response) -> None:
        """Answer the request that is being read, or what is none, and read no more."""
        if self._is_cut:
            return
        if self._reading is None:
            self._reading = Exchange(None, closes=True)
        self._reading.refusal = response
        self._cut()

    def _cut(self) -> None:
        exchange, self._reading = self._reading, None
        self._is_cut = True
        self._is_head_open = False
        if exchange is not None:
            exchange.closes = True
            self._waiting.append(exchange)

    def _say_continue(self) -> None:
        if self._transport is not None and self._task is None and not self._waiting:
            self._transport.write(_CONTINUE)

    def _set_deadline(self) -> None:
        if self._task is not None or self._is_full:
            return
        if self._reading is not None:
            seconds = self._limits.seconds
        else:
            seconds = self._head_seconds if self._is_head_open else _IDLE_SECONDS
        self.deadline = self._now() + seconds

    def _too_large(self) -> Response:
        return _problem(
            413,
            "body-too-large",
            f"the body is larger than {self._limits.body_bytes:,} bytes",
            hint="send fewer rows at a time, or score files with forebay predict.",
        )


def _head_too_large() -> Response:
    return _problem(431, "bad-request", f"the head is larger than {_HEAD_BYTES:,} bytes")


def _path(target: bytes) -> bytes:
    """Return the path of a target, which proxies may be asked for as a whole address."""
    if target[:7].lower() not in {b"http://", b"https:/"}:
        return target
    try:
        return httptools.parse_url(target).path or b"/"
    except httptools.HttpParserInvalidURLError:
        return b"/"


def _problem(status: int, name: str, message: str, *, hint: str = "") -> Response:
    refused = RefusedError.of(status, name, message, hint=hint)
    return problem_response(status, refused.problems)
