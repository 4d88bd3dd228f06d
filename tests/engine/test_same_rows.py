"""What can be told of a query from its words: whether it gives the same rows at each run."""

from __future__ import annotations

import pytest

from forebay.engine.same_rows import same_rows

SURE = [
    "SELECT a.x + 1 AS y FROM a LEFT JOIN b ON b.k = a.k WHERE a.x > 0",
    "SELECT upper(x) AS x FROM a, b -- LIMIT 5",
    "SELECT 'LIMIT' AS word FROM a",
]
UNSURE = [
    "SELECT x FROM a LIMIT 5",
    "SELECT row_number() OVER (ORDER BY x) AS n FROM a",
    "SELECT x, count(*) AS n FROM a GROUP BY x",
    "SELECT avg(x) AS x FROM a",
    "SELECT DISTINCT ON (x) y FROM a",
    "SELECT x FROM a USING SAMPLE 5",
    "SELECT x FROM a WHERE x IN (SELECT y FROM b)",
    "SELECT x FROM a UNION ALL SELECT x FROM b",
    "WITH c AS (FROM a) SELECT x FROM c",
    "SELECT random() AS x FROM a",
    'SELECT "random"() AS x FROM a',
    "SELECT current_date AS x FROM a",
    "SELECT 'x FROM a",
]


@pytest.mark.parametrize("text", SURE)
def test_joined_rows_with_conditions_are_the_same_at_each_run(text):
    assert same_rows(text)


@pytest.mark.parametrize("text", UNSURE)
def test_what_chooses_gathers_or_changes_is_not_sure(text):
    assert not same_rows(text)


def test_an_asof_join_is_sure_only_where_no_two_rows_are_equally_late(workspace, tmp_path):
    at = "TIMESTAMP '2020-01-01' + INTERVAL 1 HOUR * "
    for name, hour in (("once", "i"), ("twice", "(i // 2)")):
        text = f"SELECT 1 AS k, {at}{hour} AS t FROM range(10) AS r (i)"
        file = workspace.write(text, tmp_path / "tables" / f"{name}.parquet")
        workspace.attach(name, [file.path], workspace.describe(text))
    query = "SELECT l.k FROM once AS l ASOF JOIN {0} AS r ON r.k = l.k AND r.t <= l.t"
    assert workspace.gives_same_rows(query.format("once"))
    assert not workspace.gives_same_rows(query.format("twice"))
