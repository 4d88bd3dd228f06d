"""CREATE TEST, judged before any test runs (SEMANTICS 36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shop

RIGHT = """CREATE TEST two_orders FOR customers
WITH orders (customer, amount) AS (VALUES (1, 10.0), (1, 60.0))
EXPECT (customer, n_orders, is_big) AS (VALUES (1, 2, TRUE));
"""


def test_a_test_that_is_right_is_kept_with_the_project(shop: Shop) -> None:
    shop.write({"tests/t.sql": RIGHT})

    assert [t.name.text for t in shop.load().tests] == ["two_orders"]


@pytest.mark.parametrize(
    ("right", "wrong", "name", "word", "hint"),
    [
        ("FOR customers", "FOR custmers", "unknown-table", "custmers", '"customers"'),
        ("FOR customers", "FOR orders", "not-testable", "orders", ""),
        ("WITH orders", "WITH ordres", "unknown-input", "ordres", '"orders"'),
        ("WITH orders", "WITH big", "unknown-input", "big", ""),
        ("(customer, amount)", "(customer, amuont)", "unknown-column", "amuont", '"amount"'),
        ("(customer, amount)", "(customer)", "column-count", None, ""),
        ("n_orders, is_big", "n_ordres, is_big", "unknown-column", "n_ordres", '"n_orders"'),
        ("VALUES (1, 2, TRUE)", "VALUES (1, 2)", "column-count", None, ""),
        ("VALUES (1, 2, TRUE)", "VALUES (1, two, TRUE)", "unknown-column", "two", ""),
        ("EXPECT (cust", "EXPECT REJECTED (cust", "no-rejected-rows", None, "DROP ROW"),
    ],
)
def test_what_is_wrong_is_named_at_its_word(
    shop: Shop, right: str, wrong: str, name: str, word: str | None, hint: str
) -> None:
    assert right in RIGHT
    shop.write({"tests/t.sql": RIGHT.replace(right, wrong)})

    problem = shop.problems()[0]

    assert problem.name == name
    assert problem.span is not None
    assert word is None or problem.span.text == word
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tables/customers.sql", "CREATE TABLE customers AS SELECT FROM WHERE;"),
        ("tables/customers.sql", "CREATE TABLE customers (*, x y z) AS SELECT 1;"),
        ("sources/orders.sql", "CREATE EXTERNAL TABLE orders (a b c d);"),
    ],
)
def test_what_cannot_be_read_is_told_once_and_not_again_by_its_tests(
    shop: Shop, path: str, text: str
) -> None:
    shop.write({"tests/t.sql": RIGHT, path: text})

    assert [problem.span.source.path for problem in shop.problems() if problem.span] == [path]


def test_two_tests_of_one_name_are_an_error(shop: Shop) -> None:
    shop.write({"tests/a.sql": RIGHT, "tests/b.sql": RIGHT.replace("two_orders", "Two_Orders")})

    assert shop.told() == ['tests/b.sql:1:13 duplicate-name: test "Two_Orders" is taken twice']


def test_rejected_rows_may_be_expected_of_a_table_that_drops_rows(shop: Shop) -> None:
    shop.write(
        {
            "tables/customers.sql": "CREATE TABLE customers "
            "(*, CONSTRAINT c EXPECT (n_orders > 1) ON VIOLATION DROP ROW) AS "
            "SELECT customer, count(*) AS n_orders, sum(amount) > 50 AS is_big "
            "FROM orders GROUP BY customer;",
            "tests/t.sql": RIGHT.replace("EXPECT (cust", "EXPECT REJECTED (cust"),
        }
    )

    assert shop.problems() == []
