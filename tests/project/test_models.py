"""CREATE MODEL, judged before anything is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shop

HEAD = "CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big'])"


@pytest.mark.parametrize(
    ("text", "name", "word", "hint"),
    [
        ("CREATE MODEL m PREDICT AT NONE AS SELECT is_big AS label, n_orders FROM customers",
         "missing-model-type", "m", "LOGISTIC_REG"),
        (("CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REGR') PREDICT AT NONE "
         "AS SELECT is_big AS label, n_orders FROM customers"),
         "unknown-model-type", "'LOGISTIC_REGR'", 'did you mean "LOGISTIC_REG"?'),
        (("CREATE MODEL m OPTIONS (model_type = 'AUTOENCODER') PREDICT AT NONE "
         "AS SELECT is_big AS label, n_orders FROM customers"), "not-supported", "'AUTOENCODER'",
         ""),
        (("CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', learn_rat = 1) PREDICT AT NONE "
         "AS SELECT is_big AS label, n_orders FROM customers"), "unknown-option", "learn_rat = 1",
         ""),
        (("CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', l2_reg = 'much') PREDICT AT NONE "
         "AS SELECT is_big AS label, n_orders FROM customers"), "bad-option", "'much'", "number"),
        (("CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_bgi']) "
         "PREDICT AT NONE AS SELECT * FROM customers"), "unknown-column", "is_bgi",
         'did you mean "is_big"?'),
        (("CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG') PREDICT AT NONE "
         "AS SELECT * FROM customers"), "no-label", "m", "input_label_cols"),
        (("CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['is_big']) "
         "PREDICT AT NONE AS SELECT * FROM customers"), "label-type", "['is_big']", "classifier"),
        (f"{HEAD} KEY (custmer) PREDICT AT NONE AS SELECT * FROM customers",
         "unknown-column", "custmer", 'did you mean "customer"?'),
        (f"{HEAD} PREDICT AT CAST(last_at AS DATE) AS SELECT * FROM customers",
         "date-as-time", "CAST(last_at AS DATE)", "write CAST(last_at AS DATE) + INTERVAL 1 DAY."),
        (f"{HEAD} PREDICT AT lst_at AS SELECT * FROM customers",
         "unknown-column", "lst_at", 'did you mean "last_at"?'),
        (f"{HEAD} PREDICT AT last_at LABEL KNOWN AT n_orders AS SELECT * FROM customers",
         "type-mismatch", "n_orders", "CAST"),
        (f"{HEAD} PREDICT AT NONE STANDARDS (roc_acu >= 0.6) AS SELECT * FROM customers",
         "unknown-metric", "roc_acu", 'did you mean "roc_auc"?'),
        (f"{HEAD} PREDICT AT NONE STANDARDS (r2_score >= 0.6) AS SELECT * FROM customers",
         "unknown-metric", "r2_score", ""),
        ((f"{HEAD} PREDICT AT NONE STANDARDS (roc_auc >= 0.6 FOR EACH cutomer) "
         "AS SELECT * FROM customers"), "unknown-column", None, 'did you mean "customer"?'),
        (f"{HEAD} TRANSFORM (n_ordrs + 1 AS n, is_big) PREDICT AT NONE AS SELECT * FROM customers",
         "unknown-column", "n_ordrs", 'did you mean "n_orders"?'),
        (f"{HEAD} PREDICT AT NONE ALLOW LEAKAGE (lastat) BECAUSE 'x' AS SELECT * FROM customers",
         "unknown-column", "lastat", 'did you mean "last_at"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_word(
    shop: Shop, text: str, name: str, word: str | None, hint: str
) -> None:
    """Case 68 of the bad inputs, and the rest of a model's statement."""
    shop.write({"m.sql": f"{text};"})

    [problem] = [p for p in shop.problems() if p.severity == "error"]

    assert problem.name == name
    assert problem.span is not None
    assert word is None or problem.span.text == word
    assert hint in problem.hint


def test_all_that_is_wrong_with_a_model_is_told_at_once(shop: Shop) -> None:
    shop.write(
        {
            "m.sql": "CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', "
            "input_label_cols = ['is_bgi'], l2_rg = 1) KEY (custmer) "
            "PREDICT AT CAST(last_at AS DATE) STANDARDS (roc_acu > 0.5) "
            "AS SELECT * FROM customers;"
        }
    )

    assert [p.name for p in shop.problems()] == [
        "unknown-column",
        "unknown-option",
        "unknown-column",
        "date-as-time",
        "unknown-metric",
    ]


