import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.protocol import Column, Schema
from forebay.errors import ForebayError

# A list cannot be put on disk: 3 million numbers need some 50 MB at once.
WIDE = "SELECT len(list(i)) AS n FROM range(3_000_000) t(i)"
SORTED = "SELECT i AS n FROM range(3_000_000) t(i) ORDER BY hash(i)"
LIMIT = "SELECT current_setting('memory_limit')"
SCHEMA = Schema((Column("a", "BIGINT"),))


@pytest.fixture
def opened(tmp_path):
    engine = DuckDBEngine()
    made = []

    def opened(spill_at=20, memory_limit=None):
        workspace = engine.workspace(
            threads=1,
            memory_limit=memory_limit,
            readable=[tmp_path],
            scratch=tmp_path / "scratch",
            spill_at=spill_at,
        )
        made.append(workspace)
        return workspace

    yield opened
    for workspace in made:
        workspace.close()


def limit(workspace):
    return workspace.rows(LIMIT)[0][0]


def test_queries_begin_with_the_memory_to_spill_at(opened):
    assert limit(opened()) == "19.0 MiB"


def test_memory_to_spill_at_is_never_more_than_the_engine_may_use(opened):
    assert limit(opened(10**9)) == limit(opened(None))


def test_what_can_lie_on_disk_needs_no_more_memory(opened, tmp_path):
    workspace = opened(60)
    before = limit(workspace)

    written = workspace.write(SORTED, tmp_path / "a.parquet")

    assert (written.rows, limit(workspace)) == (3_000_000, before)


def test_a_query_that_cannot_spill_has_all_memory(opened):
    workspace = opened()

    found = workspace.rows(WIDE)

    assert (found, limit(workspace)) == ([(3_000_000,)], limit(opened(None)))


def test_a_limit_that_a_person_set_is_kept(opened):
    workspace = opened(20, "25MB")

    with pytest.raises(ForebayError, match="out-of-memory"):
        workspace.rows(WIDE)


def test_a_stream_that_cannot_spill_has_all_memory(opened):
    batches = list(opened().stream(WIDE))

    assert [batch.values(0).tolist() for batch in batches] == [[3_000_000]]


def test_a_file_of_one_thread_has_all_memory_when_it_must(opened, tmp_path):
    assert opened().write(WIDE, tmp_path / "a.parquet", deterministic=True).rows == 1


def test_names_stay_known_with_more_memory(opened):
    workspace = opened()
    workspace.attach("shop.t", [], SCHEMA)
    workspace.define_view("one", "SELECT 1 AS a")
    workspace.define_macro("CREATE MACRO twice(x) AS 2 * x")
    workspace.set_variable("country", "DE")
    workspace.rows(WIDE)

    found = workspace.rows(
        "SELECT twice(a), getvariable('country'), (SELECT count(*) FROM shop.t) FROM one"
    )

    assert found == [(2, "DE", 0)]


def test_a_stream_goes_on_while_another_query_needs_more_memory(opened):
    workspace = opened()
    stream = workspace.stream("SELECT i FROM range(1_000_000) t(i)", batch_rows=100_000)
    first = next(stream).n_rows
    workspace.rows(WIDE)

    assert first + sum(batch.n_rows for batch in stream) == 1_000_000


def test_a_dropped_name_does_not_come_back_with_more_memory(opened):
    workspace = opened()
    workspace.define_view("one", "SELECT 1 AS a")
    workspace.drop("one")
    workspace.rows(WIDE)

    with pytest.raises(ForebayError):
        workspace.rows("FROM one")


def test_functions_of_ml_stay_known_with_more_memory(opened):
    text = "SELECT ML.PROBABILITY([{'label': 'a', 'prob': len(list(i)) / 4e6}], 'a') AS p"

    batches = list(opened().stream(f"{text} FROM range(3_000_000) t(i)"))

    assert [batch.values(0).tolist() for batch in batches] == [[0.75]]
