"""Several files at once: all of them whole, or none."""

import hashlib

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import EngineError

ROWS = "SELECT a.n AS n, b.n AS m FROM range(1_000) AS a(n), range(700) AS b(n)"


def test_all_rows_lie_in_files_that_are_what_is_said_of_them(workspace):
    written = workspace.write_parts(ROWS, workspace.scratch / "parts")

    workspace.attach("parts", [file.path for file in written], workspace.describe(ROWS))
    assert len(written) > 1
    assert sum(file.rows for file in written) == 700_000
    assert workspace.content_id("SELECT * FROM parts") == workspace.content_id(ROWS)
    for file in written:
        content = file.path.read_bytes()
        assert (file.size_bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_sum_keeps_its_type(workspace):
    """Parquet has no HUGEINT: it is stored as a DECIMAL of 38 digits, and read back."""
    query = "SELECT sum(n) AS total FROM range(10) AS a(n)"

    (file,) = workspace.write_parts(query, workspace.scratch / "parts")

    workspace.attach("parts", [file.path], workspace.describe(query))
    assert workspace.rows("SELECT total FROM parts") == [(45,)]


def test_a_query_without_rows_gives_a_file_with_its_columns(workspace):
    query = f"SELECT * FROM ({ROWS}) WHERE n < 0"

    (file,) = workspace.write_parts(query, workspace.scratch / "parts")

    workspace.attach("parts", [file.path], workspace.describe(query))
    assert (file.rows, workspace.rows("SELECT count(n) FROM parts")) == (0, [(0,)])


def test_a_query_that_fails_leaves_nothing(workspace):
    folder = workspace.scratch / "parts"

    with pytest.raises(EngineError):
        workspace.write_parts(f"SELECT CAST(n || 'x' AS BIGINT) AS y FROM ({ROWS})", folder)

    assert not folder.exists()


def test_a_query_that_ran_out_of_its_first_memory_is_written_once(tmp_path):
    """A list of all numbers cannot be put on disk, so the query runs again with more."""
    engine = DuckDBEngine()
    query = "SELECT unnest(l) AS n FROM (SELECT list(n) AS l FROM range(3_000_000) AS r(n))"
    with engine.workspace(
        threads=1, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "s", spill_at=20
    ) as workspace:
        written = workspace.write_parts(query, workspace.scratch / "parts")

    assert sum(file.rows for file in written) == 3_000_000
