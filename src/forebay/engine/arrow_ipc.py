"""Arrow's stream format (IPC): what a client sends, and what it is answered with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import nanoarrow as na  # type: ignore[import-untyped]
from nanoarrow import ipc

from forebay.engine.repeatable_stream import RepeatableStream
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace


def read_arrow(data: bytes) -> Any:
    """Return the batches of a stream as one object with an Arrow C stream.

    Every length and offset is checked against the bytes that are there.

    Raises
    ------
    ProjectError
        ``bad-arrow`` if the bytes are no such stream.

    """
    try:
        with ipc.InputStream.from_readable(io.BytesIO(data)) as given:
            array = na.ArrayStream(given).read_all()
    except Exception as error:
        raise ProjectError.of(
            "bad-arrow",
            "the bytes are no Arrow stream",
            detail=f"{str(error).splitlines()[0][:200]}.",
            hint="write them as an Arrow IPC stream, not as a file and without compression.",
        ) from error
    return RepeatableStream(array)


def write_arrow(workspace: Workspace, query: str) -> bytes:
    """Return the rows of a query as the bytes of a stream."""
    target = io.BytesIO()
    stream = na.ArrayStream(_Rows(workspace.arrow_stream(query)))
    with ipc.StreamWriter.from_writable(target) as writer:
        writer.write_stream(stream)
    return target.getvalue()


class _Rows:
    def __init__(self, capsule: object) -> None:
        self._capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        del requested_schema
        return self._capsule
