"""Rows without a key: equal ones are split one by one if they are alike by nature."""

from __future__ import annotations

import random

import duckdb
from tests.trust.data import Data

FEW = "SELECT x > 0 AS a, z > 0 AS b, round(w) AS c, y FROM a"


def gate(data: Data):
    """Return how often each content stands among the rows that judge."""
    path = data.root / ".forebay/models/m/1/gate.parquet"
    rows = duckdb.sql(f"SELECT a, b, c, y, count(*) FROM '{path}' GROUP BY ALL ORDER BY ALL")
    return rows.fetchall()


def scores(data: Data):
    """Return what the model says of each content."""
    path = data.root / ".forebay/models/m/1/gate.parquet"
    return duckdb.sql(f"SELECT DISTINCT a, b, c, __score FROM '{path}' ORDER BY ALL").fetchall()


def contents(data: Data):
    """Return how often each content stands among all rows."""
    path = data.root / "a.csv"
    query = FEW.replace("FROM a", f"FROM read_csv('{path}')")
    rows = duckdb.sql(f"SELECT a, b, c, y, count(*) FROM ({query}) GROUP BY ALL ORDER BY ALL")
    return rows.fetchall()


def test_each_content_is_judged_on_as_often_as_it_comes(tmp_path):
    """A fifth of each content, within what chance gives: 4 standard deviations of a binomial."""
    data = Data(tmp_path, 4000)
    data.build(FEW, key="")
    judged = {tuple(row[:4]): row[4] for row in gate(data)}
    for *content, n in contents(data):
        found = judged.get(tuple(content), 0)
        assert abs(found - 0.2 * n) <= 4 * (0.16 * n) ** 0.5, content


def test_the_order_of_the_rows_does_not_matter(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = Data(tmp_path / "one", 2000), Data(tmp_path / "two", 2000)
    head, *lines = (two.root / "a.csv").read_text().splitlines()
    random.Random(3).shuffle(lines)
    (two.root / "a.csv").write_text("\n".join([head, *lines]) + "\n")
    one.build(FEW, key="")
    two.build(FEW, key="")
    assert gate(one) == gate(two)
    assert scores(one) == scores(two)


def test_rows_that_the_query_repeats_stay_together(tmp_path):
    data = Data(tmp_path, 1500)
    data.build(f"SELECT * FROM ({FEW}) UNION ALL SELECT * FROM ({FEW}) WHERE b", key="")
    whole = {tuple(row[:4]): row[4] for row in contents(data)}
    assert gate(data)
    for *content, n in gate(data):
        assert n == (1 + content[1]) * whole[tuple(content)]  # those with b stand twice


def test_rows_that_are_mostly_different_stay_together(tmp_path):
    data = Data(tmp_path, 1500)
    lines = (tmp_path / "a.csv").read_text().splitlines()
    (tmp_path / "a.csv").write_text("\n".join([*lines, *lines[1:4]]) + "\n")
    data.build("SELECT id, x > 0 AS a, z > 0 AS b, w AS c, y FROM a", key="")
    for *_, n in gate(data):
        assert n in {1, 2}


def test_a_file_of_few_contents_that_was_loaded_three_times_stays_together(tmp_path):
    data = Data(tmp_path, 800)
    head, *lines = (tmp_path / "a.csv").read_text().splitlines()
    (tmp_path / "a.csv").write_text("\n".join([head, *lines * 3]) + "\n")
    data.build(FEW, key="")
    whole = {tuple(row[:4]): row[4] for row in contents(data)}
    assert gate(data)
    for *content, n in gate(data):
        assert n == whole[tuple(content)]
