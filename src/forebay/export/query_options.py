"""What a person asks of an exported query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """Which SQL, and what the query reads.

    Parameters
    ----------
    dialect
        A key of ``DIALECTS``.
    table
        The table of the rows, as its name is written in the dialect, dots between its parts.
    key
        Columns of the table that the answer carries, beside those that the model reads.

    """

    dialect: str = "duckdb"
    table: str = "rows_to_score"
    key: tuple[str, ...] = ()
