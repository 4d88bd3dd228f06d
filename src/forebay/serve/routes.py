"""The table of routes: all there is, and nothing else is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.serve.handlers import health, metadata
from forebay.serve.handlers.infer import infer
from forebay.serve.handlers.open_api import open_api
from forebay.serve.handlers.predict import predict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from forebay.serve.response import Response

    # A response, or, where something must be waited for, one to come.
    Handler = Callable[..., Response | Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """A method, a path, and what answers.

    Parameters
    ----------
    path
        Parts in braces stand for any text, which the handler is given by position.
    predicts
        Whether it counts against the number of requests that are answered at once.

    """

    method: str
    path: str
    handler: Handler
    predicts: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the path."""
        return tuple(self.path.strip("/").split("/"))


_MODEL: Final = "/v2/models/{name}"
_VERSION: Final = f"{_MODEL}/versions/{{version}}"

ROUTES: Final = (
    Route("POST", "/models/{name}/predict", predict, predicts=True),
    Route("POST", f"{_MODEL}/infer", infer, predicts=True),
    Route("POST", f"{_VERSION}/infer", infer, predicts=True),
    Route("GET", "/v2", metadata.server),
    Route("GET", "/v2/health/live", health.live),
    Route("GET", "/v2/health/ready", health.ready, predicts=True),
    Route("GET", _MODEL, metadata.model),
    Route("GET", _VERSION, metadata.model),
    Route("GET", f"{_MODEL}/ready", health.model_ready, predicts=True),
    Route("GET", f"{_VERSION}/ready", health.model_ready, predicts=True),
    Route("GET", "/metrics", metadata.metrics),
    Route("GET", "/openapi.json", open_api),
)


def _table() -> dict[int, list[tuple[tuple[str, ...], Route]]]:
    found: dict[int, list[tuple[tuple[str, ...], Route]]] = {}
    for route in ROUTES:
        found.setdefault(len(route.parts), []).append((route.parts, route))
    return found


_BY_LENGTH: Final = _table()


def find_route(method: str, path: tuple[str, ...]) -> tuple[Route | None, list[Any], list[str]]:
    """Return the route, the texts of its braces, and the methods that the path allows.

    Examples
    --------
    >>> route, given, _ = find_route("GET", ("v2", "models", "late"))
    >>> route.path, given
    ('/v2/models/{name}', ['late'])
    >>> find_route("DELETE", ("v2",))
    (None, [], ['GET'])

    """
    allowed: list[str] = []
    for parts, route in _BY_LENGTH.get(len(path), ()):
        if all(one == other or one[0] == "{" for one, other in zip(parts, path, strict=True)):
            if route.method == method:
                given = [p for one, p in zip(parts, path, strict=True) if one[0] == "{"]
                return route, given, []
            allowed.append(route.method)
    return None, [], allowed
