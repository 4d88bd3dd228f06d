"""Asking and deciding in a project."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import nanoarrow as na
import pytest

from forebay.errors import ProjectError
from forebay.session import connect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.shop import Shop


def test_a_definition_in_a_project_is_refused_with_the_way_to_write_it(shop: Shop) -> None:
    """SEMANTICS 37."""
    with connect(shop.root) as fb, pytest.raises(ProjectError, match="belong in a file") as caught:
        fb.sql("CREATE TABLE a AS SELECT 1 AS n")

    assert caught.value.problems[0].name == "not-a-query"


def test_a_definition_of_a_node_that_exists_is_refused_with_the_file_to_edit(shop: Shop) -> None:
    """SEMANTICS 37."""
    shop.build()

    with connect(shop.root) as fb, pytest.raises(ProjectError) as caught:
        fb.sql("CREATE OR REPLACE TABLE per_channel AS SELECT 1 AS n")

    hint = caught.value.problems[0].hint
    assert hint.startswith("edit tables/per_channel.sql:1 ")


def test_an_old_run_of_a_table_can_be_read(shop: Shop) -> None:
    shop.build()
    shop.visits(n=3100, seed=9)
    shop.build()

    with connect(shop.root) as fb:
        now = fb.sql("SELECT count(*) FROM visits").fetchone()
        then = fb.sql("SELECT count(*) FROM visits@run1").fetchone()

    assert (then, now) == ((3000,), (3100,))


def test_versions_of_a_model_answer_by_number_and_state(shop: Shop) -> None:
    shop.build()
    shop.standard(0.999)
    shop.visits(n=3500, seed=3)
    shop.build()

    with connect(shop.root) as fb:
        numbers = [
            fb.sql(f"SELECT roc_auc FROM ML.EVALUATE(MODEL {name})").fetchone()
            for name in ("converts", "converts@1", "converts@champion", "converts@refused")
        ]

    assert numbers[0] == numbers[1] == numbers[2]
    assert numbers[3] != numbers[0]


def test_a_result_runs_once_and_keeps_its_state_while_builds_go_on(shop: Shop) -> None:
    """SEMANTICS 18."""
    shop.build()
    with connect(shop.root) as fb:
        result = fb.sql("SELECT count(*) FROM visits")
        shop.visits(n=3100, seed=9)
        shop.build()

        assert result.fetchone() == (3000,)


def test_a_result_exports_arrow_and_files(shop: Shop, tmp_path: Path) -> None:
    shop.build()
    with connect(shop.root) as fb:
        result = fb.sql("SELECT channel, n FROM per_channel ORDER BY channel")
        arrow = [list(row.values()) for row in na.ArrayStream(result).read_all().to_pylist()]
        result.write(tmp_path / "rows.json", "json")
        result.write(tmp_path / "rows.csv", "csv")
        rows = result.fetchall()

    told = [json.loads(line) for line in (tmp_path / "rows.json").read_text().splitlines()]
    assert [(row["channel"], row["n"]) for row in told] == rows
    assert [tuple(row) for row in arrow] == rows
    assert (tmp_path / "rows.csv").read_text().startswith("channel,n\n")


def test_attach_writes_views_that_another_tool_reads(shop: Shop) -> None:
    shop.build()

    with connect(shop.root) as fb:
        path = fb.attach()

    with duckdb.connect(str(path), read_only=True) as other:
        assert other.execute("SELECT count(*) FROM clean_visits").fetchone() == (2980,)
        assert other.execute("SELECT count(*) FROM clean_visits__rejected").fetchone() == (20,)


def test_an_unknown_name_in_a_query_has_its_place_and_a_suggestion(shop: Shop) -> None:
    shop.build()

    with connect(shop.root) as fb, pytest.raises(ProjectError) as caught:
        fb.sql("SELECT *\nFROM clean_visit")

    problem = caught.value.problems[0]
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (2, 6)
    assert "clean_visits" in problem.hint


def test_a_macro_is_published_and_answers_in_queries(shop: Shop) -> None:
    shop.write("macros.sql", "CREATE MACRO twice(x) AS x * 2;")
    shop.write("t.sql", "CREATE TABLE t AS SELECT twice(n) AS n FROM per_channel;")
    shop.build()

    with connect(shop.root) as fb:
        assert fb.sql("SELECT twice(21)").fetchone() == (42,)
        assert fb.sql("SELECT sum(n) FROM t").fetchone() == (6000,)


def test_a_cte_that_a_call_reads_is_the_same_rows_outside(shop: Shop) -> None:
    """SEMANTICS 20."""
    shop.build()
    query = """
    WITH busy AS (SELECT * FROM clean_visits WHERE pages > 10)
    SELECT count(*), (SELECT count(*) FROM busy)
    FROM ML.PREDICT(MODEL converts, (SELECT * FROM busy))
    """

    with connect(shop.root) as fb:
        predicted, given = fb.sql(query).fetchone() or (0, 1)

    assert predicted == given


def test_a_session_can_be_fixed_at_a_run(shop: Shop) -> None:
    """SEMANTICS 18."""
    shop.build()
    shop.visits(n=3100, seed=9)
    shop.build()

    with connect(shop.root) as fb, fb.at(1) as then:
        assert then.sql("SELECT count(*) FROM scored").fetchone() == (2980,)
        assert fb.sql("SELECT count(*) FROM scored").fetchone() == (3080,)


def test_a_source_can_be_looked_at_before_the_first_build(shop: Shop) -> None:
    with connect(shop.root) as fb:
        assert fb.sql("SELECT count(*) FROM visits").fetchone() == (3000,)
        with pytest.raises(ProjectError, match="is not live"):
            fb.sql("SELECT count(*) FROM scored")


def test_nothing_can_be_verified_before_something_is_live(shop: Shop) -> None:
    with connect(shop.root) as fb, pytest.raises(ProjectError, match="nothing is live") as caught:
        fb.verify()

    assert caught.value.problems[0].name == "nothing-live"


@pytest.mark.parametrize(("name", "words"), [("convert", "no node"), ("visits", "not a model")])
def test_versions_of_what_is_no_model_are_an_error(shop: Shop, name: str, words: str) -> None:
    with connect(shop.root) as fb, pytest.raises(ProjectError, match=words):
        fb.models(name)


def test_two_sources_are_read_by_one_query_before_a_build(tmp_path):
    (tmp_path / "forebay.toml").write_text("")
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"{name}\n1\n")
    texts = (
        f"CREATE EXTERNAL TABLE {n} OPTIONS (format = 'CSV', uris = ['{n}.csv']);" for n in "ab"
    )
    (tmp_path / "sources.sql").write_text("\n".join(texts))

    assert connect(tmp_path).sql("SELECT a.a + b.b FROM a, b").fetchone() == (2,)
