"""Requests and answers as Parquet files, written by a thread of their own.

Each model has a folder. A file holds the rows that one version answered: ``__at``, ``__model``,
``__version``, ``__request``, the model's raw columns with their types, and those of the answer.
"""

from __future__ import annotations

import os
import queue
import shutil
import tempfile
import threading
import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from forebay.catalog import layout
from forebay.engine.protocol import Column
from forebay.engine.quote import quote
from forebay.engine.read_source import read_source
from forebay.engine.source_options import SourceOptions
from forebay.engine.source_spec import DeclaredColumn, SourceSpec
from forebay.errors import ForebayError, require_writable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.serve.answers import Answer
    from forebay.serve.loaded_model import LoadedModel

_MOST_ROWS: Final = 100_000  # that wait; more are counted as lost
_FILE_ROWS: Final = 50_000
_FLUSH_SECONDS: Final = 10.0
_OWN: Final = (
    ("__at", "TIMESTAMP"),
    ("__model", "VARCHAR"),
    ("__version", "BIGINT"),
    ("__request", "VARCHAR"),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    at: float
    request: str
    model: LoadedModel
    rows: Sequence[Mapping[str, object]]
    answers: Sequence[Answer]


class RequestLog:
    """Keeps rows and answers; a request only hands them over.

    Parameters
    ----------
    folder
        Where the files go; made if it is not there.
    tell
        Is told in one line when rows are lost, once until writing works again.

    Raises
    ------
    ProjectError
        ``file-not-written`` if nothing can be written there.

    """

    def __init__(
        self, folder: Path, tell: Callable[[str], None], flush_seconds: float = _FLUSH_SECONDS
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        require_writable(folder / "requests.parquet")
        self._folder = folder
        self._tell = tell
        self._flush_seconds = flush_seconds
        self._given: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._waiting = 0
        self._lost = 0
        self._number = 0
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="requests", daemon=True)
        self._thread.start()

    def keep(
        self, model: LoadedModel, rows: Sequence[Mapping[str, object]], answers: Sequence[Answer]
    ) -> int:
        """Hand rows over; return how many were lost since the last call."""
        lost, self._lost = self._lost, 0
        if self._waiting + len(rows) > _MOST_ROWS:
            return lost + len(rows)
        self._waiting += len(rows)
        self._number += 1
        request = f"{os.getpid():x}.{self._number:x}"
        self._given.put(_Entry(time.time(), request, model, rows, answers))
        return lost

    def close(self) -> None:
        """Write what waits and end the thread."""
        self._given.put(None)
        self._thread.join()

    def _run(self) -> None:
        entries: deque[_Entry] = deque()
        n_rows = 0
        due = time.monotonic() + self._flush_seconds
        ended = False
        while not ended:
            try:
                entry = self._given.get(timeout=max(0.0, due - time.monotonic()))
            except queue.Empty:
                entry = None
            else:
                ended = entry is None
            if entry is not None:
                entries.append(entry)
                n_rows += len(entry.rows)
            if ended or n_rows >= _FILE_ROWS or time.monotonic() >= due:
                self._flush(entries)
                n_rows = 0
                due = time.monotonic() + self._flush_seconds

    def _flush(self, entries: deque[_Entry]) -> None:
        by_model: dict[int, list[_Entry]] = {}
        while entries:
            entry = entries.popleft()
            by_model.setdefault(id(entry.model), []).append(entry)
        for group in by_model.values():
            n_rows = sum(len(entry.rows) for entry in group)
            try:
                self._write(group)
                self._failing = False
            except (ForebayError, OSError, ValueError, TypeError) as error:
                self._lost += n_rows
                if not self._failing:
                    self._tell(f"the request log lost {n_rows} rows: {str(error).splitlines()[0]}")
                self._failing = True
            self._waiting -= n_rows

    def _write(self, group: Sequence[_Entry]) -> None:
        model = group[0].model
        at = datetime.fromtimestamp(group[0].at, UTC)
        name = f"{at:%Y%m%dT%H%M%S%f}-{group[0].request}.parquet"
        scratch = Path(tempfile.mkdtemp(prefix=".writing-", dir=self._folder))
        try:
            lines = scratch / "rows.json"
            with lines.open("wb") as file:
                for entry in group:
                    file.writelines(_lines(entry))
            target = _to_parquet(lines, _columns(model), scratch)
            folder = self._folder / layout.folder_name(model.name)
            folder.mkdir(exist_ok=True)
            target.replace(folder / name)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _columns(model: LoadedModel) -> tuple[Column, ...]:
    own = (Column(name, kind) for name, kind in _OWN)
    return (*own, *model.live.features.inputs, *model.columns)


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.upper().startswith("STRUCT(")


def _lines(entry: _Entry) -> list[bytes]:
    at = datetime.fromtimestamp(entry.at, UTC).replace(tzinfo=None).isoformat(sep=" ")
    own = {
        "__at": at,
        "__model": entry.model.name,
        "__version": entry.model.number,
        "__request": entry.request,
    }
    return [
        orjson.dumps(
            {name: _as_text(value) for name, value in {**own, **row, **answer}.items()},
            default=_plain,
            option=_OPTIONS,
        )
        for row, answer in zip(entry.rows, entry.answers, strict=True)
    ]


def _as_text(value: object) -> object:
    """Return lists and objects as texts, which the engine reads with the type of their column."""
    if isinstance(value, list | dict):
        return orjson.dumps(value, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()
    return value


_OPTIONS: Final = orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME


def _plain(value: object) -> Any:
    match value:
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time_of_day():
            return value.isoformat()
        case Decimal() | int():
            return str(value)
        case _:
            raise TypeError(f"{type(value).__name__} cannot be logged")


def _to_parquet(lines: Path, columns: tuple[Column, ...], scratch: Path) -> Path:
    from forebay.engine.duckdb_engine import DuckDBEngine

    workspace = DuckDBEngine().workspace(
        threads=1, memory_limit="512MB", readable=(scratch,), scratch=scratch
    )
    try:
        declared = tuple(
            DeclaredColumn(c.name, "VARCHAR" if _is_nested(c.type) else c.type) for c in columns
        )
        spec = SourceSpec(
            "requests", "JSON", (lines,), ("requests",), declared, options=SourceOptions()
        )
        given = scratch / "given.parquet"
        read = read_source(workspace, spec, given, scratch / "unreadable.parquet")
        workspace.attach("given", [given], read.schema)
        typed = ", ".join(
            f"CAST(CAST({quote(c.name)} AS JSON) AS {c.type}) AS {quote(c.name)}"
            if _is_nested(c.type)
            else quote(c.name)
            for c in columns
        )
        return workspace.write(f"SELECT {typed} FROM given", scratch / "requests.parquet").path
    finally:
        workspace.close()
