import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import EngineError, Source
from forebay.project.column_cache import ColumnCache
from forebay.project.inference import Inference
from forebay.project.source_spec import source_spec
from forebay.sql import parse

A = "CREATE EXTERNAL TABLE a OPTIONS (format = 'CSV', uris = ['a.csv']);"
B = "CREATE EXTERNAL TABLE b OPTIONS (format = 'CSV', uris = ['b.csv']);"

C = "CREATE EXTERNAL TABLE c OPTIONS (format = 'CSV', uris = ['c.csv']);"


def _refuse():
    raise AssertionError("the file was read again")


@pytest.fixture
def ahead(tmp_path):
    def run(text):
        nodes = {node.name.key: node for node in parse(Source("sources.sql", text))}
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        with Inference(tmp_path, nodes, DuckDBEngine(), scratch) as inference:
            begun = {key: found for key in nodes if (found := inference.of(key)) is not None}
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


def test_what_is_wrong_with_a_file_is_raised_where_its_columns_are_asked_for(tmp_path, ahead):
    (tmp_path / "a.csv").write_text("n\n1\n")
    (tmp_path / "b.csv").write_text("")

    _, begun = ahead(A + B)

    assert begun["a"].result()[0].names == ("n",)
    with pytest.raises(EngineError) as raised:
        begun["b"].result()
    assert raised.value.problems[0].name == "empty-source"


def test_a_source_without_a_file_is_left_to_whoever_binds_it(tmp_path, ahead):
    (tmp_path / "a.csv").write_text("n\n1\n")
    (tmp_path / "b.csv").write_text("n\n1\n")

    assert set(ahead(A + B + C)[1]) == {"a", "b"}


def test_nothing_is_begun_for_a_single_source(ahead):
    assert ahead(A)[1] == {}


def test_an_interrupt_ends_what_runs_and_begins_nothing_more(tmp_path):
    rows = "\n".join(f"{number},{number}.5,x{number}" for number in range(400_000))
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text(f"i,f,t\n{rows}\n")
    nodes = {node.name.key: node for node in parse(Source("sources.sql", A + B + C))}
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    with (
        pytest.raises(KeyboardInterrupt),
        Inference(tmp_path, nodes, DuckDBEngine(), scratch) as inference,
    ):
        raise KeyboardInterrupt

    first, third = inference.of("a"), inference.of("c")
    assert first is not None
    assert first.done()
    assert third is not None
    assert third.cancelled()
