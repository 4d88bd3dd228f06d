"""The rows of one query."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forebay.errors import file_not_written, require_writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forebay.engine import Schema, Workspace
    from forebay.errors import Span

_SHOWN_ROWS = 20


class Result:
    """The rows of one query, of the published state in which its names were resolved.

    The query runs once, when rows are first asked for; later calls return the same rows.
    """

    def __init__(
        self,
        workspace: Workspace,
        text: str,
        close: Callable[[], None],
        at: Span | None = None,
        file: Path | None = None,
    ) -> None:
        self._workspace = workspace
        self._file = file  # of Parquet, that holds the rows already
        self._text = text
        self._at = at
        self._close = close
        self._rows: list[tuple[object, ...]] | None = None
        self._read = 0
        self._schema: Schema = workspace.describe(text, at)

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names, in order."""
        return self._schema.names

    @property
    def types(self) -> tuple[str, ...]:
        """The engine's types of the columns, in order."""
        return tuple(column.type for column in self._schema.columns)

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return the rows that were not fetched yet, as tuples of Python values."""
        rows = self._all()[self._read :]
        self._read += len(rows)
        return rows

    def fetchone(self) -> tuple[object, ...] | None:
        """Return the next row; None after the last."""
        rows = self._all()
        if self._read >= len(rows):
            return None
        self._read += 1
        return rows[self._read - 1]

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows that were not fetched yet."""
        while (row := self.fetchone()) is not None:
            yield row

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export the rows as an Arrow C stream: pyarrow, Polars and pandas read it."""
        return self._workspace.arrow_stream(self._text, requested_schema)

    def df(self) -> Any:
        """Return a pandas DataFrame; pandas must be installed."""
        return self._workspace.frame(self._text, "df")

    def arrow(self) -> Any:
        """Return a pyarrow Table; pyarrow must be installed."""
        return self._workspace.frame(self._text, "to_arrow_table")

    def pl(self) -> Any:
        """Return a Polars DataFrame; Polars must be installed."""
        return self._workspace.frame(self._text, "pl")

    def write(self, path: str | Path, format: str = "parquet") -> int:  # noqa: A002 - the user's word
        """Write the rows to a file; return how many.

        Parameters
        ----------
        format
            ``parquet``, ``csv`` or ``json`` (one object a line).

        """
        require_writable(Path(path))
        if self._file is not None and format == "parquet":
            return self._copied(self._file, Path(path))
        return self._workspace.export(self._text, Path(path), format)

    def _copied(self, file: Path, target: Path) -> int:
        try:
            shutil.copyfile(file, target)
        except OSError as error:
            raise file_not_written(target, error) from error
        ((n_rows,),) = self._workspace.rows(f"SELECT count(*) FROM ({self._text})")
        return int(str(n_rows))

    def close(self) -> None:
        """Let the engine go; rows that were fetched stay."""
        self._close()

    def _all(self) -> list[tuple[object, ...]]:
        if self._rows is None:
            self._rows = self._workspace.rows(self._text, self._at)
        return self._rows

    def __repr__(self) -> str:
        """Return the first rows as a table."""
        rows = [self.columns, *self._all()[:_SHOWN_ROWS]]
        texts = [["" if value is None else str(value) for value in row] for row in rows]
        widths = [max(len(row[i]) for row in texts) for i in range(len(self.columns))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in texts
        ]
        more = len(self._all()) - _SHOWN_ROWS
        return "\n".join([*lines, f"... {more:,} more rows"] if more > 0 else lines)
