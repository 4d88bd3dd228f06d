"""Each function gives the columns that BigQuery ML's reference lists: names, order and types."""

from __future__ import annotations

import pytest
from tests.query.reference_columns import REFERENCE, SCRIPT

from forebay.session import connect

CALLS = [(model, call) for model, calls in REFERENCE.items() for call in calls]


@pytest.fixture(scope="module")
def fb():
    with connect(dialect="bigquery") as session:
        session.sql(SCRIPT)
        yield session


@pytest.mark.parametrize(("model", "call"), CALLS)
def test_columns_are_those_of_the_reference(model, call, fb):
    found = fb.sql(f"SELECT * FROM ML.{call.format(m=model, rows='made')}")

    # Which fields of a STRUCT DuckDB shows in quotes differs from version to version.
    types = [kind.replace('"', "") for kind in found.types]
    assert list(zip(found.columns, types, strict=True)) == list(REFERENCE[model][call].items())
