"""Names: what they may be, what they mean, and what reads what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shop


def test_a_circle_is_shown_as_a_path_with_places(empty: Shop) -> None:
    """Case 61 of the bad inputs, SEMANTICS 39."""
    empty.write(
        {
            "a.sql": "CREATE TABLE a AS\nSELECT * FROM b;",
            "b.sql": "CREATE VIEW b AS SELECT * FROM c;",
            "c.sql": "CREATE TABLE c AS\n\nSELECT * FROM a;",
            "d.sql": "CREATE TABLE d AS SELECT nonsense FROM a;",
        }
    )

    assert empty.told() == [
        (
            "a.sql:1:14 circular-reads: these read each other in a circle: "
            "a (a.sql:2) -> b (b.sql:1) -> c (c.sql:3) -> a"
        )
    ]


def test_a_name_that_is_taken_twice_names_both_files(shop: Shop) -> None:
    """Case 66 of the bad inputs, SEMANTICS 5: names are case-insensitive, one namespace."""
    shop.write({"x/again.sql": "CREATE VIEW Customers AS SELECT 1 AS a;"})

    [problem] = shop.problems()

    assert problem.name == "duplicate-name"
    assert problem.span is not None
    assert problem.span.place == "x/again.sql:1:13"
    assert "tables/customers.sql:1:14" in problem.detail


@pytest.mark.parametrize(
    "name", ["t__rejected", "t__FAILED", "__ml_0", "information_schema.t", '"a__rejected"']
)
def test_reserved_names_are_refused(empty: Shop, name: str) -> None:
    """SEMANTICS 5."""
    empty.write({"a.sql": f"CREATE TABLE {name} AS SELECT 1 AS a;"})

    assert [p.name for p in empty.problems()] == ["reserved-name"]


def test_odd_names_work_when_they_are_quoted(empty: Shop) -> None:
    """Case 63 of the bad inputs."""
    empty.write(
        {
            "a.sql": 'CREATE TABLE "select" AS SELECT 1 AS "a;b""c";',
            "b.sql": 'CREATE TABLE "Ünï code" AS SELECT "a;b""c" AS x FROM "select";',
            "c.sql": 'CREATE VIEW shop.orders AS SELECT * FROM "Ünï code";',
            "d.sql": "CREATE TABLE e AS SELECT x FROM shop.orders;",
        }
    )

    assert set(empty.load().nodes) == {"select", "ünï code", "shop.orders", "e"}


def test_an_empty_name_is_an_error(empty: Shop) -> None:
    """Case 64 of the bad inputs."""
    empty.write({"a.sql": 'CREATE TABLE "" AS SELECT 1 AS a;'})

    assert len(empty.problems()) == 1


def test_nodes_below_a_broken_one_are_not_judged(shop: Shop) -> None:
    """SEMANTICS 39: one mistake is told once."""
    shop.write({"tables/customers.sql": "CREATE TABLE customers AS SELECT custmer FROM orders;"})

    assert [p.name for p in shop.problems()] == ["unknown-column"]


def test_what_reads_a_file_that_does_not_parse_is_not_judged(shop: Shop) -> None:
    """SEMANTICS 39."""
    shop.write({"tables/customers.sql": "CREATE TABLE customers AS SELECT ((1 FROM orders;"})

    assert [p.name for p in shop.problems()] == ["unclosed-bracket"]


def test_a_query_on_its_own_is_refused(shop: Shop) -> None:
    """Case 67 of the bad inputs."""
    shop.write({"a.sql": "SELECT 1;\nDROP TABLE orders;"})

    assert [p.name for p in shop.problems()] == ["refused-statement"] * 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM 'data/orders.csv'",
        'SELECT * FROM "data/orders.csv"',
        "SELECT * FROM read_csv('data/orders.csv')",
        "SELECT * FROM glob('*')",
        "SELECT getenv('HOME') AS home",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM information_schema.tables",
        "SELECT current_setting('threads') AS t",
        "SELECT (SELECT count(*) FROM read_parquet('x.parquet')) AS n",
    ],
)
def test_a_query_names_only_tables_of_its_project(empty: Shop, query: str) -> None:
    """SEMANTICS 14."""
    empty.write({"a.sql": f"CREATE TABLE a AS {query};"})

    assert [p.name for p in empty.problems()] == ["hidden-source"]


@pytest.mark.parametrize(
    ("query", "name", "hint"),
    [
        ("SELECT * FROM ML.PREDICT(MODEL bigg, TABLE customers)", "unknown-model", '"big"'),
        ("SELECT * FROM ML.PREDICT(MODEL customers, TABLE customers)", "not-a-model", "TABLE"),
        ("SELECT * FROM ML.PREDICT(MODEL big, TABLE custmers)", "unknown-table", '"customers"'),
        ("SELECT * FROM ML.PREDICT(MODEL big, (SELECT 1 FROM custmers))", "unknown-table", ""),
        ("SELECT * FROM big", "not-a-table", "ML.PREDICT(MODEL big"),
        ("SELECT * FROM ML.PREDICT(MODEL big@3, TABLE customers)", "version-in-project", "big"),
        ("SELECT * FROM customers@run3", "version-in-project", "customers"),
    ],
)
def test_calls_of_models_name_what_there_is(shop: Shop, query: str, name: str, hint: str) -> None:
    shop.write({"a.sql": f"CREATE TABLE a AS {query};"})

    [problem] = shop.problems()

    assert problem.name == name
    assert hint in problem.hint
