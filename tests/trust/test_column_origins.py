from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.column_origins import column_origins

if TYPE_CHECKING:
    from tests.trust.flights import Flights

EARLY = """
CREATE MODEL early OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_far'])
PREDICT AT NONE AS SELECT carrier, origin, distance > 900 AS is_far FROM flights;
"""


def test_columns_are_followed_through_tables_and_views_to_the_sources(flights: Flights) -> None:
    project = flights.project(
        "CREATE TABLE carriers AS SELECT carrier, count(*) AS n, avg(distance) AS far,"
        " max(left_at) AS last FROM flights GROUP BY carrier;"
        "CREATE VIEW v AS WITH c AS (SELECT * FROM carriers WHERE n > 0)"
        " SELECT c.*, n / 2 AS half, p.maker FROM c LEFT JOIN planes p ON p.tailnum = c.carrier;"
        "CREATE TABLE t AS SELECT CARRIER, half, far, last, Maker, 1 AS one FROM v;"
    )

    assert dict(column_origins(project, "T")) == {
        "carrier": ("flights.carrier",),
        "half": (),  # count(*) is made of rows, not of a column
        "far": ("flights.distance",),
        "last": ("flights.left_at",),  # that the source computes it is the source's business
        "maker": ("planes.maker",),
        "one": (),
    }


def test_what_a_model_answers_stands_for_itself(flights: Flights) -> None:
    project = flights.project(
        EARLY + "CREATE TABLE s AS SELECT carrier, predicted_is_far AS guess"
        " FROM ML.PREDICT(MODEL early, (SELECT * FROM flights));"
    )

    assert dict(column_origins(project, "s")) == {
        "carrier": ("flights.carrier",),
        "guess": ("early.predicted_is_far",),
    }


def test_a_star_over_a_call_gives_the_answers_under_their_names(flights: Flights) -> None:
    project = flights.project(
        EARLY + "CREATE TABLE s AS SELECT * FROM ML.PREDICT(MODEL early, TABLE flights);"
    )

    found = column_origins(project, "s")

    assert found["predicted_is_far"] == ("early.predicted_is_far",)
    assert found["distance"] == ("flights.distance",)


def test_what_chose_the_rows_is_no_origin(flights: Flights) -> None:
    project = flights.project(
        "CREATE TABLE t AS SELECT max(hour) AS late FROM flights WHERE distance > 500;"
    )

    assert dict(column_origins(project, "t")) == {"late": ("flights.hour",)}
