"""Texts that are looked up among many categories."""

import duckdb
import pytest

from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression import Input, ListLookup, Lookup, Text
from forebay.features.known_category import known_category
from forebay.features.render_sql import render_sql

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


@pytest.mark.parametrize("n", [1, 128, 129, 2_000, 2_001, 6_000])
def test_the_engine_finds_the_codes_that_a_row_has(n):
    categories = tuple([*ODD, *(f"c{i}" for i in range(n))][:n])
    texts = [*ODD, *(f"c{i}" for i in range(0, 8_000, 7)), "unseen", " c1", "C1", None]
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE texts AS SELECT unnest($1) AS word, unnest(range($2)) AS place",
        [texts, len(texts)],
    )
    word = Text(Input("word", "VARCHAR"))
    lookup = Lookup(word, categories)
    several = ListLookup(Input("several", "VARCHAR[]"), categories)

    told = connection.execute(
        f"SELECT {render_sql(lookup)}, {render_sql(several)}"
        " FROM (SELECT *, [word, 'unseen', NULL, 'c1'] AS several FROM texts) ORDER BY place"
    ).fetchall()

    assert [code for code, _ in told] == [evaluate_row(lookup, {"word": text}) for text in texts]
    places = {category: place for place, category in enumerate(categories, 1)}
    assert [codes for _, codes in told] == [
        [places.get(text, 0), 0, 0, places.get("c1", 0)] for text in texts
    ]
