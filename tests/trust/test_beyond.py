"""Values beyond all that a column has."""

from __future__ import annotations

import pytest

from forebay.engine import Column
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.trust.beyond import beyond


@pytest.fixture
def asked(tmp_path):
    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[], scratch=tmp_path / "scratch"
    ) as workspace:

        def ask(kind: str, values: str, end: str):
            listed = ", ".join(f"(CAST({value} AS {kind}))" for value in values.split())
            workspace.define_view("t", f"SELECT * FROM (VALUES {listed}) AS v(x)")
            sql = beyond('"t"', Column("x", kind), end)
            return [value for (value,) in workspace.rows(f"SELECT {sql} FROM t")]

        yield ask


@pytest.mark.parametrize("kind", ["TINYINT", "BIGINT", "DOUBLE"])
def test_a_number_beyond_all_others_is_as_far_from_them_as_they_are_apart(asked, kind):
    assert asked(kind, "3 10 NULL", "above") == [18, 18, None]  # 2 * 10 - 3 + 1
    assert asked(kind, "3 10 NULL", "below") == [-5, -5, None]


def test_a_number_that_its_type_does_not_hold_is_the_end_that_the_row_does_not_have(asked):
    assert asked("TINYINT", "100 -100 0", "above") == [-100, 100, 100]


def test_a_text_beyond_all_others_is_one_that_no_row_has(asked):
    """With the greatest one a row would come among those of another firm."""
    above = asked("VARCHAR", "'acme' 'zoo' NULL", "above")
    below = asked("VARCHAR", "'acme' 'zoo' NULL", "below")
    assert above == ["zoo~", "zoo~", None]
    assert below == [" acme", " acme", None]
    assert above[0] > "zoo"
    assert below[0] < "acme"


def test_a_time_becomes_the_end_of_its_range_that_the_row_does_not_have(asked):
    days = "'2026-01-01' '2026-02-01' '2026-03-01' NULL"
    above, below = asked("DATE", days, "above"), asked("DATE", days, "below")
    assert [str(day)[5:7] for day in above] == ["03", "03", "01", ""]
    assert [str(day)[5:7] for day in below] == ["03", "01", "01", ""]
