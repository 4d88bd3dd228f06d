"""The connections of a server: how many there are, which are late, and how they end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from forebay.serve.connection import Connection

if TYPE_CHECKING:
    import socket

    from forebay.serve.app import App

_TICK_SECONDS: Final = 0.1  # between looks for what is late
_BACKLOG: Final = 2048


class HttpServer:
    """Accepts connections until it is told to stop."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._open: set[Connection] = set()
        self._stopped = asyncio.Event()

    def admit(self, connection: Connection) -> bool:
        """Whether one more may be open; then it is looked after."""
        if len(self._open) >= self._app.limits.connections:
            return False
        self._open.add(connection)
        return True

    def forget(self, connection: Connection) -> None:
        """Look after it no more."""
        self._open.discard(connection)

    def stop(self) -> None:
        """Make ``run`` return when what was begun is finished."""
        self._stopped.set()

    async def run(self, listening: socket.socket) -> None:
        """Answer on a socket that listens, until ``stop`` is called."""
        loop = asyncio.get_running_loop()
        accepting = await loop.create_server(
            lambda: Connection(self._app, self.admit, self.forget), sock=listening, backlog=_BACKLOG
        )
        while not self._stopped.is_set():
            try:
                async with asyncio.timeout(_TICK_SECONDS):
                    await self._stopped.wait()
            except TimeoutError:
                self._expire(loop.time())
        accepting.close()
        await self._drain(loop.time() + self._app.limits.drain_seconds)

    async def _drain(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        for connection in list(self._open):
            connection.stop()
        while self._open and loop.time() < until:
            await asyncio.sleep(_TICK_SECONDS / 10)
            self._expire(loop.time())
        for connection in list(self._open):
            connection.abort()

    def _expire(self, now: float) -> None:
        for connection in [one for one in self._open if one.deadline < now]:
            connection.expire()
