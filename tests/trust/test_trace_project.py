from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.trust.flights import Flights

    from forebay.trust.traced import Origins


def places(origins: Origins) -> set[str]:
    return {f"{o.source}.{o.column}" for o in origins}


@pytest.mark.parametrize(
    ("select", "value", "control"),
    [
        ("SELECT arr_delay + hour AS x FROM flights", {"arr_delay", "hour"}, set()),
        ("SELECT left_at AS x FROM flights", {"sched_dep", "dep_delay"}, set()),
        ("SELECT max(hour) AS x FROM flights WHERE distance > 9", {"hour"}, {"distance"}),
        ("SELECT hour AS x FROM flights WHERE distance > 9", {"hour"}, set()),
        ("SELECT count(*) FILTER (WHERE dep_delay > 0) AS x FROM flights", {"*"}, {"dep_delay"}),
        (
            "SELECT carrier IN (SELECT carrier FROM flights WHERE hour = 1) AS x FROM flights",
            {"carrier"},
            {"hour"},
        ),
        (
            (
                "WITH w AS (SELECT id, hour FROM flights QUALIFY row_number() OVER "
                "(PARTITION BY carrier ORDER BY dep_delay, id) = 1) "
                "SELECT w.hour AS x FROM flights f JOIN w ON w.id = f.id"
            ),
            {"hour"},
            {"*", "dep_delay", "carrier", "id"},
        ),
    ],
)
def test_columns_are_followed_by_value_and_by_what_chose_their_rows(
    flights: Flights, select: str, value: set[str], control: set[str]
) -> None:
    found = flights.column(select)

    assert places(found.value) == {f"flights.{name}" for name in value}
    assert places(found.control) == {f"flights.{name}" for name in control}


def test_macros_and_views_are_looked_through(flights: Flights) -> None:
    lineage = flights.lineage("""
    CREATE MACRO twice(a, b := 2) AS a * b;
    CREATE VIEW v AS SELECT twice(hour) AS h FROM flights;
    CREATE TABLE t AS SELECT h + 1 AS x FROM v;
    """)

    assert places(lineage.relations["t"].columns["x"].value) == {"flights.hour"}


def test_a_source_says_when_its_columns_are_known(flights: Flights) -> None:
    lineage = flights.lineage("CREATE TABLE t AS SELECT carrier, dep_delay FROM flights;")
    columns = lineage.relations["t"].columns

    (carrier,), (delay,) = columns["carrier"].value, columns["dep_delay"].value
    known, late = lineage.known_at(carrier), lineage.known_at(delay)
    assert known is not None
    assert late is not None
    assert (known.column, known.offset) == ("sched_dep", -86400.0)
    assert (late.column, late.offset) == ("sched_dep", 0.0)
    assert {term.text for term in late.terms} == {"dep_delay*60"}


def test_the_place_of_a_column_is_where_it_was_computed(flights: Flights) -> None:
    lineage = flights.lineage(
        "CREATE VIEW v AS SELECT hour + 1 AS x FROM flights; CREATE TABLE t AS SELECT * FROM v;"
    )

    span = lineage.relations["t"].columns["x"].span
    assert span is not None
    assert span.text == "hour + 1 AS x"
