"""SEMANTICS 34: what another model answers knows all that it was trained on."""

from __future__ import annotations

from tests.trust.orders import rows

FIRST = """
CREATE MODEL worth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['refund'])
KEY (id)
{predict_at}
STANDARDS (mean_absolute_error <= 1000 POINT)
AS SELECT id, made_at, amount, refund FROM orders{where};
"""
SECOND = (
    "SELECT id, made_at, amount, predicted_refund, is_returned FROM ML.PREDICT(MODEL worth,"
    " (SELECT id, made_at, amount, returned = 1 AS is_returned FROM orders{where}))"
)


def test_a_model_that_saw_later_rows_leaks(orders):
    orders.write(
        "models/worth.sql",
        FIRST.format(
            predict_at="PREDICT AT made_at\nLABEL KNOWN AT made_at + INTERVAL 12 DAY", where=""
        ),
    )
    orders.model(query=SECOND.format(where=""))
    ended = orders.build()
    (leak,) = orders.leaks()
    assert leak.message == (
        '"predicted_refund" of "comes_back" is answered by "worth", which has seen the outcome'
        " already"
    )
    assert '"worth" was trained on rows up to 2026-02-17 20:00:00; 950 rows' in leak.detail
    assert (ended.exit_code, ended.trained) == (1, 1)


def test_a_model_without_a_prediction_time_may_have_seen_anything(orders):
    orders.write("models/worth.sql", FIRST.format(predict_at="PREDICT AT NONE", where=""))
    orders.model(query=SECOND.format(where=""))
    orders.build()
    (leak,) = orders.leaks()
    assert '"worth" has no PREDICT AT' in leak.detail


def test_a_model_of_earlier_rows_may_be_asked(orders):
    early = " WHERE made_at < TIMESTAMP '2026-02-10'"
    late = " WHERE made_at > TIMESTAMP '2026-02-20'"
    orders.write(
        "models/worth.sql",
        FIRST.format(
            predict_at="PREDICT AT made_at\nLABEL KNOWN AT made_at + INTERVAL 12 DAY", where=early
        ),
    )
    orders.write("orders.csv", rows(3000))
    orders.model(query=SECOND.format(where=late))
    ended = orders.build()
    assert not orders.leaks()
    assert ended.trained == 2
