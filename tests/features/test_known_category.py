"""Texts that are looked up among many categories."""

import duckdb
import pytest

from forebay.features.known_category import known_category

ODD = ["", "é", "日本語", "it's", 'a"b', "x" * 5_000, "\n", "NULL", "😀"]


@pytest.mark.parametrize("n", [129, 2_000, 2_001, 10_000])
def test_every_category_is_known_and_few_others_are(n):
    categories = [*ODD, *(f"c{i}" for i in range(n - len(ODD)))]
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE texts AS SELECT unnest($1) AS c, true AS is_one UNION ALL"
        " SELECT 'd' || i, false FROM range(20_000) AS others(i)",
        [categories],
    )

    condition = known_category("c", categories)
    ((known, others),) = connection.execute(
        f"SELECT bool_and({condition}) FILTER (WHERE is_one),"
        f" count(*) FILTER (WHERE NOT is_one AND {condition}) FROM texts"
    ).fetchall()

    assert known is True
    assert others < 0.02 * 20_000


@pytest.mark.parametrize("n", [200, 3_000])
def test_null_is_no_category(n):
    condition = known_category("CAST(NULL AS VARCHAR)", [f"c{i}" for i in range(n)])

    ((answer,),) = duckdb.connect().execute(f"SELECT {condition}").fetchall()
    assert not answer
