"""How the values of many columns are spread."""

from __future__ import annotations

from forebay.build.column_profile import column_profile
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.query.spread import number_spreads

N_COLUMNS = 120  # more than go into one query
COLUMNS = ", ".join(f"i * {place + 1} AS c{place}" for place in range(N_COLUMNS))


def test_each_of_many_columns_has_its_own_spread_and_profile(tmp_path):
    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=(tmp_path,), scratch=tmp_path / "scratch"
    ) as workspace:
        workspace.define_view("t", f"SELECT {COLUMNS} FROM range(11) AS r(i)")
        schema = workspace.describe("FROM t")

        spreads = number_spreads(workspace, "t", schema.names, 5)
        profile = column_profile(workspace, "t", schema.columns)

    assert [spread.high for spread in spreads] == [10.0 * (i + 1) for i in range(N_COLUMNS)]
    assert list(profile) == list(schema.names)
    for place, told in enumerate(profile.values()):
        assert told["spread"]["high"] == 10.0 * (place + 1)
        assert sum(told["counts"]) == 11
