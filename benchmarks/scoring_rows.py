"""The rows that are scored from a file: numbers and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
from scoring_peers import CATEGORIES, NUMBERS

if TYPE_CHECKING:
    from pathlib import Path

FEATURES = ", ".join([*NUMBERS, *CATEGORIES])
SOURCE = "CREATE EXTERNAL TABLE given OPTIONS (format = 'PARQUET', uris = ['rows.parquet']);\n"


def write_rows(folder: Path, n_rows: int) -> None:
    """Write the rows: 18 numbers of few hundred values, some missing, and 5 texts."""

    def dice(salt: int, n: int) -> str:
        return f"CAST(hash(id * 31 + {salt}) % {n} AS INTEGER)"

    numbers = [
        f"CASE WHEN {dice(i, 50)} > 0 THEN {dice(i + 100, 500)} / {7 + i}e0 END AS x{i}"
        for i in range(len(NUMBERS))
    ]
    texts = [
        f"'v' || {dice(200 + i, n)} AS {name}" for i, (name, n) in enumerate(CATEGORIES.items())
    ]
    label = (
        f"coalesce(x1 * x2 / 900 + x4 / 20, 0) + length(c0) + {dice(300, 100)} / 50e0 > 5.5 AS y"
    )
    made = f"SELECT id, {', '.join(numbers + texts)} FROM range({n_rows}) AS r(id)"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT *, {label} FROM ({made})) TO '{folder / 'rows.parquet'}'")
