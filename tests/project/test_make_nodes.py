"""What is known of a node before it is built: what it reads, and whether it can be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shop


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


def test_a_call_of_a_model_is_a_read_of_it_and_of_its_inputs(shop: Shop) -> None:
    shop.write(
        {
            "a.sql": "CREATE TABLE scored AS WITH picked AS (SELECT * FROM customers) "
            "SELECT customer, predicted_is_big FROM ML.PREDICT(MODEL big, TABLE picked);"
        }
    )

    node = shop.load().nodes["scored"]

    assert (node.reads, node.model_reads) == (("big", "customers"), ("big",))


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
