"""A request on its way to a response."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.serve.app import Asked
    from forebay.serve.response import Response


class Exchange:
    """A request and what is to be written for it.

    Parameters
    ----------
    asked
        Its head; None for bytes that are no request.
    closes
        Whether the connection ends with its response.
    is_head
        Whether only the head of the response is asked for.

    Attributes
    ----------
    refusal
        What it is answered with, whatever its body is.
    body
        What has come of its body.
    wire
        How many bytes came since its head, the framing of its parts included.

    """

    __slots__ = ("asked", "body", "closes", "is_head", "refusal", "wire")

    def __init__(self, asked: Asked | None, *, closes: bool, is_head: bool = False) -> None:
        self.asked = asked
        self.closes = closes
        self.is_head = is_head
        self.refusal: Response | None = asked.refusal if asked is not None else None
        self.body: bytes | bytearray = b""
        self.wire = 0

    def add(self, part: bytes) -> None:
        """Add a part of the body; most come as one."""
        if not self.body:
            self.body = part
        elif isinstance(self.body, bytearray):
            self.body += part
        else:
            self.body = bytearray(self.body) + part
