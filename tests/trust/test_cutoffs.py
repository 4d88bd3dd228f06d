"""The prediction times that are tried: spread, shared by many rows, the same each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.trust.cutoffs import cutoffs

START = datetime(2026, 1, 1)  # noqa: DTZ001 - in UTC, as ours


def chosen(tmp_path, per_time: list[int], at_least: int = 8):
    """Return what is chosen of hours with so many rows each."""
    values = [
        f"TIMESTAMP '{START + timedelta(hours=hour)}'"
        for hour, count in enumerate(per_time)
        for _ in range(count)
    ]
    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=(tmp_path,), scratch=tmp_path / "scratch"
    ) as workspace:
        rows = ", ".join(f"({value})" for value in values) or "(NULL)"
        workspace.define_view(
            "f", f"SELECT CAST(v AS TIMESTAMP) AS __predict_at FROM (VALUES {rows}) AS t(v)"
        )
        return cutoffs(workspace, "f", at_least=at_least)


def test_of_each_stratum_the_time_with_most_rows_is_taken(tmp_path):
    found = chosen(tmp_path, [3, 9, 3, 3, 3, 3, 9, 3], at_least=2)
    assert sorted(found) == [(START + timedelta(hours=1), 9), (START + timedelta(hours=6), 9)]


def test_times_of_single_rows_give_twenty(tmp_path):
    assert len(chosen(tmp_path, [1] * 100)) == 20


def test_few_times_are_all_taken(tmp_path):
    assert len(chosen(tmp_path, [5] * 3)) == 3


def test_no_time_gives_none(tmp_path):
    assert chosen(tmp_path, []) == ()


@pytest.mark.parametrize("first", [2, 3, 4])
def test_any_first_part_is_spread_over_time(tmp_path, first):
    hours = [(time - START) // timedelta(hours=1) for time, _ in chosen(tmp_path, [4] * 80)]
    part = sorted(hours[:first])
    assert part[0] < 10
    assert part[-1] >= 70
    assert max(b - a for a, b in pairwise(part)) <= 1.2 * 80 / (first - 1)
