"""The compiled library gives the digests and numbers that NumPy gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from tests.algorithms.compiled_library import build_script

from forebay.engine import row_digests as digests
from forebay.engine.column_library import ColumnLibrary, column_library
from forebay.engine.content_id import canonical_query

# Every type that a canonical query gives, with NULLs, both zeros, NaN, and texts of 0 to 17 bytes.
ODD = """
SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE CAST(i AS BIGINT) END AS longs, i % 3 = 0 AS flags,
       CASE WHEN i % 5 = 0 THEN NULL ELSE i % 2 = 0 END AS some_flags,
       CAST(i % 50 - 25 AS TINYINT) AS bytes, CAST(-i AS SMALLINT) AS shorts,
       CAST(i - 9 AS INTEGER) AS ints, CAST(i % 200 AS UTINYINT) AS ubytes,
       CAST(i AS USMALLINT) AS ushorts, CAST(4294967295 - i AS UINTEGER) AS uints,
       CAST(18446744073709551615 - i AS UBIGINT) AS ulongs,
       CASE i % 6 WHEN 0 THEN CAST('nan' AS DOUBLE) WHEN 1 THEN -CAST(0 AS DOUBLE)
                  WHEN 2 THEN CAST('-inf' AS DOUBLE) WHEN 3 THEN NULL ELSE i / 7 END AS doubles,
       CASE WHEN i % 4 > 0 THEN left(repeat('aä€b', 5), CAST(i % 12 AS BIGINT)) END AS texts,
       '' AS empty, CAST(NULL AS BIGINT) AS nothing, CAST(i / 3 AS FLOAT) AS floats,
       DATE '2020-01-01' + CAST(i AS INTEGER) AS days,
       TIMESTAMP '1960-01-01' + INTERVAL 1 SECOND * i AS times, TIME '10:00' AS clock,
       CAST(i AS DECIMAL(10, 2)) AS decimals, [i] AS lists
FROM range(300) AS r (i)
"""
NUMBERS = [
    "longs", "flags", "some_flags", "bytes", "shorts", "ints", "ubytes", "ushorts", "uints",
    "ulongs", "doubles", "floats",
]  # fmt: skip


@cache
def library() -> ColumnLibrary:
    script = build_script()
    if script.compiler() is None:
        pytest.skip("there is no C compiler")
    return ColumnLibrary(script.build_columns(Path(mkdtemp(prefix="forebay-columns-"))))


@pytest.mark.parametrize("batch_rows", [7, 64, 1000])
def test_the_digests_are_those_of_numpy(workspace, batch_rows):
    text = canonical_query(ODD, workspace.describe(ODD))
    batches = list(workspace.stream(text, batch_rows=batch_rows))
    assert sum(batch.n_rows for batch in batches) == 300
    for batch in batches:
        ours = digests._by_library(library(), batch)
        assert ours is not None
        assert ours.tobytes() == digests._by_numpy(batch).tobytes()


def test_a_matrix_is_filled_with_the_numbers_of_the_columns(workspace):
    text = f"SELECT {', '.join(NUMBERS)}, nullif(ints % 4, 3) AS code FROM ({ODD})"
    is_code = [False] * len(NUMBERS) + [True]
    for batch in workspace.stream(text, batch_rows=90):
        rows = slice(3, batch.n_rows - 2)
        values = np.full((rows.stop - rows.start, len(is_code)), 5, np.float32)
        columns = [batch.memory(i).later(rows.start) for i in range(len(is_code))]
        assert library().fill(columns, is_code, values)
        with np.errstate(over="ignore"):
            expected = [batch.floats(i).astype(np.float32)[rows] for i in range(len(NUMBERS))]
        codes = batch.integers(len(NUMBERS), null=-1)[rows]
        expected.append(np.where(codes < 0, np.nan, codes).astype(np.float32))
        np.testing.assert_array_equal(values, np.stack(expected, axis=1))


def test_a_column_that_is_no_number_is_not_filled(workspace):
    (batch,) = workspace.stream("SELECT 'a' AS text")
    assert not library().fill([batch.memory(0)], [False], np.empty((1, 1), np.float32))


def test_another_library_is_not_taken(tmp_path):
    (tmp_path / "columns.so").write_bytes(b"nothing that can be loaded")
    with pytest.raises(OSError, match=r"columns\.so"):
        ColumnLibrary(tmp_path / "columns.so")


def test_the_installed_library_is_used_where_there_is_one():
    if build_script().compiler() is None:
        pytest.skip("there is no C compiler")
    assert column_library() is not None
