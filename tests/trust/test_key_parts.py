"""Which columns are parts of a KEY of one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.trust.key_parts import key_parts
from forebay.trust.model_view import model_view
from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from tests.trust.flights import Flights

MADE = "carrier || '-' || tailnum AS k"
NUMBERED = "row_number() OVER (ORDER BY carrier, tailnum) AS k"


@pytest.mark.parametrize(
    ("columns", "key", "parts"),
    [
        (f"{MADE}, carrier, tailnum, origin", "k", {"carrier", "tailnum"}),
        (f"{MADE}, upper(carrier) AS c, carrier || origin AS other", "k", {"c"}),
        (f"{MADE}, carrier || tailnum AS whole", "k", set()),
        (f"{NUMBERED}, carrier, tailnum", "k", set()),
        ("carrier, tailnum, origin", "carrier, tailnum", set()),
        ("carrier, origin", "", set()),
    ],
    ids=["parts", "made of a part", "the whole", "a number", "two columns", "no key"],
)
def test_what_is_read_from_fewer_columns_than_the_key_is_a_part_of_it(
    flights: Flights, columns: str, key: str, parts: set[str]
) -> None:
    clause = f"KEY ({key}) PREDICT AT NONE" if key else "PREDICT AT NONE"
    select = f"SELECT {columns}, hour, arr_delay > 15 AS late FROM flights"
    project = flights.project(flights.model(select, clause))
    view = model_view(project.nodes["m"], trace_project(project))

    assert set(key_parts(view)) == parts


def test_the_label_is_no_part_though_it_is_made_of_one(flights: Flights) -> None:
    select = f"SELECT {MADE}, hour, carrier = 'UA' AS late FROM flights"
    project = flights.project(flights.model(select, "KEY (k) PREDICT AT NONE"))

    assert key_parts(model_view(project.nodes["m"], trace_project(project))) == ()
