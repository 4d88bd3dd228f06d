"""The values of CSV files without quotes as Arrow arrays, by compiled code."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import nanoarrow as na  # type: ignore[import-untyped]
import numpy as np

from forebay.engine.column_library import column_library
from forebay.engine.csv_look import FORMS, can_look_for
from forebay.engine.line_chunks import line_chunks
from forebay.engine.line_fields import LineFields
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from forebay.engine.csv_scan import Counts
    from forebay.engine.source_options import SourceOptions

_TEXT: Final = 6  # as in native/lines.c
_CHUNK: Final = 2 << 20
_TEXTS: Final = 16 << 20  # room for texts of a chunk: each column of texts may have all its bytes
_MOST_COLUMNS: Final = 200  # with more, arrays are many and short
_THREADS: Final = 2
_AHEAD: Final = 3  # chunks whose arrays wait for the engine
_DTYPES: Final[dict[str, type[np.generic]]] = {
    "BOOLEAN": np.uint8,
    "BIGINT": np.int64,
    "DOUBLE": np.float64,
    "DATE": np.int32,
    "TIMESTAMP": np.int64,
}
_ARROW: Final = {
    "BIGINT": na.int64(),
    "DOUBLE": na.float64(),
    "DATE": na.date32(),
    "TIMESTAMP": na.timestamp("us"),
}


@dataclass(frozen=True, slots=True)
class LinesFile:
    """A file whose records are lines.

    Parameters
    ----------
    width
        How many fields a line has, more than one.
    places
        The field of each column.

    """

    path: Path
    counts: Counts
    width: int
    places: tuple[int, ...]


class CsvBatches:
    """An iterable over the rows of some files, once: ``Workspace.write_batches``.

    It takes no value that inference would not take, and gives that which the engine's cast gives.
    A column is called t0, t1, ... by its position.

    Parameters
    ----------
    kinds
        The types of the columns; those that compiled code does not know come as texts.

    """

    def __init__(
        self, files: Sequence[LinesFile], kinds: Sequence[str], options: SourceOptions
    ) -> None:
        self._files = files
        self._kinds = [kind if can_look_for(kind, options) else "VARCHAR" for kind in kinds]
        self._options = options
        self._chunk = min(_CHUNK, _TEXTS // max(1, self._kinds.count("VARCHAR")))
        self._n_bytes = sum(file.path.stat().st_size for file in files)
        self._n_read = 0
        library = column_library()
        self._read = [self._fields(file) for file in files] if library is not None else []
        self._library = library

    @property
    def can_read(self) -> bool:
        """Whether there is a library, and each file is one that it knows to read."""
        is_narrow = all(file.width <= _MOST_COLUMNS for file in self._files)
        return is_narrow and bool(self._read) and None not in self._read

    @property
    def typed(self) -> frozenset[int]:
        """The positions of columns that come with their values."""
        return frozenset(i for i, kind in enumerate(self._kinds) if kind != "VARCHAR")

    def share(self) -> float:
        """Return the share of the bytes that was read, in [0, 1]."""
        return self._n_read / max(1, self._n_bytes)

    def __iter__(self) -> Iterator[tuple[list[tuple[str, object]], None]]:
        """Yield the arrays of some rows; EngineError where a line is not as it should be."""
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="csv") as pool:
            waiting: deque[Future[list[tuple[str, object]]]] = deque()
            for number, lines in self._chunks():
                waiting.append(pool.submit(self._arrays, number, lines))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result(), None
            while waiting:
                yield waiting.popleft().result(), None

    def _chunks(self) -> Iterator[tuple[int, bytes]]:
        for number, file in enumerate(self._files):
            for lines in line_chunks(file.path, self._options.skip_leading_rows, self._chunk):
                if lines is None:
                    raise _misfit()
                self._n_read += len(lines)
                yield number, lines

    def _fields(self, file: LinesFile) -> LineFields | None:
        forms = {
            place: FORMS.get(kind, _TEXT)
            for place, kind in zip(file.places, self._kinds, strict=True)
        }
        return LineFields.of(file.counts, file.width, forms, self._options)

    def _arrays(self, number: int, lines: bytes) -> list[tuple[str, object]]:
        file, fields, library = self._files[number], self._read[number], self._library
        if fields is None or library is None:
            raise _misfit()
        most = len(lines) // file.width + 1  # each has a byte after each field
        columns = [_Column(kind, most, len(lines)) for kind in self._kinds]
        places = np.zeros((file.width, 4), np.int64)
        for place, column in zip(file.places, columns, strict=True):
            places[place, :3] = column.addresses
        rows = library.read_lines(lines, fields, places)
        if rows < 0:
            raise _misfit()
        n_null = places[:, 3]
        return [
            (f"t{i}", column.array(rows, int(n_null[place])))
            for i, (place, column) in enumerate(zip(file.places, columns, strict=True))
        ]


class _Column:
    """Room for the values of some lines."""

    def __init__(self, kind: str, most_rows: int, n_bytes: int) -> None:
        self._kind = kind
        self._valid = np.zeros(most_rows // 8 + 1, np.uint8)
        self._texts = np.empty(n_bytes if kind == "VARCHAR" else 0, np.uint8)
        if kind == "VARCHAR":
            self._values: Any = np.empty(most_rows + 1, np.int32)
            self._values[0] = 0
        else:
            self._values = np.empty(most_rows, _DTYPES[kind])

    @property
    def addresses(self) -> tuple[int, int, int]:
        """Of what compiled code writes."""
        return self._values.ctypes.data, self._texts.ctypes.data, self._valid.ctypes.data

    def array(self, n_rows: int, n_null: int) -> Any:
        """Return the first rows as an Arrow array."""
        valid = self._valid if n_null else None
        if self._kind == "VARCHAR":
            ends = self._values[: n_rows + 1]
            texts = self._texts[: ends[-1]].copy()  # most of the room was never used
            return na.c_array_from_buffers(na.string(), n_rows, [valid, ends, texts])
        values = self._values[:n_rows]
        if self._kind == "BOOLEAN":
            bits = np.packbits(values, bitorder="little")
            return na.c_array_from_buffers(na.bool_(), n_rows, [valid, bits])
        return na.c_array_from_buffers(_ARROW[self._kind], n_rows, [valid, values])


def _misfit() -> EngineError:
    # Nobody reads this: the engine reads the source instead, and says where it does not fit.
    return EngineError.of(
        "invalid-value",
        "a line is not what it was taken for",
        hint="let the engine read the source, which tells the line.",
    )
