import pytest

from forebay.engine.duckdb_connection import Limits
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.duckdb_pool import ConnectionPool
from forebay.engine.protocol import Column, Schema
from forebay.errors import ForebayError

SCHEMA = Schema((Column("a", "BIGINT"),))


@pytest.fixture
def pool():
    made = ConnectionPool()
    yield made
    made.close()


@pytest.fixture
def open_workspace(tmp_path):
    engine = DuckDBEngine()

    def opened():
        return engine.workspace(
            threads=1, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "scratch"
        )

    return opened


def test_a_connection_is_used_again_for_the_same_limits(pool):
    first = pool.take(Limits(1))
    pool.give_back(Limits(1), first, [])

    assert pool.take(Limits(1)) is first


def test_a_connection_in_use_is_nobody_elses(pool):
    first = pool.take(Limits(1))

    assert pool.take(Limits(1)) is not first


def test_other_limits_get_another_connection(pool):
    first = pool.take(Limits(1))
    pool.give_back(Limits(1), first, [])

    assert pool.take(Limits(2)) is not first


def test_a_closed_connection_is_not_kept(pool):
    first = pool.take(Limits(1))
    first.close()
    pool.give_back(Limits(1), first, [])

    assert pool.take(Limits(1)).execute("SELECT 1").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("define", "read"),
    [
        (lambda w: w.attach("t", [], SCHEMA), "FROM t"),
        (lambda w: w.attach("shop.t", [], SCHEMA), "FROM shop.t"),
        (lambda w: w.define_view("Seen", "SELECT 1 AS a"), "FROM seen"),
        (lambda w: w.define_macro("CREATE MACRO twice(x) AS 2 * x"), "SELECT twice(1)"),
    ],
)
def test_a_workspace_sees_nothing_of_the_one_before(open_workspace, define, read):
    before = open_workspace()
    define(before)
    before.rows(read)
    before.close()

    with open_workspace() as after, pytest.raises(ForebayError):
        after.rows(read)


def test_a_variable_does_not_outlive_its_workspace(open_workspace):
    before = open_workspace()
    before.set_variable("Country", "DE")
    before.close()

    with open_workspace() as after:
        assert after.rows("SELECT getvariable('Country'), getvariable('country')") == [(None, None)]


def test_closing_twice_gives_one_connection_back(open_workspace):
    first = open_workspace()
    first.close()
    first.close()

    with open_workspace() as one, open_workspace() as other:
        one.define_view("t", "SELECT 1 AS a")
        with pytest.raises(ForebayError):
            other.rows("FROM t")
