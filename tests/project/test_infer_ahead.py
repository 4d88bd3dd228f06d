from concurrent.futures import ThreadPoolExecutor

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source
from forebay.project.column_cache import ColumnCache
from forebay.project.infer_ahead import infer_ahead
from forebay.project.source_spec import source_spec
from forebay.sql import parse

A = "CREATE EXTERNAL TABLE a OPTIONS (format = 'CSV', uris = ['a.csv']);"
B = "CREATE EXTERNAL TABLE b OPTIONS (format = 'CSV', uris = ['b.csv']);"


def _refuse():
    raise AssertionError("the file was read again")


@pytest.fixture
def ahead(tmp_path):
    def run(text):
        nodes = {node.name.key: node for node in parse(Source("sources.sql", text))}
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        with ThreadPoolExecutor(2) as executor:
            begun = infer_ahead(tmp_path, nodes, DuckDBEngine(), executor, scratch)
            for future in begun.values():
                assert future.result() is None
        return nodes, begun

    return run


def test_the_columns_of_several_sources_are_in_the_cache_afterwards(tmp_path, ahead):
    (tmp_path / "a.csv").write_text("n,t\n1,x\n")
    (tmp_path / "b.csv").write_text("d\n2020-01-01\n")

    nodes, _ = ahead(A + B)

    cache = ColumnCache(tmp_path)
    found = {key: cache.columns(source_spec(tmp_path, nodes[key]), _refuse)[0] for key in "ab"}
    assert [(c.name, c.type) for c in found["a"].columns] == [("n", "BIGINT"), ("t", "VARCHAR")]
    assert [(c.name, c.type) for c in found["b"].columns] == [("d", "DATE")]


def test_a_source_that_cannot_be_read_is_left_to_whoever_binds_it(tmp_path, ahead):
    (tmp_path / "a.csv").write_text("n\n1\n")

    nodes, begun = ahead(A + B)

    assert set(begun) == {"a", "b"}
    schema, _ = ColumnCache(tmp_path).columns(source_spec(tmp_path, nodes["a"]), _refuse)
    assert schema.names == ("n",)


def test_nothing_is_begun_for_a_single_source(ahead):
    assert ahead(A)[1] == {}
