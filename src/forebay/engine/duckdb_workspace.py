"""A DuckDB connection with named relations over immutable Parquet files, and nothing else."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import duckdb
import nanoarrow as na  # type: ignore[import-untyped]

from forebay.engine.arrow import ArrowBatch
from forebay.engine.asked import Asked
from forebay.engine.bucketed_asof import bucketed_asof
from forebay.engine.content_id import BATCH_ROWS, canonical_query, content_id
from forebay.engine.copy_batches import NEW_BATCHES, copy_batches, named_before
from forebay.engine.duckdb_analysis import is_surely_query, require_query
from forebay.engine.duckdb_binder import create_macro, create_view, describe_query, run_statement
from forebay.engine.duckdb_connection import Limits
from forebay.engine.duckdb_errors import Known, translate
from forebay.engine.duckdb_forecast import forecast
from forebay.engine.export import export
from forebay.engine.known_names import KnownNames
from forebay.engine.missing_macros import missing_macros
from forebay.engine.parquet_file import (
    COPY_OPTIONS,
    PARTS_OPTIONS,
    UNORDERED_OPTIONS,
    read_back_cast,
    stored_columns,
    write_whole,
)
from forebay.engine.parquet_parts import write_parts
from forebay.engine.protocol import Forecast
from forebay.engine.quote import literal, quote, quote_dotted
from forebay.engine.relation_frame import relation_frame
from forebay.engine.same_rows import same_rows
from forebay.engine.workspace_connections import WorkspaceConnections
from forebay.errors import ForebayError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from forebay.engine.duckdb_pool import ConnectionPool
    from forebay.engine.protocol import Batch, Schema, WrittenFile
    from forebay.errors import Span


class DuckDBWorkspace:
    """Runs queries over what was attached; not for use from two threads at once.

    Parameters
    ----------
    threads, memory_limit
        What the engine may use; ``memory_limit`` as DuckDB writes it (``4GB``), None: its default.
    readable
        Folders below which attached files lie. They may be missing yet.
    scratch
        The folder for temporary files and for what does not fit into memory; it is made.
    pool
        Where connections come from and go back to.
    spill_at
        The megabytes of memory to begin with; None: all that `memory_limit` allows.

    """

    def __init__(
        self,
        *,
        threads: int,
        memory_limit: str | None,
        readable: tuple[Path, ...],
        scratch: Path,
        pool: ConnectionPool,
        spill_at: int | None = None,
    ) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self._scratch = scratch.resolve()
        self._folders = (*(path.resolve() for path in readable), self._scratch)
        spill = self._scratch / "spill"
        limits = Limits(threads, memory_limit, self._folders, spill, spill_at)
        self._connections = WorkspaceConnections(limits, pool)
        self._running: duckdb.DuckDBPyConnection | None = None
        self._share: Callable[[], float] | None = None  # of the batches that are written
        self._known = KnownNames()
        self._relations = self._known.relations
        self._macros: set[str] = set()

    @property
    def scratch(self) -> Path:
        """The folder for temporary files; readable and writable."""
        return self._scratch

    # What is there ---------------------------------------------------------------------------

    def attach(self, name: str, files: Sequence[Path], schema: Schema) -> None:
        """Make the Parquet files readable under a (dotted) name; no files means no rows."""
        if files:
            paths = literal([str(Path(file).resolve()) for file in files])
            body = ", ".join(
                f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}"
                if read_back_cast(c)
                else quote(c.name)
                for c in schema.columns
            )
            text = f"SELECT {body} FROM read_parquet({paths})"
        else:
            nulls = ", ".join(f"CAST(NULL AS {c.type}) AS {quote(c.name)}" for c in schema.columns)
            text = f"SELECT {nulls} WHERE false"
        self._define("relation", name, lambda c: create_view(c, name, text))
        self._known.relation(name, schema)

    def define_view(self, name: str, text: str) -> None:
        """Give a query a (dotted) name; it runs whenever the name is read."""
        schema = self.describe(text)
        self._define("relation", name, lambda c: create_view(c, name, text))
        self._known.relation(name, schema)

    def define_macro(self, text: str) -> None:
        """Run one CREATE MACRO statement."""
        self._define_macros(text)
        self._known.described.clear()
        self._define("macro", text, lambda c: create_macro(c, Asked(text), Known()))

    def set_variable(self, name: str, value: object) -> None:
        """Set what ``getvariable(name)`` gives."""
        sql = f"SET VARIABLE {quote(name)} = {literal(value)}"
        self._define("variable", name.casefold(), lambda c: run_statement(c, sql))
        self._known.variable(name, value)

    def drop(self, name: str) -> None:
        """Forget an attached relation or a view; the files stay."""
        self._known.dropped(name)
        sql = f"DROP VIEW IF EXISTS {quote_dotted(name)}"
        self._connections.forget("relation", name, lambda c: run_statement(c, sql))

    # What is asked ---------------------------------------------------------------------------

    def describe(self, text: str, at: Span | None = None) -> Schema:
        """Return the columns of a query; ProjectError with its place if it does not bind."""
        self._define_macros(text)
        known = self._known
        if text not in known.described:
            found = describe_query(self._connection, Asked(text, at), self._relations)
            known.described[text] = found
        return known.described[text]

    def forecast(self, text: str, at: Span | None = None) -> Forecast:
        """Return what the plan of a query says of it; nothing runs."""
        row = self._execute(self._connection, Asked(text, at, "EXPLAIN (FORMAT json) ")).fetchone()
        return forecast(str(row[1])) if row else Forecast(0, keeps_rows=False)

    def rows(self, text: str, at: Span | None = None) -> list[tuple[object, ...]]:
        """Return a small result as Python values."""
        asked = Asked(text, at)
        if not is_surely_query(text):
            require_query(self._connection, asked)  # one SELECT, and nothing after it
        try:
            found: list[tuple[object, ...]] = self._execute(self._connection, asked).fetchall()
        except ForebayError:
            require_query(self._connection, asked)  # what is wrong with a text is told first
            raise
        return found

    def write(
        self,
        text: str,
        target: Path,
        *,
        order_by: str = "",
        in_order: bool = True,
        deterministic: bool = False,
        at: Span | None = None,
    ) -> WrittenFile:
        """Run a query into one Parquet file: temporary name, fsync, rename.

        `in_order` keeps the order in which the query gives the rows; with several threads a join
        gives another one on every run, unless `order_by` fixes it.
        """
        options = COPY_OPTIONS if in_order else UNORDERED_OPTIONS
        columns = stored_columns(self.describe(text, at))
        ordered = f" ORDER BY {order_by}" if order_by else ""
        connection = self._connections.single_threaded() if deterministic else self._connection

        def fill(temporary: Path) -> int:
            asked = Asked(text, at, f"COPY (SELECT {columns} FROM (\n")
            suffix = f"\n){ordered}) TO {literal(temporary)} {options}"
            row = self._copy(connection, asked, suffix).fetchone()
            return int(row[0]) if row else 0

        return write_whole(target, self._folders, self._scratch, fill)

    def write_parts(
        self, text: str, folder: Path, *, at: Span | None = None
    ) -> tuple[WrittenFile, ...]:
        """Run a query into Parquet files of some 246,000 rows in a new folder of scratch.

        The rows are in no order. There is a file even where there is no row.
        """
        asked = Asked(text, at, f"COPY (SELECT {stored_columns(self.describe(text, at))} FROM (\n")
        suffix = f"\n)) TO {literal(folder)} {PARTS_OPTIONS}"

        def count(files: Sequence[Path]) -> dict[str, int]:
            listed = literal([str(file) for file in files])
            sql = f"SELECT file_name, num_rows FROM parquet_file_metadata({listed})"
            found = self._execute(self._connection, None, sql).fetchall()
            return {Path(str(name)).name: int(rows) for name, rows in found}

        def fill() -> None:
            self._copy(self._connection, asked, suffix)

        written = write_parts(folder, fill, count)
        return written or (self.write(text, folder / "none.parquet", at=at),)

    def gives_same_rows(self, text: str) -> bool:
        """Return whether a query of attached files surely gives the same rows at each run."""
        has_ties = "ASOF" in text.upper() and not bucketed_asof(text, self._relations, self.rows)
        return not has_ties and same_rows(text)

    def stream(
        self, text: str, *, batch_rows: int = 122_880, at: Span | None = None
    ) -> Iterator[Batch]:
        """Yield the rows in order, at most `batch_rows` at a time, on a cursor of its own.

        Other queries may run in the workspace meanwhile. Closing the iterator ends the query.
        """
        return self._arrow_batches(text, batch_rows, at)

    def write_batches(
        self,
        batches: Iterable[tuple[Sequence[tuple[str, object]], Batch | None]],
        target: Path,
        *,
        relations: Sequence[tuple[str, str]] = (),
        text: str = f"FROM {NEW_BATCHES}",
        at: Span | None = None,
        share: Callable[[], float] | None = None,
    ) -> WrittenFile:
        """Write a stream, or a query over it; see ``Workspace.write_batches``.

        The order of rows is kept. At least one batch must come, so that there are columns.
        """
        columns = stored_columns(self.describe(text, at)) if relations else "*"
        prefix = f"COPY ({named_before(relations)}SELECT {columns} FROM (\n"
        asked, cursor = Asked(text, at, prefix), self._connection.cursor()

        def copy(temporary: Path) -> int:
            self._share = share
            suffix = f"\n)) TO {literal(temporary)} {COPY_OPTIONS}"
            row = self._execute(cursor, asked, suffix).fetchone()
            return int(row[0]) if row else 0

        with closing(cursor):
            fill = copy_batches(cursor, batches, copy)
            return write_whole(target, self._folders, self._scratch, fill)

    def content_id(self, text: str) -> str:
        """Return the order-free checksum of a query's rows (SEMANTICS rule 7), 64 hex digits."""
        schema = self.describe(text)
        canonical = canonical_query(_without_semicolon(text), schema)
        return content_id(schema, self._arrow_batches(canonical, BATCH_ROWS))

    # What is handed on -----------------------------------------------------------------------

    def export(self, text: str, target: Path, format_: str) -> int:
        """Write the rows of a query as ``parquet``, ``csv`` or ``json``; return how many."""

        def copy(path: str, options: str) -> int:
            asked = Asked(text, None, "COPY (")
            row = self._execute(self._connection, asked, f"\n) TO {path} ({options})").fetchone()
            return int(row[0]) if row else 0

        return export(copy, self.describe(text).names, self.scratch, target, format_)

    def arrow_stream(self, text: str, requested_schema: object = None) -> object:
        """Return the rows of a query as an Arrow C stream capsule."""
        return self._relation(text).__arrow_c_stream__(requested_schema)

    def frame(self, text: str, kind: Literal["df", "to_arrow_table", "pl"]) -> object:
        """Return the rows as a pandas, pyarrow or Polars table; its library must be installed."""
        return relation_frame(self._relation(text), kind)

    # While it runs ---------------------------------------------------------------------------

    def interrupt(self) -> None:
        """Stop the running query from another thread; it raises ``interrupted``."""
        if self._running is not None:
            self._running.interrupt()

    def progress(self) -> float | None:
        """Return the done share of the running query in [0, 1]; None if the engine cannot say."""
        if self._running is None:
            return None
        percent = 100 * self._share() if self._share else self._running.query_progress()
        return min(1.0, percent / 100) if percent >= 0 else None

    def close(self) -> None:
        """Let the engine go; the workspace is of no use afterwards."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # Inside ----------------------------------------------------------------------------------

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return self._connections.main

    def _define(
        self, kind: str, name: str, create: Callable[[duckdb.DuckDBPyConnection], None]
    ) -> None:
        self._connections.define(kind, name, create)

    def _define_macros(self, text: str) -> None:
        for macro in missing_macros(text, self._macros):
            self.define_macro(macro)

    def _execute(
        self, connection: duckdb.DuckDBPyConnection, asked: Asked | None, suffix: str = ""
    ) -> duckdb.DuckDBPyConnection:
        sql = f"{asked.prefix}{_without_semicolon(asked.text)}{suffix}" if asked else suffix
        self._define_macros(sql)
        return self._connections.run(connection, lambda c: self._run(c, sql, asked))

    def _copy(
        self, connection: duckdb.DuckDBPyConnection, asked: Asked, suffix: str
    ) -> duckdb.DuckDBPyConnection:
        faster = bucketed_asof(asked.text, self._relations, self.rows)
        if faster is not None:
            try:
                return self._execute(connection, Asked(faster, None, asked.prefix), suffix)
            except ForebayError as error:
                if error.problems[0].name in {"interrupted", "disk-full"}:
                    raise
        return self._execute(connection, asked, suffix)

    def _run(
        self, connection: duckdb.DuckDBPyConnection, sql: str, asked: Asked | None
    ) -> duckdb.DuckDBPyConnection:
        self._running = connection
        try:
            return connection.execute(sql)
        except duckdb.Error as error:
            raise self._translated(error, asked) from error
        finally:
            self._running = self._share = None

    def _arrow_batches(
        self, text: str, batch_rows: int, at: Span | None = None
    ) -> Iterator[ArrowBatch]:
        schema = self.describe(text, at)
        asked = Asked(text, at)

        def begin(connection: duckdb.DuckDBPyConnection) -> tuple[Any, Generator[Any]]:
            arrays = self._arrays(connection, asked)
            return next(arrays, None), arrays

        array, rest = self._connections.run(self._connection, begin)
        with closing(rest):
            while array is not None:
                for start in range(0, len(array), batch_rows):
                    yield ArrowBatch(schema, array, start, min(batch_rows, len(array) - start))
                array = next(rest, None)

    def _arrays(self, connection: duckdb.DuckDBPyConnection, asked: Asked) -> Generator[Any]:
        cursor = connection.cursor()
        try:
            relation = cursor.sql(asked.text)
            with na.c_array_stream(relation) as arrays:
                del relation
                while (array := self._next(arrays, asked)) is not None:
                    yield array
        except duckdb.Error as error:
            raise self._translated(error, asked) from error
        finally:
            cursor.close()

    def _relation(self, text: str) -> duckdb.DuckDBPyRelation:
        self._define_macros(text)
        return self._connection.cursor().sql(_without_semicolon(text))

    def _next(self, arrays: Any, asked: Asked) -> Any:
        try:
            array = arrays.get_next()
        except StopIteration:
            return None
        except RuntimeError as error:  # nanoarrow's: the engine failed in the middle of the stream
            raise self._translated(duckdb.Error(str(error)), asked) from error
        return array

    def _translated(self, error: duckdb.Error, asked: Asked | None) -> ForebayError:
        return translate(error, asked, known=Known(self._relations, tuple(self._relations)))


def _without_semicolon(text: str) -> str:
    return text.rstrip().rstrip(";")
