"""What Forebay asks of a SQL engine: parse, bind, attach, run, stream, write.

Text that a person wrote comes with the span it came from, and both have the same length, so that a
position which the engine reports in the text is a position in the person's file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from forebay.engine.on_disk import OnDisk
    from forebay.errors import Span


@dataclass(frozen=True, slots=True)
class Column:
    """A name and the engine's own type text (DuckDB's: ``BIGINT``, ``STRUCT(a INTEGER)[]``)."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a relation, in order. Names are unique without regard to case."""

    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def find(self, name: str) -> Column | None:
        """Return the column of that name without regard to case; None if there is none."""
        key = name.casefold()
        return next((c for c in self.columns if c.name.casefold() == key), None)


@dataclass(frozen=True, slots=True)
class Reference:
    """A table, or a function that is not the engine's own, read at an offset of the text."""

    name: str  # dotted, as written without quotes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one query reads and calls, found without looking at any catalog.

    CTE names are already taken out of `tables`.
    """

    tables: tuple[Reference, ...]
    functions: tuple[Reference, ...]  # scalar, aggregate, window and macro calls, lower case
    table_functions: tuple[Reference, ...]  # read_csv(...), range(...), a table macro
    variables: tuple[str, ...]  # getvariable('as_of')
    ordered: tuple[Reference, ...] = ()  # the calls with an ORDER BY of their own, or in OVER
    unordered_limits: tuple[Reference, ...] = ()  # LIMIT without ORDER BY in the same SELECT


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A Parquet file that is complete and under its final name.

    Parameters
    ----------
    on_disk
        A file of scratch is forced to the disk when its size or its hash is asked for; any other
        was, before it had its name.

    """

    path: Path
    rows: int
    on_disk: OnDisk

    @property
    def size_bytes(self) -> int:
        """Its size, once it is on the disk."""
        return self.on_disk.result()[0]

    @property
    def sha256(self) -> str:
        """The hash of its bytes, once they are on the disk."""
        return self.on_disk.result()[1]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is known of a query before it runs.

    Parameters
    ----------
    pairs
        How many pairs of rows its largest join must look at or give; 0 where that is not known.
    keeps_rows
        Above its last join nothing gathers, cuts or multiplies rows: each row of the result is a
        row of the join.

    """

    pairs: int
    keeps_rows: bool


class Batch(Protocol):
    """Some rows of a stream, column by column, in the engine's own memory."""

    @property
    def schema(self) -> Schema: ...

    @property
    def n_rows(self) -> int: ...

    def floats(self, column: int) -> NDArray[np.float64]:
        """Return a numeric or Boolean column, shape (n_rows,); NULL is NaN."""
        ...

    def integers(self, column: int, *, null: int) -> NDArray[np.int64]:
        """Return an integer or Boolean column, shape (n_rows,); NULL is `null`."""
        ...

    def pairs(
        self, column: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Return a column STRUCT(index BIGINT, value DOUBLE)[] as offsets, indexes and values.

        The pairs of row i are those from offset i to offset i + 1; NULL has none.
        """
        ...

    def fill(self, values: NDArray[np.float32], is_code: Sequence[bool], rows: slice) -> bool:
        """Write some rows of the first columns into a matrix; False: use `floats`, `integers`."""
        ...

    def objects(self, column: int) -> list[object]:
        """Return a column as Python values; NULL is None. Slow: for small results only."""
        ...

    def child(self, column: int) -> object:
        """Return a column as it is, to be handed on to ``Workspace.write_batches``."""
        ...


class Binder(Protocol):
    """An empty world in which names have columns but no rows: where SELECTs are judged."""

    def declare_table(self, name: str, schema: Schema) -> None:
        """Make an empty relation."""
        ...

    def declare_macro(self, text: str, span: Span) -> None:
        """Make a macro; ProjectError if the engine refuses it."""
        ...

    def declare_variable(self, name: str, value: object) -> None:
        """Give ``getvariable(name)`` a value, and so a type."""
        ...

    def bind(self, text: str, span: Span | None, *, prefix: str = "", suffix: str = "") -> Schema:
        """Return the columns of a query; ProjectError with every position mapped if it is wrong.

        `prefix` and `suffix` are our own SQL around the user's text, such as a WITH entry.
        """
        ...

    def close(self) -> None: ...


class Workspace(Protocol):
    """A connection with named relations over immutable files, and nothing else in reach.

    Not for use from two threads at once. Queries see only what was attached.
    """

    @property
    def scratch(self) -> Path:
        """The folder for temporary files; readable and writable."""
        ...

    def attach(self, name: str, files: Sequence[Path], schema: Schema) -> None:
        """Make the Parquet files readable under a (dotted) name; no files means no rows."""
        ...

    def define_view(self, name: str, text: str) -> None: ...

    def define_macro(self, text: str) -> None: ...

    def set_variable(self, name: str, value: object) -> None: ...

    def drop(self, name: str) -> None: ...

    def describe(self, text: str, at: Span | None = None) -> Schema: ...

    def forecast(self, text: str, at: Span | None = None) -> Forecast:
        """Return what the plan of a query says of it; nothing runs."""
        ...

    def rows(self, text: str, at: Span | None = None) -> list[tuple[object, ...]]:
        """Return a small result as Python values."""
        ...

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

        A file of scratch is not forced to the disk until somebody asks; see ``WrittenFile``.

        `in_order` keeps the rows in the order in which the query gives them; without it they stand
        as the threads finish them, in less time. `deterministic` runs on one thread, for floating
        aggregates whose value depends on the order of addition.
        """
        ...

    def write_parts(
        self, text: str, folder: Path, *, at: Span | None = None
    ) -> tuple[WrittenFile, ...]:
        """Run a query into several Parquet files in a new folder of scratch, rows in no order.

        For what may be changed here and there afterwards: only some files are then written again.
        There is at least one file, even without rows.
        """
        ...

    def gives_same_rows(self, text: str) -> bool:
        """Return whether a query of attached files surely gives the same rows at each run."""
        ...

    def stream(
        self, text: str, *, batch_rows: int = 122_880, at: Span | None = None
    ) -> Iterator[Batch]:
        """Yield the rows in order, a batch at a time, on a cursor of its own."""
        ...

    def write_batches(
        self,
        batches: Iterable[tuple[Sequence[tuple[str, object]], Batch | None]],
        target: Path,
        *,
        relations: Sequence[tuple[str, str]] = (),
        text: str = "FROM new_batches",
        at: Span | None = None,
        share: Callable[[], float] | None = None,
    ) -> WrittenFile:
        """Write a stream: for each batch, new named columns first, then the batch's own columns.

        A new column is a NumPy array of floats, integers or Booleans, or an Arrow-compatible
        object that the engine made (see ``engine.arrow``). With `relations`, what is written is
        the query `text`, in which those names mean their SQL over ``new_batches``; the workspace
        knows them with the same columns. The stream can be read once; `share` says how much of it
        was, for `progress`.
        """
        ...

    def content_id(self, text: str) -> str:
        """Return the order-free checksum of a query's rows (SEMANTICS rule 7), 64 hex digits."""
        ...

    def export(self, text: str, target: Path, format_: str) -> int:
        """Write the rows of a query as ``parquet``, ``csv`` or ``json``; return how many."""
        ...

    def arrow_stream(self, text: str, requested_schema: object = None) -> object:
        """Return the rows of a query as an Arrow C stream capsule."""
        ...

    def frame(self, text: str, kind: Literal["df", "to_arrow_table", "pl"]) -> object:
        """Return the rows as a pandas, pyarrow or Polars table, whichever a user has installed."""
        ...

    def interrupt(self) -> None:
        """Stop the running query from another thread."""
        ...

    def progress(self) -> float | None:
        """Return the done share of the running query in [0, 1]; None if the engine cannot say."""
        ...

    def close(self) -> None: ...


class Engine(Protocol):
    """A place where SQL runs."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def analyse(self, text: str, span: Span | None) -> Analysis:
        """Parse one query; ProjectError with its place if it is no SELECT of this engine."""
        ...

    def binder(self) -> Binder: ...

    def workspace(
        self,
        *,
        threads: int,
        memory_limit: str | None,
        readable: Sequence[Path],
        scratch: Path,
        spill_at: int | None = None,
    ) -> Workspace:
        """Open a connection that reads below `readable`, writes below `scratch`, and no more.

        Queries begin with `spill_at` megabytes of memory and put the rest on disk; from the first
        one that cannot do so on, they have all of `memory_limit`. With None they have it at once.
        """
        ...
