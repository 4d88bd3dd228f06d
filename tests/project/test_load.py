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
        ("GROUP BY day", "GRUOP BY day", "27:9", "syntax", ""),
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
        ("SELECT *, now() AS t FROM customers", "volatile-function", "getvariable('as_of')"),
        ("SELECT *, current_date AS t FROM customers", "volatile-function", "getvariable('as_of')"),
        ("SELECT *, random() AS r FROM customers", "volatile-function", "row's own key"),
        ("SELECT * FROM customers USING SAMPLE 10 ROWS", "volatile-function", "REPEATABLE"),
        ("SELECT * FROM customers LIMIT 10", "unordered", "ORDER BY"),
        ("SELECT is_big, first(n_orders) AS n FROM customers GROUP BY is_big", "unordered", "min"),
        ("SELECT *, row_number() OVER () AS n FROM customers", "unordered", "ORDER BY"),
    ],
)
def test_what_a_model_is_made_from_can_be_repeated(
    shop: Shop, query: str, name: str, hint: str
) -> None:
    """SEMANTICS 12."""
    model = (
        "CREATE MODEL big OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big'])\n"
        "PREDICT AT NONE AS SELECT * FROM rows;"
    )
    shop.write({"models/big.sql": model, "tables/rows.sql": f"CREATE VIEW rows AS {query};"})

    [problem] = shop.problems()

    assert problem.name == name
    assert '"big"' in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM customers ORDER BY customer LIMIT 10",
        "SELECT is_big, first(n_orders ORDER BY customer) AS n FROM customers GROUP BY is_big",
        "SELECT *, row_number() OVER (ORDER BY customer) AS n FROM customers",
        "SELECT *, last_at < getvariable('as_of') AS is_old FROM customers",
    ],
)
def test_what_says_its_order_may_stand_below_a_model(shop: Shop, query: str) -> None:
    """SEMANTICS 12."""
    model = (
        "CREATE MODEL big OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big'])\n"
        "PREDICT AT NONE AS SELECT * FROM rows;"
    )
    shop.write({"models/big.sql": model, "tables/rows.sql": f"CREATE VIEW rows AS {query};"})

    assert shop.problems() == []


def test_elsewhere_a_node_that_cannot_be_repeated_is_volatile(shop: Shop) -> None:
    """SEMANTICS 12: and so is what reads it through a view or macro."""
    shop.write(
        {
            "a.sql": "CREATE VIEW seen AS SELECT *, now() AS seen_at FROM customers;",
            "b.sql": "CREATE TABLE report AS SELECT count(*) AS n, max(seen_at) AS t FROM seen;",
            "c.sql": "CREATE TABLE other AS SELECT * FROM report;",
            "d.sql": "CREATE MACRO age_of(t) AS now() - t;",
            "e.sql": "CREATE TABLE ages AS SELECT age_of(last_at) AS a FROM customers;",
        }
    )

    nodes = shop.load().nodes

    assert [key for key, node in nodes.items() if node.volatile] == [
        "age_of",
        "ages",
        "seen",
        "report",
    ]


def test_ancestors_of_a_model_that_add_floats_run_on_one_thread(shop: Shop) -> None:
    """SEMANTICS 11."""
    shop.write({"a.sql": "CREATE TABLE report AS SELECT avg(amount) AS a FROM orders;"})

    nodes = shop.load().nodes

    assert (nodes["customers"].model_ancestor, nodes["customers"].single_threaded) == (True, True)
    assert (nodes["report"].model_ancestor, nodes["report"].single_threaded) == (False, False)


def test_variables_that_a_node_reads_are_known(shop: Shop) -> None:
    """SEMANTICS 7: they are part of the fingerprint of the nodes that read them."""
    shop.write(
        {
            "a.sql": "CREATE TABLE a AS SELECT * FROM orders "
            "WHERE placed_at < getvariable('as_of') AND note = getvariable('word');"
        }
    )

    assert shop.load().nodes["a"].variables == ("as_of", "word")


def test_macros_are_nodes_and_what_they_read_is_known(shop: Shop) -> None:
    shop.write(
        {
            "a.sql": "CREATE MACRO eur(cents) AS round(cents / 100, 2);",
            "b.sql": "CREATE MACRO of_customer(c) AS TABLE FROM orders WHERE customer = c;",
            "c.sql": "CREATE TABLE t AS SELECT eur(amount) AS e FROM of_customer(10);",
        }
    )

    nodes = shop.load().nodes

    assert nodes["t"].reads == ("eur", "of_customer")
    assert nodes["of_customer"].reads == ("orders",)


def test_rejected_rows_can_be_read_and_count_as_a_read_of_their_table(shop: Shop) -> None:
    """SEMANTICS 35: rejected rows publish with their table."""
    shop.write(
        {
            "tables/customers.sql": "CREATE TABLE customers "
            "(*, CONSTRAINT c EXPECT (n_orders > 0) ON VIOLATION DROP ROW) AS "
            "SELECT customer, count(*) AS n_orders, sum(amount) > 50 AS is_big "
            "FROM orders GROUP BY customer;",
            "a.sql": "CREATE TABLE bad AS SELECT customer, constraints_broken "
            "FROM customers__rejected;",
        }
    )

    assert shop.load().nodes["bad"].reads == ("customers",)


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


def test_a_call_of_a_model_is_a_read_of_it_and_of_its_inputs(shop: Shop) -> None:
    shop.write(
        {
            "a.sql": "CREATE TABLE scored AS WITH picked AS (SELECT * FROM customers) "
            "SELECT customer, predicted_is_big FROM ML.PREDICT(MODEL big, TABLE picked);"
        }
    )

    node = shop.load().nodes["scored"]

    assert (node.reads, node.model_reads) == (("big", "customers"), ("big",))


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


def test_an_assertion_belongs_to_the_last_node_that_it_reads(shop: Shop) -> None:
    """Another assertion builds that node again, and no other."""
    before = shop.load()
    shop.write({"a.sql": "ASSERT (SELECT count(*) FROM customers) > 1 AS 'some';"})

    after = shop.load()

    assert after.assert_reads == (("customers",),)
    changed = [k for k in after.nodes if after.nodes[k].definition != before.nodes[k].definition]
    assert changed == ["customers"]


def test_comments_and_layout_change_no_definition(shop: Shop) -> None:
    """SEMANTICS 7."""
    before = shop.load()
    text = (shop.root / "tables/customers.sql").read_text()
    shop.write(
        {"tables/customers.sql": "-- why\n" + text.replace("SELECT", "select\n  /* x */").upper()}
    )

    after = shop.load()

    assert {k: n.definition for k, n in after.nodes.items()} == {
        k: n.definition for k, n in before.nodes.items()
    }


def test_standards_change_the_judgement_of_a_model_and_not_its_definition(shop: Shop) -> None:
    """SEMANTICS 8."""
    before = shop.load().nodes["big"]
    text = (shop.root / "models/big.sql").read_text()
    shop.write({"models/big.sql": text.replace("0.6", "0.7")})

    after = shop.load().nodes["big"]

    assert after.definition == before.definition
    assert after.judgement != before.judgement


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
