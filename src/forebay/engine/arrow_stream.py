"""A Python iterator of Arrow arrays as one ArrowArrayStream that an engine can read.

nanoarrow can read streams and can make a stream of arrays that are all there already; a stream
whose arrays are made one by one, so that memory stays bounded, needs the four callbacks of the
Arrow C stream interface (https://arrow.apache.org/docs/format/CStreamInterface.html), which are
written here with ctypes.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_GET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_LAST_ERROR = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
_RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)

# From the C data interface: the size of the two structs, where `release` stands in them.
_SCHEMA_BYTES, _SCHEMA_RELEASE = 72, 56
_ARRAY_BYTES, _ARRAY_RELEASE = 80, 64
_STREAM_RELEASE = 24
_EIO = 5

_api = ctypes.pythonapi
_api.PyCapsule_New.restype = ctypes.py_object
_api.PyCapsule_New.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_api.PyCapsule_GetPointer.restype = ctypes.c_void_p
_api.PyCapsule_GetPointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


class _StreamStruct(ctypes.Structure):
    _fields_: ClassVar = [
        ("get_schema", _GET),
        ("get_next", _GET),
        ("get_last_error", _LAST_ERROR),
        ("release", _RELEASE),
        ("private_data", ctypes.c_void_p),
    ]


class ArrowStream:
    """Arrays made one by one, read by an engine through ``__arrow_c_stream__``.

    An engine may ask for the stream several times to see its schema (DuckDB 1.5 asks 5 times);
    all those streams share one iterator, and the rows are read once.

    Parameters
    ----------
    schema
        A nanoarrow CSchema of a struct.
    arrays
        nanoarrow CArrays of that schema.

    Attributes
    ----------
    error
        What the iterator raised, None if nothing: the engine's own error hides it.

    """

    def __init__(self, schema: Any, arrays: Iterator[Any]) -> None:
        self._schema = schema
        self._arrays = arrays
        self._alive: list[object] = []  # the engine calls into these until it releases them
        self._message = ctypes.create_string_buffer(b"the rows could not be made")
        self.error: BaseException | None = None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return a capsule named ``arrow_array_stream``; `requested_schema` is not served."""
        del requested_schema
        callbacks = (
            _GET(self._get_schema),
            _GET(self._get_next),
            _LAST_ERROR(self._get_last_error),
            _RELEASE(self._release),
        )
        struct = _StreamStruct(*callbacks, None)
        self._alive.append((struct, callbacks))
        return _api.PyCapsule_New(ctypes.addressof(struct), b"arrow_array_stream", None)

    def _get_schema(self, stream: int, out: int) -> int:
        del stream
        _move(
            self._schema.__arrow_c_schema__(), b"arrow_schema", out, _SCHEMA_BYTES, _SCHEMA_RELEASE
        )
        return 0

    def _get_next(self, stream: int, out: int) -> int:
        del stream
        try:
            array = next(self._arrays, None)
            if array is None:
                ctypes.memset(out, 0, _ARRAY_BYTES)  # a released array means the end
                return 0
            _, capsule = array.__arrow_c_array__()
            _move(capsule, b"arrow_array", out, _ARRAY_BYTES, _ARRAY_RELEASE)
        except BaseException as error:  # noqa: BLE001 - nothing may pass through C frames
            self.error = error
            return _EIO
        return 0

    def _get_last_error(self, stream: int) -> int:
        del stream
        return ctypes.addressof(self._message)

    @staticmethod
    def _release(stream: int) -> None:
        ctypes.c_void_p.from_address(stream + _STREAM_RELEASE).value = None


def _move(capsule: object, name: bytes, out: int, size: int, release: int) -> None:
    """Move a C struct out of its capsule: the source is marked as released."""
    pointer = _api.PyCapsule_GetPointer(capsule, name)
    ctypes.memmove(out, pointer, size)
    ctypes.c_void_p.from_address(pointer + release).value = None
