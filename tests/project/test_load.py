"""What is wrong with a project, found before anything runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.errors import EngineError, ProjectError

if TYPE_CHECKING:
    from conftest import Shop


def test_a_sound_project_becomes_nodes_in_the_order_of_reading(shop: Shop) -> None:
    project = shop.load()

    assert list(project.nodes) == ["orders", "customers", "big"]
    assert [node.kind for node in project.nodes.values()] == ["source", "table", "model"]
    customers = project.nodes["customers"]
    assert customers.reads == ("orders",)
    assert [(c.name, c.type) for c in customers.schema.columns] == [
        ("customer", "BIGINT"),
        ("n_orders", "BIGINT"),
        ("last_at", "TIMESTAMP"),
        ("is_big", "BOOLEAN"),
    ]
    assert project.warnings == ()


def test_all_problems_of_all_files_are_told_at_once_in_order_of_place(shop: Shop) -> None:
    shop.write(
        {
            "tables/a.sql": "CREATE TABLE a AS SELECT amont FROM orders;",
            "tables/b.sql": "CREATE TABLE b AS SELECT * FROM ordrs;\nCREATE TABL c AS SELECT 1;",
            "tables/d.sql": "CREATE TABLE d OPTIONS (tgs = ['x']) AS SELECT 1 AS n FROM orders;",
        }
    )

    places = [line.split(" ")[:2] for line in shop.told()]

    assert places == [
        ["tables/a.sql:1:26", "unknown-column:"],
        ["tables/b.sql:2:8", "unknown-statement:"],
        ["tables/d.sql:1:25", "unknown-option:"],
    ]


THIRTY = """-- a file as people write them

CREATE TABLE daily (
  *,
  day PRIMARY KEY
)
OPTIONS (
  description = 'orders by day',
  tags = ['daily']
)
AS
WITH clean AS (
  SELECT
    id,
    customer,
    amount,
    CAST(placed_at AS DATE) AS day
  FROM orders
  WHERE amount > 0
),
totals AS (
  SELECT
    day,
    count(*) AS n_orders,
    sum(amount) AS revenue
  FROM clean
  GROUP BY day
)
SELECT *
FROM totals
ORDER BY day;
"""


@pytest.mark.parametrize(
    ("right", "wrong", "place", "name", "hint"),
    [
        ("    amount,", "    amuont,", "16:5", "unknown-column", 'did you mean "amount"?'),
        ("FROM orders", "FROM ordesr", "18:8", "unknown-table", 'did you mean "orders"?'),
        ("sum(amount)", "smu(amount)", "25:5", "unknown-function", 'did you mean "sum"?'),
        ("GROUP BY day", "GRUOP BY day", "27:9", "syntax", "look at the words before the place."),
        ("AS DATE)", "AS DATTE)", "17:23", "unknown-type", 'did you mean "DATE"?'),
        ("day PRIMARY KEY", "dya PRIMARY KEY", "5:3", "contract-mismatch", None),
        ("tags =", "tgas =", "9:3", "unknown-option", 'did you mean "tags"?'),
    ],
)
def test_a_typo_in_a_file_with_crlf_is_found_at_its_line_and_column(
    shop: Shop, right: str, wrong: str, place: str, name: str, hint: str | None
) -> None:
    """Acceptance test 6 of the pipelines page."""
    assert THIRTY.count(right) == 1
    text = THIRTY.replace(right, wrong).replace("\n", "\r\n")
    shop.write({"tables/daily.sql": text})

    problems = shop.problems()

    assert problems[0].span is not None
    assert (problems[0].name, problems[0].span.place) == (name, f"tables/daily.sql:{place}")
    assert hint is None or problems[0].hint == hint
    assert not (shop.root / ".forebay/catalog.sqlite").exists()


def test_the_file_of_thirty_lines_is_right(shop: Shop) -> None:
    shop.write({"tables/daily.sql": THIRTY.replace("\n", "\r\n")})

    assert shop.load().nodes["daily"].tags == ("daily",)


def test_an_assertion_must_be_true_or_false_over_known_tables(shop: Shop) -> None:
    shop.write(
        {
            "a.sql": "ASSERT (SELECT count(*) FROM customers) AS 'no';\n"
            "ASSERT (SELECT count(*) FROM custmers) > 1 AS 'no';\n"
            "ASSERT (SELECT count(*) FROM customers) > 1 AS 'yes';"
        }
    )

    assert [[*line.split(":", 3)[:3], line.split(" ")[1]] for line in shop.told()] == [
        ["a.sql", "1", "8 type-mismatch", "type-mismatch:"],
        ["a.sql", "2", "30 unknown-table", "unknown-table:"],
    ]


def test_a_source_that_cannot_be_read_is_no_mistake_of_the_project(shop: Shop) -> None:
    shop.write(
        {
            "sources/x.sql": "CREATE EXTERNAL TABLE x OPTIONS (uris = ['data/x.csv']);",
            "data/x.csv": b"",
        }
    )

    with pytest.raises(EngineError):
        shop.load()


def test_three_thousand_columns_are_bound(empty: Shop) -> None:
    """Case 65 of the bad inputs."""
    columns = ", ".join(f"{i} AS c{i}" for i in range(3_000))
    empty.write(
        {"a.sql": f"CREATE TABLE a AS SELECT {columns};", "b.sql": "CREATE VIEW b AS FROM a;"}
    )

    assert len(empty.load().nodes["b"].schema.columns) == 3_000


def test_a_folder_without_settings_is_an_error(shop: Shop) -> None:
    shop.write({"forebay.toml": None})

    with pytest.raises(ProjectError, match=r"error\[no-project\]"):
        shop.load()
