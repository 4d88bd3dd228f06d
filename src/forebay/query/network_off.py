"""Switch the network off for this process."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from typing import Final, Literal, NoReturn, TypeAlias

NetworkOff: TypeAlias = Literal["kernel", "python"]

_NEW_USER: Final = 0x10000000  # CLONE_NEWUSER and CLONE_NEWNET of Linux's sched.h
_NEW_NETWORK: Final = 0x40000000


def network_off() -> NetworkOff:
    """Switch the network off for this process and its children, for ever; return how.

    Returns
    -------
    NetworkOff
        ``kernel``: the process is in a network namespace of its own, without any interface, so
        that no library can get out. ``python``: the system does not allow that (another one than
        Linux, or a container), and only Python's own sockets are switched off: a library in C
        could still open one.

    """
    socket.socket = _NoSocket  # type: ignore[misc,assignment]
    socket.create_connection = _refuse
    socket.getaddrinfo = _refuse
    return "kernel" if _own_namespace() else "python"


class _NoSocket:
    """Stands where Python's sockets were."""

    def __init__(self, *_: object, **__: object) -> None:
        _refuse()


def _refuse(*_: object, **__: object) -> NoReturn:
    raise OSError("the network is switched off in this process")


def _own_namespace() -> bool:
    if sys.platform != "linux":
        return False
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (AttributeError, OSError):
        return False
    # A user namespace would take from root the right to read the files of others.
    flags = _NEW_NETWORK if os.geteuid() == 0 else _NEW_USER | _NEW_NETWORK
    return int(unshare(flags)) == 0
