"""What a person asks a server to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forebay.serve.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.serve.token import Token


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """The options of ``forebay serve``.

    Parameters
    ----------
    root
        The project folder.
    env
        The environment; None means ``default_env`` of the settings.
    names
        The models to answer with; none means all that are live, now and later.
    host, port
        The address; port 0 lets the system choose one.
    token
        What every request must bear; None only on a loopback address.
    log
        A folder for Parquet files of requests and answers; None keeps none.

    """

    root: Path
    env: str | None = None
    names: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8080
    token: Token | None = None
    log: Path | None = None
    limits: Limits = field(default_factory=Limits)
