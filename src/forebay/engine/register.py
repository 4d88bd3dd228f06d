"""Data that a person hands over in Python, as a Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import duckdb
import nanoarrow as na  # type: ignore[import-untyped]
import numpy as np

from forebay.engine.arrow import column_array
from forebay.engine.duckdb_errors import translate
from forebay.engine.quote import literal
from forebay.engine.repeatable_stream import RepeatableStream
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path


def write_data(data: object, target: Path) -> None:
    """Write data into a Parquet file.

    Parameters
    ----------
    data
        Anything that exports an Arrow C stream, or a mapping of names to NumPy arrays of numbers.

    Raises
    ------
    ProjectError
        ``not-registrable`` for anything else.

    """
    if isinstance(data, Mapping):
        data = _columns(data)
    if not hasattr(data, "__arrow_c_stream__"):
        kind = type(data).__name__
        raise ProjectError.of(
            "not-registrable",
            f"data of type {kind} cannot be registered",
            hint="give a pyarrow, Polars or pandas table, or a dict of NumPy arrays.",
        )
    connection = duckdb.connect(":memory:")
    try:
        connection.register("given", data)
        connection.execute(f"COPY (SELECT * FROM given) TO {literal(target)} (FORMAT parquet)")
    except duckdb.Error as error:
        raise translate(error) from error
    finally:
        connection.close()


def _columns(data: Mapping[str, object]) -> Any:
    arrays = {name: _column(name, np.asarray(values)) for name, values in data.items()}
    fields = {name: na.Schema(array.schema) for name, array in arrays.items()}
    n_rows = len(next(iter(arrays.values()))) if arrays else 0
    struct = na.c_array_from_buffers(
        na.struct(fields), n_rows, [None], children=list(arrays.values())
    )
    return RepeatableStream(na.Array(struct))


def _column(name: str, array: np.ndarray[Any, Any]) -> Any:
    match array.dtype.kind:
        case "U" | "O":
            return na.c_array([None if v is None else str(v) for v in array], na.string())
        case "M":
            return _times(array)
        case "b" | "i" | "u" | "f":
            # Numbers of any width and byte order as the nearest that Arrow has.
            if array.dtype.kind == "f" and array.dtype.itemsize not in {4, 8}:
                array = array.astype(np.float64)
            return column_array(array.astype(array.dtype.newbyteorder("="), copy=False))
        case _:
            raise ProjectError.of(
                "not-registrable",
                f'column "{name}" of NumPy type {array.dtype} cannot be registered',
                hint="give numbers, truth values, texts, days or instants (datetime64).",
            )


def _times(array: np.ndarray[Any, Any]) -> Any:
    """Return days as DATE and anything finer as TIMESTAMP; NaT is NULL."""
    is_day = array.dtype == np.dtype("datetime64[D]")
    kind = na.date32() if is_day else na.timestamp("us")
    whole = array if is_day else array.astype("datetime64[us]")
    known = ~np.isnat(whole)
    validity = None if known.all() else np.packbits(known, bitorder="little")
    numbers = np.where(known, whole.astype(np.int64), 0)
    data = np.ascontiguousarray(numbers, np.int32 if is_day else np.int64)
    return na.c_array_from_buffers(kind, len(data), [validity, data])
