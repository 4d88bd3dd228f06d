import hashlib
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from forebay.engine import Column, Schema
from forebay.engine.arrow import probability_list, take
from forebay.errors import EngineError, ForebayError, ProjectError

NUMBERS = "SELECT i AS id, i % 7 AS g, 'n' || i AS s, i / 2 AS d FROM range(300000) t(i)"


def leftovers(folder):
    return sorted(p.name for p in folder.rglob("*") if p.is_file())


def test_a_written_file_is_whole_and_under_its_name(workspace, tmp_path):
    target = tmp_path / "tables" / "a.parquet"

    written = workspace.write(NUMBERS, target)

    assert written.path == target
    assert written.rows == 300_000
    assert written.size_bytes == target.stat().st_size
    assert written.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert leftovers(tmp_path) == ["a.parquet"]


def test_a_target_outside_of_the_sandbox_is_written_through_scratch(workspace, tmp_path):
    (tmp_path / "elsewhere").mkdir()

    written = workspace.write("SELECT 1 AS a", tmp_path / "elsewhere" / "a.parquet")

    assert written.rows == 1
    assert leftovers(tmp_path) == ["a.parquet"]


def test_a_query_that_fails_leaves_nothing(workspace, tmp_path):
    text = "SELECT CAST(s AS INTEGER) AS x FROM (" + NUMBERS + ")"

    with pytest.raises(EngineError, match="cast-failed"):
        workspace.write(text, tmp_path / "tables" / "a.parquet")

    assert leftovers(tmp_path) == []


def test_a_failed_rewrite_leaves_the_old_file(workspace, tmp_path):
    target = tmp_path / "tables" / "a.parquet"
    old = workspace.write("SELECT 1 AS a", target)

    with pytest.raises(EngineError):
        workspace.write("SELECT error('boo') AS a", target)

    assert hashlib.sha256(target.read_bytes()).hexdigest() == old.sha256


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import EngineError

root = Path(sys.argv[1])
workspace = DuckDBEngine().workspace(
    threads=1, memory_limit=None, readable=[root], scratch=root / "scratch"
)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))
try:
    workspace.write("SELECT random() AS a FROM range(1000000)", root / "a.parquet")
except EngineError as error:
    print(error.problems[0].name)
