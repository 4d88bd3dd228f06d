"""Tables as Parquet files with a checksum of their values; one manifest makes them live."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_NULL = np.uint64(0x9E3779B97F4A7C15)
_ODD = np.uint64(0xBF58476D1CE4E5B9)


def column_hash(column: pd.Series) -> NDArray[np.uint64]:
    """Return a hash for each value, the same wherever and in whatever order it is computed."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = pd.util.hash_array(np.asarray(column.cat.categories, object), categorize=False)
        codes = column.cat.codes.to_numpy()
        return np.where(codes >= 0, words[codes], _NULL) if len(words) else codes.astype(np.uint64)
    if isinstance(column.dtype, pd.BooleanDtype):
        values = column.to_numpy(np.int8, na_value=2)
        return pd.util.hash_array(values.view(np.uint8))
    if isinstance(column.dtype, pd.StringDtype):
        return pd.util.hash_array(column.to_numpy(object), categorize=False)
    return pd.util.hash_array(column.to_numpy())


def row_digests(rows: pd.DataFrame, known: dict[str, NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return a digest for each row over all columns, which their places tell apart.

    Parameters
    ----------
    known
        Hashes of columns that were computed already.

    """
    total = np.zeros(len(rows), np.uint64)
    for place, name in enumerate(rows.columns):
        words = known[name] if name in known else column_hash(rows[name])
        total += _mixed(words ^ np.uint64(place + 1))
    return _mixed(total)


def _mixed(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    words = (words ^ (words >> np.uint64(32))) * _ODD
    return words ^ (words >> np.uint64(29))


class KeptTables:
    """Writes tables and their checksums beside other work; ``publish`` waits for all of them."""

    def __init__(self, out: Path, threads: int) -> None:
        self.out = out
        (out / "tables").mkdir()
        self._pool = ThreadPoolExecutor(threads)
        self._waiting: dict[str, Future[dict[str, Any]]] = {}
        self.digests: dict[str, NDArray[np.uint64]] = {}

    def keep(
        self,
        name: str,
        rows: pd.DataFrame,
        *,
        table: pa.Table | None = None,
        known: dict[str, NDArray[np.uint64]] | None = None,
    ) -> None:
        """Write a table; it must not be changed any more.

        Parameters
        ----------
        table
            The rows as Arrow, if they are there: whole numbers with NULLs stay whole.
        known
            Hashes of columns that were computed already.

        """
        self._waiting[name] = self._pool.submit(self._keep, name, rows, table, known or {})

    def _keep(
        self,
        name: str,
        rows: pd.DataFrame,
        table: pa.Table | None,
        known: dict[str, NDArray[np.uint64]],
    ) -> dict[str, Any]:
        if table is None:
            table = pa.Table.from_pandas(rows, preserve_index=False)
        file = self.out / "tables" / f"{name}.parquet"
        partial = file.with_suffix(".partial")
        parquet.write_table(table, partial)
        synced(partial, file)
        digests = self.digests[name] = row_digests(rows, known)
        kinds = [[field.name, str(field.type)] for field in table.schema]
        told = json.dumps([kinds, len(rows), int(digests.sum())])
        with file.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        return {
            "rows": len(rows),
            "checksum": hashlib.sha256(told.encode()).hexdigest(),
            "sha256": sha256,
        }

    def digests_of(self, name: str) -> NDArray[np.uint64]:
        """Return the digests of the rows of a table; wait for them."""
        self._waiting[name].result()
        return self.digests[name]

    def publish(self, more: dict[str, Any]) -> dict[str, Any]:
        """Make all tables live in one step; return the manifest."""
        tables = {name: future.result() for name, future in self._waiting.items()}
        manifest = {"tables": tables, **more}
        partial = self.out / "manifest.partial"
        partial.write_text(json.dumps(manifest, indent=1))
        synced(partial, self.out / "manifest.json")
        return manifest


def synced(partial: Path, final: Path) -> None:
    """Give a file its name once its bytes are on the disk."""
    with partial.open("rb") as opened:
        os.fsync(opened.fileno())
    partial.replace(final)
