from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.project.lineage import lineage

if TYPE_CHECKING:
    from conftest import Shop


def test_features_are_traced_through_tables_and_views_to_the_sources(shop: Shop) -> None:
    shop.write(
        {
            "v.sql": "CREATE VIEW v AS WITH c AS (SELECT * FROM customers WHERE n_orders > 0) "
            "SELECT c.*, n_orders / 2 AS half, o.note FROM c "
            "LEFT JOIN orders AS o ON o.customer = c.customer;",
            "m.sql": "CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', "
            "input_label_cols = ['is_big']) PREDICT AT NONE AS "
            "SELECT is_big, half, note, last_at, 1 AS one FROM v;",
        }
    )

    found = lineage(shop.load(), "M")

    assert dict(found) == {
        "is_big": ("orders.amount",),
        "half": (),  # count(*) is made of rows, not of a column
        "note": ("orders.note",),
        "last_at": ("orders.placed_at",),
        "one": (),
    }


def test_what_a_call_gives_stands_for_itself(shop: Shop) -> None:
    shop.write(
        {
            "s.sql": "CREATE TABLE s AS SELECT customer, predicted_is_big "
            "FROM ML.PREDICT(MODEL big, (SELECT * FROM customers));"
        }
    )

    found = lineage(shop.load(), "s")

    assert found["predicted_is_big"] == ("big.predicted_is_big",)


def test_a_query_that_the_helper_cannot_read_has_no_origins(shop: Shop) -> None:
    """Nothing depends on lineage but what people are shown."""
    shop.write({"p.sql": "CREATE TABLE p AS FROM orders POSITIONAL JOIN customers SELECT id;"})

    assert set(lineage(shop.load(), "p")) == {"id"}
