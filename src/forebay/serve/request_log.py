"""Requests and answers as Parquet files, written by a thread of their own.

Each model has a folder. A file holds the rows that one version answered: the columns of
``LOG_COLUMNS``, the model's raw columns with their types, and those of the answer. ``forebay
replay`` asks them again.
"""

from __future__ import annotations

import itertools
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
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import orjson

from forebay.catalog import layout
from forebay.engine.protocol import Column
from forebay.engine.quote import literal, quote
from forebay.engine.read_source import read_source
from forebay.engine.source_options import SourceOptions
from forebay.engine.source_spec import DeclaredColumn, SourceSpec
from forebay.errors import ForebayError, require_writable
from forebay.serve.log_columns import LOG_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.engine.protocol import Workspace
    from forebay.serve.answers import Answer
    from forebay.serve.loaded_model import LoadedModel

_MOST_ROWS: Final = 100_000  # that wait; more are counted as lost
_FILE_ROWS: Final = 50_000
_FLUSH_SECONDS: Final = 10.0
Route: TypeAlias = Literal["predict", "infer", "arrow"]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Rows and answers, or a file that holds them already."""

    at: float
    number: int
    model: LoadedModel
    route: Route
    n_rows: int
    rows: Sequence[Mapping[str, object]] = ()
    answers: Sequence[Answer] = ()
    file: Path | None = None

    @property
    def request(self) -> str:
        """What names the request."""
        return f"{os.getpid():x}.{self.number:x}"


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
        # Each is written by one thread only: requests that were given and refused by the event
        # loop's, the others by the thread that writes.
        self._rows_given = self._rows_refused = 0
        self._rows_done = self._rows_failed = 0
        self._numbers = itertools.count(1)
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="requests", daemon=True)
        self._thread.start()

    @property
    def lost(self) -> int:
        """How many rows could not be kept so far."""
        return self._rows_refused + self._rows_failed

    def keep(
        self,
        model: LoadedModel,
        route: Route,
        rows: Sequence[Mapping[str, object]],
        answers: Sequence[Answer],
    ) -> None:
        """Hand rows and their answers over."""
        self._keep(_Entry(time.time(), next(self._numbers), model, route, len(rows), rows, answers))

    def keep_file(self, model: LoadedModel, route: Route, file: Path, n_rows: int) -> None:
        """Hand over a Parquet file of the raw columns and the answers; it is removed later."""
        self._keep(_Entry(time.time(), next(self._numbers), model, route, n_rows, file=file))

    def _keep(self, entry: _Entry) -> None:
        if self._rows_given - self._rows_done + entry.n_rows > _MOST_ROWS:
            self._rows_refused += entry.n_rows
            if entry.file is not None:
                entry.file.unlink(missing_ok=True)
            return
        self._rows_given += entry.n_rows
        self._given.put(entry)

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
                n_rows += entry.n_rows
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
            n_rows = sum(entry.n_rows for entry in group)
            try:
                self._write(group)
                self._failing = False
            except (ForebayError, OSError, ValueError, TypeError) as error:
                self._rows_failed += n_rows
                if not self._failing:
                    self._tell(f"the request log lost {n_rows} rows: {str(error).splitlines()[0]}")
                self._failing = True
            self._rows_done += n_rows

    def _write(self, group: Sequence[_Entry]) -> None:
        model = group[0].model
        at = datetime.fromtimestamp(group[0].at, UTC)
        name = f"{at:%Y%m%dT%H%M%S%f}-{group[0].request}.parquet"
        scratch = Path(tempfile.mkdtemp(prefix=".writing-", dir=self._folder))
        try:
            target = _to_parquet(group, scratch)
            folder = self._folder / layout.folder_name(model.name)
            folder.mkdir(exist_ok=True)
            target.replace(folder / name)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            for entry in group:
                if entry.file is not None:
                    entry.file.unlink(missing_ok=True)


def _columns(model: LoadedModel) -> tuple[Column, ...]:
    own = (Column(name, kind) for name, kind in LOG_COLUMNS)
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
        "__route": entry.route,
    }
    return [
        orjson.dumps(
            {k: _as_text(value) for k, value in {**own, "__row": i, **row, **answer}.items()},
            default=_plain,
            option=_OPTIONS,
        )
        for i, (row, answer) in enumerate(zip(entry.rows, entry.answers, strict=True))
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


def _to_parquet(group: Sequence[_Entry], scratch: Path) -> Path:
    from forebay.engine.duckdb_engine import DuckDBEngine

    columns = _columns(group[0].model)
    workspace = DuckDBEngine().workspace(
        threads=1, memory_limit="512MB", readable=(scratch,), scratch=scratch
    )
    try:
        parts = [_given_file(entry, columns, scratch) for entry in group if entry.file is not None]
        rows = [entry for entry in group if entry.file is None]
        if rows:
            parts.insert(0, _given_rows(rows, columns, workspace))
        text = " UNION ALL ".join(parts)
        return workspace.write(text, scratch / "requests.parquet").path
    finally:
        workspace.close()


def _given_rows(group: Sequence[_Entry], columns: tuple[Column, ...], workspace: Workspace) -> str:
    """Return a query over the rows of requests, read as strictly as a source is."""
    scratch = workspace.scratch
    lines = scratch / "rows.json"
    with lines.open("wb") as file:
        for entry in group:
            file.writelines(_lines(entry))
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
    return f"SELECT {typed} FROM given"


def _given_file(entry: _Entry, columns: tuple[Column, ...], scratch: Path) -> str:
    """Return a query over a file that holds rows and answers; it is moved into `scratch`."""
    file = scratch / f"{entry.request}.parquet"
    shutil.move(str(entry.file), file)
    at = datetime.fromtimestamp(entry.at, UTC).replace(tzinfo=None)
    own = {
        "__at": literal(at),
        "__model": literal(entry.model.name),
        "__version": literal(entry.model.number),
        "__request": literal(entry.request),
        "__row": "row_number() OVER () - 1",
        "__route": literal(entry.route),
    }
    typed = ", ".join(
        f"CAST({own.get(c.name, quote(c.name))} AS {c.type}) AS {quote(c.name)}" for c in columns
    )
    return f"SELECT {typed} FROM read_parquet({literal(str(file))})"
