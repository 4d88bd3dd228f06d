"""An encoder in plain SQL gives the same by a join as by its macro, in time by the row."""

from __future__ import annotations

import time

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.learned_once import learned_once
from forebay.errors import Source
from forebay.sql.parse_query import parse_query

DOCUMENTS = (
    "(SELECT i, i % 4 AS g, 'w' || CAST(hash(i) % 9 AS VARCHAR) AS s,"
    " list_transform(range(i % 5), lambda k: 'w' || CAST(hash(i * 7 + k) % 9 AS VARCHAR)) AS f"
    " FROM range(60) t(i)) AS d"
)
# What stands between SELECT and the end, and whether it may be computed once.
QUERIES = [
    ("i, {} AS c FROM {d}", True),
    ("i, f, {} AS c FROM {d} WHERE i > 20 ORDER BY i DESC LIMIT 7", True),
    ("d.i, {} AS c FROM {d} WHERE g IN (1, 2) QUALIFY count(*) OVER () > 0", True),
    ("d.i FROM {d} QUALIFY len(CAST({} AS VARCHAR)) > 5", False),
    ("{}, i FROM {d} ORDER BY CAST({} AS VARCHAR)", True),
    ("{} AS c FROM {d} USING SAMPLE 100 PERCENT (system, 1)", False),
    ("DISTINCT {} AS c FROM {d}", True),
    ("a.i, {a} AS c FROM {d} JOIN (SELECT * FROM {d}) AS a USING (i)", True),
    ("g, {grouped} AS c FROM {d} GROUP BY g HAVING count(*) > 1", True),
    ("i, {} AS c FROM {d} WHERE i IS DISTINCT FROM 3 UNION ALL SELECT i, {} FROM {d}", True),
    ("(SELECT list(c ORDER BY i) FROM (SELECT i, {} AS c FROM {d} WHERE g = o)) FROM range(3) t(o)",
     True),
    ("i, {} AS c, {} AS again FROM (SELECT i, f, s FROM {d}) AS d", True),
    # A name of the SELECT list, a sample, rows by chance: the macro answers.
    ("f AS h, {h} AS c FROM {d}", False),
    ("i, {} AS c FROM (SELECT * FROM {d} LIMIT 30) AS d", False),
    ("g, {grouped} AS c FROM {d} GROUP BY 1", False),
    ("g, {grouped} AS c FROM {d} GROUP BY ALL", False),
]  # fmt: skip
ARRAYS = (("MULTI_HOT_ENCODER", ""), ("BAG_OF_WORDS", ", 4"), ("TF_IDF", ", 4, 2"))
CALLS = [f"ML.{name}({{a}}{more}) OVER ()" for name, more in ARRAYS]
CALLS += [
    "ML.LABEL_ENCODER({t}, 3) OVER ()",
    "ML.ONE_HOT_ENCODER({t}, 'most_frequent', 4, 2) OVER ()",
    "ML.IMPUTER({t}, 'most_frequent') OVER ()",
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("learned")
    with DuckDBEngine().workspace(
        threads=1, memory_limit="1GB", readable=[root], scratch=root / "scratch"
    ) as workspace:
        yield workspace


def filled(query, call):
    """Return a query with a call in the places of {}, {a}, {grouped} and {h}."""
    is_array = "{a}" in call

    def of(array, text):
        return call.format(a=array) if is_array else call.format(t=text)

    query = query.replace("{d}", DOCUMENTS).replace("{}", of("f", "s"))
    query = query.replace("{a}", of("a.f", "a.s")).replace("{h}", of("h", "CAST(h AS VARCHAR)"))
    return "SELECT " + query.replace("{grouped}", of("list(s ORDER BY i)", "max(s)"))


@pytest.mark.parametrize(("query", "is_once"), QUERIES)
@pytest.mark.parametrize("call", CALLS)
def test_a_join_gives_what_the_macro_gives(query, is_once, call, workspace):
    text = parse_query(Source("q.sql", filled(query, call))).plain

    once = learned_once(text, workspace.describe)

    assert (once != text) == is_once
    assert sorted(map(repr, workspace.rows(once))) == sorted(map(repr, workspace.rows(text)))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ML.LABEL_ENCODER(f, g) OVER () FROM (VALUES ('a', 1)) AS t(f, g)",
        "SELECT ML.LABEL_ENCODER('a') OVER (), count(*) FROM range(9)",
        "SELECT ML.LABEL_ENCODER(x) OVER () FROM (SELECT random() AS x) AS t",
        "WITH r AS (SELECT 'a' || random() AS x) SELECT ML.LABEL_ENCODER(x) OVER () FROM r",
        "WITH r AS (FROM range(9) t(x) LIMIT 5) SELECT ML.LABEL_ENCODER(x) OVER () FROM r",
        "SELECT ML.STANDARD_SCALER(x) OVER () FROM (SELECT 1 AS x) AS t",
        "SELECT ML.LABEL_ENCODER(nowhere) OVER () FROM (SELECT 1 AS x) AS t",
    ],
)
def test_what_may_differ_when_read_twice_is_left_to_the_macro(text, workspace):
    plain = parse_query(Source("q.sql", text)).plain

    assert learned_once(plain, workspace.describe) == plain


def test_ten_times_the_rows_take_some_ten_times_the_time(workspace):
    def seconds(n):
        rows = (
            "SELECT list_transform(range(10), lambda k: 'w' || CAST(hash(i * 10 + k)"
            f" % {n // 5} AS VARCHAR)) AS f FROM range({n}) t(i)"
        )
        call = f"SELECT sum(hash(c)) FROM (SELECT ML.TF_IDF(f) OVER () AS c FROM ({rows}) AS r)"
        text = parse_query(Source("q.sql", call)).plain
        begun = time.process_time()
        workspace.rows(learned_once(text, workspace.describe))
        return time.process_time() - begun

    assert seconds(40_000) < 40 * seconds(4_000)
