"""Run a server until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog.public_keys import read_public_keys
from forebay.errors import ProjectError
from forebay.serve.address import check_address, is_loopback, listen
from forebay.serve.serve_settings import read_serve_settings

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from forebay.serve.app import App
    from forebay.serve.registry import Registry
    from forebay.serve.serve_request import ServeRequest
    from forebay.serve.serving import Serving

_LOOK_SECONDS: Final = 0.2  # between looks for what became live
_LIBRARIES: Final = ("httptools", "orjson")
_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class Served:
    """What a server did: responses with any status, and states that it picked up."""

    requests: int
    switches: int
    seconds: float


def serve(asked: ServeRequest, tell: Callable[[str], None]) -> Served:
    """Answer over HTTP until SIGTERM or SIGINT, then finish what was begun.

    Parameters
    ----------
    tell
        Is told in one line what a person should know: the address, switches, what cannot be loaded.

    Raises
    ------
    ProjectError
        ``token-needed``, ``no-project``, ``bad-setting``, ``bad-key``, ``unknown-model``,
        ``library-missing``.
    EngineError
        ``address-taken``, or a model cannot be loaded.

    """
    check_address(asked.host, asked.token)
    _require_libraries()
    settings = read_serve_settings(asked.root)
    env = asked.env or settings.default_env
    keys = read_public_keys(settings.public_keys) if settings.require_signature else None
    from forebay.serve.engine_rows import EngineRows
    from forebay.serve.registry import Registry
    from forebay.serve.request_log import RequestLog

    engine = EngineRows(asked.root)
    log = None
    try:
        registry = Registry(asked.root, env, asked.names, engine, keys, settings.signed_since)
        registry.load()
        log = RequestLog(asked.log, tell) if asked.log is not None else None
        with contextlib.closing(listen(asked.host, asked.port)) as listening:
            return _run(asked, registry, log, listening, tell)
    finally:
        if log is not None:
            log.close()
        engine.close()


def _run(
    asked: ServeRequest,
    registry: Registry,
    log: Any,
    listening: socket.socket,
    tell: Callable[[str], None],
) -> Served:
    from forebay.serve.app import App
    from forebay.serve.metrics import Metrics
    from forebay.serve.micro_batches import MicroBatches
    from forebay.serve.serving import Serving

    start = time.monotonic()
    metrics = Metrics()
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="serve") as pool:
        batches = MicroBatches(registry.engine, pool, asked.limits.rows)
        local = is_loopback(asked.host)
        serving = Serving(registry, batches, pool, asked.limits, metrics, log, is_local=local)
        app = App(serving, asked.token, tell)
        host, port = listening.getsockname()[:2]
        for model in registry.models.values():
            how = "row by row" if model.row is not None else "by the engine"
            tell(f"{model.name}@{model.number}, computed {how}")
        tell(f"listening on http://{f'[{host}]' if ':' in host else host}:{port}")
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_until_told(app, listening, serving, tell))
    return Served(metrics.requests, metrics.switches, time.monotonic() - start)


async def _until_told(
    app: App, listening: socket.socket, serving: Serving, tell: Callable[[str], None]
) -> None:
    from forebay.serve.http_server import HttpServer

    looking = asyncio.create_task(_look(serving, tell))
    loop = asyncio.get_running_loop()
    server = HttpServer(app)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    try:
        await server.run(listening)
    finally:
        looking.cancel()


async def _look(serving: Serving, tell: Callable[[str], None]) -> None:
    """Pick up what becomes live, for as long as the server runs."""
    registry = serving.registry
    told: tuple[str, ...] = ()
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        before = dict(registry.models)
        # A thread of its own: no request waits behind a model that is being loaded.
        if not await asyncio.to_thread(registry.refresh):
            continue
        for key, model in registry.models.items():
            if before.get(key) is not model:
                serving.metrics.switches += 1
                asked = registry.shadowed.get(key)
                words = f", {asked.words}" if asked is not None and asked.rows else ""
                tell(f"{model.name}@{model.number} answers from now on{words}")
        for key in before.keys() - registry.models.keys():
            tell(f"{before[key].name} is live no more")
        serving.metrics.is_current = not registry.problems
        now = tuple(problem.message for problem in registry.problems)
        for message in now:
            if message not in told:
                tell(f"not picked up: {message}")
        told = now


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if find_spec("uvloop") is None:
        return None
    import uvloop

    return uvloop.new_event_loop


def _require_libraries() -> None:
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise ProjectError.of(
            "library-missing",
            f'serving needs the library "{missing[0]}", which is not installed',
            hint="pip install 'forebay[serve]'.",
        )
