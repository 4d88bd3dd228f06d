"""Features that hold the label in another form, as a build tells of them."""

from __future__ import annotations

import random

import pytest
from tests.trust.data import Data


def sold(y, draw) -> int:
    """Return to whom a loan was sold: only of those that were granted."""
    return draw.randrange(1, 6) if y and draw.random() < 0.6 else 0


def amounts(root) -> Data:
    """Write 600 rows of amounts, in money of their own and in one."""
    data = Data(root, 600)
    draw, lines = random.Random(4), ["id,price,quantity,rate,y"]
    for i in range(600):
        price, quantity = round(draw.uniform(1, 40), 2), draw.randrange(1, 9)
        lines.append(f"{i},{price},{quantity},{draw.choice([1.0, 0.92, 147.5])},0")
    (root / "a.csv").write_text("\n".join(lines) + "\n")
    return data


def test_values_that_settle_the_answer_are_refused(tmp_path):
    (error,), _ = Data(tmp_path, 1500, sold=sold).build()
    assert error.name == "suspicious-feature"
    assert error.message == 'where "sold" is not 0, "y" is always 1'
    assert error.detail.startswith("so it is in all of ")
    assert "ALLOW LEAKAGE (sold)" in error.hint
    assert error.hint.endswith("leave them out by WHERE.")


def test_what_settles_it_is_told_beside_what_tells_it_alone(tmp_path):
    data = Data(tmp_path, 1500, sold=sold, again=lambda y, draw: 2 * y + 0 * draw.random())
    errors, _ = data.build()
    assert {error.message for error in errors} == {
        '"again" alone tells "y" almost perfectly',
        'where "sold" is not 0, "y" is always 1',
    }


def test_what_settles_it_is_allowed_in_writing(tmp_path):
    errors, notices = Data(tmp_path, 1500, sold=sold).build(
        clauses=" ALLOW LEAKAGE (sold) BECAUSE 'loans are sold before they are granted here'"
    )
    assert not errors
    assert notices["suspicious-feature"].severity == "warning"


@pytest.mark.parametrize(("known_at", "refused"), [("", True), (" KNOWN AT day", False)])
def test_what_a_source_dates_may_settle_the_answer(tmp_path, known_at, refused):
    """Whoever knows it in time may use it: the source says so, and the replay has tried it."""
    data = Data(tmp_path, 1500, sold=sold)
    day = "day AS (TIMESTAMP '2026-01-01' + id * INTERVAL 1 HOUR)"
    (tmp_path / "a.sql").write_text(
        f"CREATE EXTERNAL TABLE a (*, {day}) OPTIONS (uris = ['a.csv']){known_at};"
    )
    text = "PREDICT AT day + INTERVAL 1 MINUTE LABEL KNOWN AT day + INTERVAL 2 MINUTE"
    errors, _ = data.build(predict_at=text)
    assert [e.message for e in errors] == (
        ['where "sold" is not 0, "y" is always 1'] if refused else []
    )


def test_two_columns_that_the_label_compares_are_refused(tmp_path):
    (error,), _ = Data(tmp_path, 1500).build("SELECT id, x, z, w, w > z + 0.2 AS y FROM a")
    assert error.message == '"z" - "w" tells "y" without error'
    assert "SELECT * EXCLUDE (z, w)" in error.hint


def test_a_label_in_other_units_is_refused(tmp_path):
    (error,), _ = amounts(tmp_path).build(
        "SELECT id, price, quantity, CASE rate WHEN 1 THEN 'us' WHEN 0.92 THEN 'de' ELSE 'jp' END"
        " AS land, price * rate AS y FROM a",
        kind="LINEAR_REG",
    )
    assert error.message == '"y" is "price" times a factor that "land" tells'
    assert "SELECT * EXCLUDE (price, land)" in error.hint


def test_features_that_multiply_to_the_label_are_refused(tmp_path):
    (error,), _ = amounts(tmp_path).build(
        "SELECT id, price, quantity, rate, price * quantity * rate AS y FROM a", kind="LINEAR_REG"
    )
    assert error.message == ('"y" is a product of features, each to a power: price, quantity, rate')


def test_features_that_add_up_to_the_label_are_refused(tmp_path):
    (error,), _ = amounts(tmp_path).build(
        "SELECT id, price, quantity, price + quantity AS y FROM a", kind="LINEAR_REG"
    )
    assert error.message == ('"y" is a sum of features, each times a number: price, quantity')
