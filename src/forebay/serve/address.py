"""Where a server listens: on this machine alone, unless requests must bear a token."""

from __future__ import annotations

import errno
import ipaddress
import socket
from typing import TYPE_CHECKING

from forebay.errors import EngineError, ProjectError

if TYPE_CHECKING:
    from forebay.serve.token import Token


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("h.org")
    (True, True, False, False)

    """
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_loopback_host(header: bytes) -> bool:
    """Whether a Host header names this machine.

    Examples
    --------
    >>> is_loopback_host(b"localhost:8080"), is_loopback_host(b"evil.org")
    (True, False)

    """
    text = header.decode("latin-1")
    if text.startswith("["):
        return is_loopback(text[1:].partition("]")[0])
    return is_loopback(text.partition(":")[0])


def check_address(host: str, token: Token | None) -> None:
    """Raise ProjectError ``token-needed`` for an address that others can reach, without a token."""
    if token is None and not is_loopback(host):
        raise ProjectError.of(
            "token-needed",
            f'the address "{host}" can be reached from elsewhere, and there is no token',
            detail="without one everybody there could ask the models.",
            hint="write a secret into a file and give it with --token-file, or set FOREBAY_TOKEN.",
        )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; EngineError ``address-taken`` if it cannot."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _refused(host, port, str(error.strerror)) from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(2048)
    except OSError as error:
        made.close()
        why = "something else listens there" if error.errno == errno.EADDRINUSE else error.strerror
        raise _refused(host, port, str(why)) from error
    return made


def _refused(host: str, port: int, why: str) -> EngineError:
    return EngineError.of(
        "address-taken",
        f'the address "{host}" port {port} cannot be listened on',
        detail=f"{why.rstrip('.')}.",
        hint="choose another with --host or --port; --port 0 takes a free one.",
    )
