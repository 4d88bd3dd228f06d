"""A DuckDB database file that holds views on Parquet files and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from forebay.engine.duckdb_errors import translate
from forebay.engine.quote import literal, quote, quote_dotted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def write_view_file(target: Path, views: Mapping[str, Sequence[Path]]) -> None:
    """Write a database file with one view for each name.

    Parameters
    ----------
    views
        By (dotted) name the Parquet files of a relation; a name without files is left out.

    Notes
    -----
    The file is written in a storage version that DuckDB 1.5 reads, whatever wrote it.

    """
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"ATTACH {literal(target)} AS v (STORAGE_VERSION 'v1.2.0')")
        connection.execute("USE v")
        for name, files in views.items():
            if files:
                if "." in name:
                    schema = name.split(".", 1)[0]
                    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quote(schema)}")
                paths = literal([str(path) for path in files])
                connection.execute(
                    f"CREATE VIEW {quote_dotted(name)} AS SELECT * FROM read_parquet({paths})"
                )
        connection.execute("USE memory")
        connection.execute("DETACH v")
    except duckdb.Error as error:
        raise translate(error) from error
    finally:
        connection.close()
