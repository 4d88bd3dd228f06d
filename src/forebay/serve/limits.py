"""What a server gives one request, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds beyond which a request is refused.

    Parameters
    ----------
    body_bytes
        Of a request's body; beyond it 413.
    rows
        Of one request; beyond it 413.
    seconds
        For reading a body, and for answering; beyond it 503.
    requests
        How many are answered at once; beyond it 429.
    connections
        How many are open at once; beyond it the server answers 503.
    drain_seconds
        How long requests may take to finish after SIGTERM.

    """

    body_bytes: int = 1 << 20
    rows: int = 10_000
    seconds: float = 30.0
    requests: int = 64
    connections: int = 1024
    drain_seconds: int = 30