workspace.close()
"""


def test_a_file_that_cannot_grow_is_told_and_leaves_nothing(tmp_path):
    """A limit on the size of files stands for the full disk."""
    run = [sys.executable, "-c", FULL_DISK, str(tmp_path)]

    told = subprocess.run(run, capture_output=True, text=True, check=True)

    assert told.stdout == "disk-full\n"
    assert leftovers(tmp_path) == []


def test_too_little_memory_is_told(engine, tmp_path):
    opened = engine.workspace(
        threads=1, memory_limit="10MB", readable=[], scratch=tmp_path / "scratch"
    )
    text = "SELECT max(l) FROM (SELECT list(i) AS l FROM range(30000000) t(i))"
    with opened, pytest.raises(EngineError, match="out-of-memory"):
        opened.rows(text)


def test_a_name_that_means_something_else_is_described_anew(workspace):
    workspace.define_view("v", "SELECT 1 AS a")
    assert workspace.describe("FROM v").names == ("a",)

    workspace.define_view("v", "SELECT 1 AS b")

    assert workspace.describe("FROM v").names == ("b",)


def test_attached_files_are_read_by_dotted_name_and_no_file_means_no_rows(workspace, tmp_path):
    schema = Schema((Column("a", "BIGINT"), Column('odd "name', "VARCHAR")))
    one = workspace.write(
        'SELECT 1::BIGINT AS a, \'x\' AS "odd ""name"', tmp_path / "tables/1.parquet"
    )
    two = workspace.write(
        'SELECT 2::BIGINT AS a, \'y\' AS "odd ""name"', tmp_path / "tables/2.parquet"
    )

    workspace.attach("shop.full", [one.path, two.path], schema)
    workspace.attach("empty", [], schema)

    assert workspace.rows("SELECT * FROM shop.full") == [(1, "x"), (2, "y")]
    assert workspace.rows("SELECT * FROM empty") == []
    assert workspace.describe("FROM empty") == workspace.describe("FROM shop.full") == schema


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("HUGEINT", "170141183460469231731687"), ("UHUGEINT", "5"), ("TIMESTAMP_S", "'2013-01-01'"),
        ("TIMESTAMP_NS", "'2013-01-01 10:00:00.123456789'"), ("BIT", "'101'"),
        ("ENUM('x', 'y')", "'x'"), ("INTEGER[3]", "[1, 2, 3]"), ("UUID", "uuid()"),
        ("STRUCT(a HUGEINT, b VARCHAR[])", "{'a': 1, 'b': ['x']}"), ("JSON", "'{\"a\": 1}'"),
        ("MAP(VARCHAR, HUGEINT)", "MAP {'a': 1}"), ("INTERVAL", "'1 month 3 days'"),
        ("DECIMAL(38,5)", "1.5"), ("BLOB", "'ab'"), ("UBIGINT", "18446744073709551615"),
        ("TIMESTAMP WITH TIME ZONE", "'2013-01-01 10:00:00+02'"), ("DATE", "'2013-01-01'"),
    ],
)  # fmt: skip
def test_a_type_survives_the_way_through_parquet(workspace, tmp_path, kind, value):
    text = f"SELECT CAST({value} AS {kind}) AS x"
    schema = workspace.describe(text)
    file = workspace.write(text, tmp_path / "tables" / "a.parquet")

    workspace.attach("t", [file.path], schema)

    assert workspace.describe("FROM t") == schema
    if value != "uuid()":
        assert workspace.rows("SELECT CAST(x AS VARCHAR) FROM t") == workspace.rows(
            f"SELECT CAST(x AS VARCHAR) FROM ({text})"
        )


def test_a_type_that_no_table_can_keep_is_refused(workspace, tmp_path):
    text = "SELECT CAST(1 AS UNION(i INTEGER, s VARCHAR)) AS u"

    with pytest.raises(ProjectError, match="not-supported"):
        workspace.write(text, tmp_path / "tables" / "a.parquet")


def test_views_macros_variables_reach_the_single_threaded_engine_too(workspace, tmp_path):
    """SEMANTICS 11: `deterministic` runs on one thread, with the same names."""
    workspace.define_view("shop.v", "SELECT 1 AS a -- a comment")
    workspace.define_macro("CREATE MACRO twice(x) AS x * 2")
    workspace.set_variable("as_of", "2026-01-01")
    text = "SELECT twice(a) AS b, getvariable('as_of') AS c FROM shop.v"
    target = tmp_path / "tables" / "a.parquet"

    workspace.write(text, target, deterministic=True)
    workspace.define_view("later", "SELECT 5 AS a")
    workspace.drop("shop.v")
    workspace.write("SELECT * FROM later", tmp_path / "tables" / "b.parquet", deterministic=True)

    assert workspace.rows(f"SELECT * FROM read_parquet('{target}')") == [(2, "2026-01-01")]
    with pytest.raises(ProjectError, match="unknown-table"):
        workspace.write(text, tmp_path / "tables" / "c.parquet", deterministic=True)


def test_a_deterministic_write_gives_the_same_floating_sums_each_time(workspace, tmp_path):
    """SEMANTICS 11."""
    text = "SELECT avg(sqrt(i)) AS a, stddev(sin(i)) AS b FROM range(500000) t(i)"
    hashes = {
        workspace.write(text, tmp_path / "tables" / f"{n}.parquet", deterministic=True).sha256
        for n in range(5)
    }

    assert len(hashes) == 1


def test_rows_are_written_in_the_order_asked_for(workspace, tmp_path):
    target = tmp_path / "tables" / "a.parquet"

    workspace.write(NUMBERS, target, order_by='"g", "id" DESC')

    text = f"SELECT g, id FROM read_parquet('{target}') LIMIT 2"
    assert workspace.rows(text) == [(0, 299999), (0, 299992)]


@pytest.mark.parametrize("batch_rows", [1, 777, 122_880, 10_000_000])
def test_a_stream_gives_all_rows_in_order_in_bounded_batches(workspace, batch_rows):
    text = "SELECT i AS id FROM range(2000) t(i)" if batch_rows == 1 else NUMBERS
    batches = list(workspace.stream(text, batch_rows=batch_rows))

    ids = np.concatenate([b.integers(0, null=-1) for b in batches])

    assert np.array_equal(ids, np.arange(len(ids)))
    assert max(b.n_rows for b in batches) <= batch_rows
    assert len(ids) in {2000, 300_000}


def test_a_stream_without_rows_has_no_batches(workspace):
    assert list(workspace.stream("SELECT 1 AS a WHERE false")) == []


def test_other_queries_run_while_a_stream_is_open(workspace, tmp_path):
    stream = workspace.stream(NUMBERS, batch_rows=1000)
    next(stream)

    workspace.write("SELECT 1 AS a", tmp_path / "tables" / "a.parquet")
    other = next(workspace.stream("SELECT 7 AS a"))

    assert next(stream).integers(0, null=-1)[0] == 1000
    assert other.objects(0) == [7]


def test_an_error_in_the_middle_of_a_stream_has_its_place(workspace):
    value = "CAST(CASE WHEN i = 250000 THEN 'x' ELSE '1' END AS INTEGER)"
    text = f"SELECT {value} AS a FROM range(300000) t(i)"

    with pytest.raises(EngineError, match="cast-failed") as caught:
        list(workspace.stream(text))

    assert caught.value.problems[0].span.text.startswith("CAST")


def test_scored_batches_are_written_in_order_with_their_own_columns(workspace, tmp_path):
    """SEMANTICS 21: result columns are appended by position in one ordered stream."""
    labels = ["no", "yés", ""]
    rng = np.random.default_rng(7)

    def scored():
        for batch in workspace.stream("SELECT id, s, d FROM (" + NUMBERS + ")", batch_rows=50_000):
            p = rng.dirichlet([1, 1, 1], batch.n_rows)
            named = [
                ("predicted", take(labels, p.argmax(axis=1), "VARCHAR")),
                ("probs", probability_list(labels, "VARCHAR", p)),
                ("top", p.max(axis=1)),
                ("big", p.max(axis=1) > 0.5),
                ("n", np.arange(batch.n_rows, dtype=np.int32)),
            ]
            yield named, batch

    written = workspace.write_batches(scored(), tmp_path / "tables" / "a.parquet")

    text = f"""
    SELECT count(*), bool_and(id = row), bool_and(probs[1].prob = top), bool_and(s = 'n' || id),
        bool_and(probs[1].label = predicted), bool_and(big = (top > 0.5)), bool_and(d = id / 2),
        max(abs(list_sum(list_transform(probs, lambda e: e.prob)) - 1)) < 1e-12
    FROM (SELECT *, row_number() OVER () - 1 AS row FROM read_parquet('{written.path}'))
    """
    assert written.rows == 300_000
    assert workspace.rows(text) == [(300_000, *[True] * 7)]


def test_an_error_in_the_making_of_a_batch_comes_through_and_leaves_nothing(workspace, tmp_path):
    def broken():
        for batch in workspace.stream(NUMBERS):
            yield [("a", batch.floats(0))], batch
            raise ProjectError.of("correlated-ml-call", "the call is correlated")

    with pytest.raises(ProjectError, match="correlated-ml-call"):
        workspace.write_batches(broken(), tmp_path / "tables" / "a.parquet")

    assert leftovers(tmp_path) == []


def test_a_running_query_can_be_interrupted_and_tells_its_progress(workspace):
    seen = []

    def watch():
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (seen and workspace.progress() is None):
            share = workspace.progress()
            if share is not None:
                seen.append(share)
                workspace.interrupt()
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with pytest.raises(EngineError, match="interrupted"):
        workspace.rows("SELECT sum(sqrt(a.i * b.i)) FROM range(200000) a(i), range(200000) b(i)")
    watcher.join()

    assert seen
    assert all(0 <= share <= 1 for share in seen)
    assert workspace.progress() is None
    assert workspace.rows("SELECT 1") == [(1,)]


@pytest.mark.parametrize("text", ["SELECT 1; DROP VIEW v", "DROP VIEW v", "SET threads = 1"])
def test_a_workspace_runs_one_select_and_nothing_else(workspace, text):
    workspace.define_view("v", "SELECT 1 AS a")

    for run in (workspace.rows, workspace.describe, lambda t: list(workspace.stream(t))):
        with pytest.raises(ForebayError, match="not-a-query"):
            run(text)

    assert workspace.rows("FROM v") == [(1,)]