def test_a_model_without_a_prediction_time_says_so_until_it_says_none(shop: Shop) -> None:
    shop.write({"m.sql": f"{HEAD} AS SELECT * FROM customers;"})
    without = shop.load().warnings
    shop.write({"m.sql": f"{HEAD} PREDICT AT NONE AS SELECT * FROM customers;"})

    assert [(w.name, w.severity) for w in without] == [("no-predict-at", "warning")]
    assert shop.load().warnings == ()


def test_features_are_the_columns_without_a_role(shop: Shop) -> None:
    """SEMANTICS 10."""
    shop.write(
        {
            "m.sql": f"{HEAD} KEY (customer) PREDICT AT last_at AS "
            "SELECT *, n_orders * 2 AS twice FROM customers;"
        }
    )

    node = shop.load().nodes["m"]

    assert node.features == ("n_orders", "twice")
    assert node.row_key == ("customer",)


def test_transform_decides_what_is_a_feature(shop: Shop) -> None:
    """SEMANTICS 10 and 23."""
    shop.write(
        {
            "m.sql": f"{HEAD} TRANSFORM (ML.STANDARD_SCALER(n_orders) OVER () AS n, "
            "customer % 2 AS odd, is_big) KEY (customer) PREDICT AT NONE AS "
            "SELECT * FROM customers;"
        }
    )

    assert shop.load().nodes["m"].features == ("n", "odd")


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("SELECT * FROM customers", ("customer",)),
        ("SELECT is_big, customer, n_orders FROM customers WHERE n_orders > 0", ("customer",)),
        ("SELECT c.is_big, c.n_orders, c.customer FROM customers AS c", ("customer",)),
        ("SELECT * EXCLUDE (last_at) FROM customers ORDER BY customer", ("customer",)),
        ("SELECT is_big, n_orders FROM customers", ()),
        ("SELECT is_big, n_orders AS customer FROM customers", ()),
        ("SELECT is_big, n_orders customer FROM customers", ()),
        ("SELECT * EXCLUDE (customer), 1 AS customer FROM customers", ()),
        ("SELECT * REPLACE (1 AS customer) FROM customers", ()),
        ("SELECT c.* FROM customers AS c JOIN orders AS o ON o.customer = c.customer", ()),
        ("SELECT c.* FROM customers AS c, orders AS o", ()),
        ("SELECT * FROM customers UNION ALL SELECT * FROM customers", ()),
        ("SELECT * FROM (SELECT * FROM customers)", ()),
    ],
)
def test_the_primary_key_identifies_rows_where_a_plain_select_carries_it(
    shop: Shop, query: str, key: tuple[str, ...]
) -> None:
    """SEMANTICS 10."""
    shop.write({"m.sql": f"{HEAD} PREDICT AT NONE AS {query};"})

    assert shop.load().nodes["m"].row_key == key


def test_a_slice_that_is_a_feature_or_not_is_part_of_the_definition(shop: Shop) -> None:
    """What is learned from decides the model, wherever it is written."""
    shop.write({"m.sql": f"{HEAD} PREDICT AT NONE AS SELECT * FROM customers;"})
    before = shop.load().nodes["m"]
    shop.write({"m.sql": f"{HEAD} CARRY (n_orders) PREDICT AT NONE AS SELECT * FROM customers;"})

    after = shop.load().nodes["m"]

    assert set(before.features) - set(after.features) == {"n_orders"}
    assert after.definition != before.definition


def test_a_word_of_sql_that_stands_alone_is_a_column(shop: Shop) -> None:
    model = f"{HEAD} KEY (customer) PREDICT AT at LABEL KNOWN AT end AS "
    shop.write(
        {
            "m.sql": f'{model} SELECT *, last_at AS at, last_at AS "end" FROM customers;',
            "x.sql": "CREATE TABLE x KNOWN AT at AS SELECT last_at AS at FROM customers;",
        }
    )

    assert shop.problems() == []


def test_a_word_of_sql_that_names_no_column_is_an_unknown_column(shop: Shop) -> None:
    shop.write({"m.sql": f"{HEAD} PREDICT AT at AS SELECT * FROM customers;"})

    assert [p.name for p in shop.problems()] == ["unknown-column"]
