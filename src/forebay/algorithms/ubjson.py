"""Read Universal Binary JSON, as far as XGBoost writes it: data only, nothing is executed."""

from __future__ import annotations

import struct
from typing import Any, Final

import numpy as np

from forebay.errors import ProjectError

# Type marker to what NumPy calls it; all big-endian (https://ubjson.org/type-reference).
_NUMBERS: Final = {
    b"i": ">i1",
    b"U": ">u1",
    b"I": ">i2",
    b"l": ">i4",
    b"L": ">i8",
    b"d": ">f4",
    b"D": ">f8",
}
_WORDS: Final = {b"Z": None, b"T": True, b"F": False}
_DEEPEST: Final = 64  # no model nests deeper; a file that does is none


def read_ubjson(data: bytes) -> Any:
    r"""Return the value that a UBJ file holds; typed arrays as NumPy arrays.

    Raises
    ------
    ProjectError
        ``model-file``: the bytes are no UBJSON, end too early, or go on behind the value.

    Examples
    --------
    >>> read_ubjson(b"{i\x01a[$U#U\x02\x07\x08}")["a"].tolist()
    [7, 8]

    """
    reader = _Reader(data)
    try:
        value = reader.value(reader.take(1), 0)
    except (struct.error, UnicodeDecodeError, ValueError, IndexError) as error:
        raise _damaged(f"it ends or goes astray at byte {reader.at:,}") from error
    if reader.at != len(data):
        raise _damaged(f"{len(data) - reader.at:,} bytes stand behind its end")
    return value


def _damaged(detail: str) -> ProjectError:
    return ProjectError.of(
        "model-file",
        "the file is no UBJSON",
        detail=f"{detail}.",
        hint="save the model once more with the library that trained it.",
    )


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, n: int) -> bytes:
        if n < 0 or self.at + n > len(self.data):
            raise ValueError(n)
        self.at += n
        return self.data[self.at - n : self.at]

    def value(self, marker: bytes, depth: int) -> Any:
        if depth > _DEEPEST:
            raise ValueError(depth)
        if marker in _WORDS:
            return _WORDS[marker]
        if marker in _NUMBERS:
            return self._numbers(marker, 1)[0].item()
        match marker:
            case b"S":
                return self._text()
            case b"C":
                return self.take(1).decode("ascii")
            case b"[":
                return self._array(depth)
            case b"{":
                return self._object(depth)
            case _:
                raise ValueError(marker)

    def _numbers(self, marker: bytes, n: int) -> Any:
        kind = np.dtype(_NUMBERS[marker])
        found = np.frombuffer(self.take(n * kind.itemsize), kind)
        return found.astype(kind.newbyteorder("="))

    def _length(self) -> int:
        found = self.value(self.take(1), 0)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise ValueError(found)
        return found

    def _text(self) -> str:
        return self.take(self._length()).decode()

    def _shape(self) -> tuple[bytes | None, int | None]:
        """Return the type and the number of what follows, as far as they are told."""
        kind = n = None
        if self.data[self.at : self.at + 1] == b"$":
            self.take(1)
            kind = self.take(1)
        if self.data[self.at : self.at + 1] == b"#":
            self.take(1)
            n = self._length()
        # Values without bytes could be promised without end.
        if kind is not None and (n is None or kind in _WORDS):
            raise ValueError(kind)
        return kind, n

    def _array(self, depth: int) -> Any:
        kind, n = self._shape()
        if kind is not None and kind in _NUMBERS and n is not None:
            return self._numbers(kind, n)
        found: list[Any] = []
        while n is None or len(found) < n:
            marker = self.take(1) if kind is None else kind
            if n is None and marker == b"]":
                break
            found.append(self.value(marker, depth + 1))
        return found

    def _object(self, depth: int) -> dict[str, Any]:
        kind, n = self._shape()
        found: dict[str, Any] = {}
        while n is None or len(found) < n:
            if n is None and self.data[self.at : self.at + 1] == b"}":
                self.take(1)
                break
            name = self._text()
            if name in found:
                raise ValueError(name)
            found[name] = self.value(self.take(1) if kind is None else kind, depth + 1)
        return found
