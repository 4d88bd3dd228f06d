# ruff: noqa: E501, ISC004 - a line a case
"""Whole queries with the rows that BigQuery's documentation states: ``(topic, query, rows)``."""

from __future__ import annotations

from tests.engine.bigquery import queries_of_pivots

QUERIES = [
    (
        "ORDER BY: NULLs are the lowest values",
        "SELECT x FROM UNNEST([1, NULL, 3]) AS x ORDER BY x",
        [(None,), (1,), (3,)],
    ),
    (
        "ORDER BY: descending, NULLs last",
        "SELECT x FROM UNNEST([1, NULL, 3]) AS x ORDER BY x DESC",
        [(3,), (1,), (None,)],
    ),
    (
        "ORDER BY: NULLS LAST as written",
        "SELECT x FROM UNNEST([1, NULL, 3]) AS x ORDER BY x NULLS LAST",
        [(1,), (3,), (None,)],
    ),
    (
        "ORDER BY: an alias goes before a column",
        "SELECT -x AS x FROM UNNEST([1, 2]) AS x ORDER BY x",
        [(-2,), (-1,)],
    ),
    (
        "ORDER BY: ordinals, LIMIT and OFFSET",
        "SELECT x, x * 2 FROM UNNEST([1, 2, 3]) AS x ORDER BY 2 DESC LIMIT 1 OFFSET 1",
        [(2, 4)],
    ),
    (
        "GROUP BY: ordinals",
        "SELECT MOD(x, 2), COUNT(*) FROM UNNEST([1, 2, 3]) AS x GROUP BY 1 ORDER BY 1",
        [(0, 1), (1, 2)],
    ),
    (
        "GROUP BY: an alias goes before a column",
        "SELECT MOD(x, 2) AS x, COUNT(*) AS n FROM UNNEST([1, 2, 3]) AS x GROUP BY x ORDER BY x",
        [(0, 1), (1, 2)],
    ),
    (
        "GROUP BY: an expression that can fail",
        "SELECT MOD(x, 2), SUM(x / 2) FROM UNNEST([1, 2, 3]) AS x GROUP BY MOD(x, 2) ORDER BY 1",
        [(0, 1.0), (1, 2.0)],
    ),
    (
        "GROUP BY: ROLLUP",
        (
            "SELECT a, SUM(b) FROM UNNEST([STRUCT('x' AS a, 1 AS b), STRUCT('y' AS a, 2 AS b)])"
            " GROUP BY ROLLUP(a) ORDER BY a"
        ),
        [(None, 3), ("x", 1), ("y", 2)],
    ),
    (
        "HAVING: an alias of an aggregate",
        (
            "SELECT a, SUM(b) AS s FROM UNNEST([STRUCT('x' AS a, 1 AS b), STRUCT('y' AS a, 2 AS b)])"
            " GROUP BY a HAVING s > 1"
        ),
        [("y", 2)],
    ),
    (
        "WHERE: a column and not an alias",
        "SELECT x + 10 AS y FROM UNNEST([1, 2]) AS x WHERE x > 1",
        [(12,)],
    ),
    (
        "QUALIFY",
        (
            "SELECT item FROM UNNEST([STRUCT('kale' AS item, 23 AS n), STRUCT('leek' AS item, 2 AS n)])"
            " QUALIFY RANK() OVER (ORDER BY n DESC) = 1"
        ),
        [("kale",)],
    ),
    (
        "QUALIFY: an alias of a window function",
        "SELECT x, ROW_NUMBER() OVER (ORDER BY x DESC) AS r FROM UNNEST([1, 2]) AS x QUALIFY r = 1",
        [(2, 1)],
    ),
    ("SELECT DISTINCT", "SELECT DISTINCT x FROM UNNEST([1, 1]) AS x", [(1,)]),
    ("SELECT * EXCEPT", "SELECT * EXCEPT (a) FROM (SELECT 1 AS a, 2 AS b)", [(2,)]),
    ("SELECT * REPLACE", "SELECT * REPLACE (a + 1 AS a) FROM (SELECT 1 AS a, 2 AS b)", [(2, 2)]),
    ("SELECT t.* EXCEPT", "SELECT t.* EXCEPT (b) FROM (SELECT 1 AS a, 2 AS b) AS t", [(1,)]),
    (
        "SELECT *: the columns of USING stand first",
        "SELECT * FROM (SELECT 1 AS a, 2 AS b) AS l JOIN (SELECT 2 AS b, 3 AS c) AS r USING (b)",
        [(2, 1, 3)],
    ),
    ("a comma after the last column", "SELECT 1 AS a, 2 AS b, FROM (SELECT 3)", [(1, 2)]),
    ("SELECT AS STRUCT in an expression", "SELECT (SELECT AS STRUCT 1 AS a, 2 AS b).b", [(2,)]),
    ("SELECT AS VALUE", "SELECT ARRAY(SELECT AS VALUE x FROM UNNEST([1, 2]) AS x)", [([1, 2],)]),
    ("WITH", "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT y FROM b", [(2,)]),
    (
        "WITH RECURSIVE",
        (
            "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 3)"
            " SELECT n FROM t ORDER BY n"
        ),
        [(1,), (2,), (3,)],
    ),
    ("UNION ALL", "SELECT 1 AS x UNION ALL SELECT 1 ORDER BY x", [(1,), (1,)]),
    ("UNION DISTINCT", "SELECT 1 UNION DISTINCT SELECT 1", [(1,)]),
    (
        "INTERSECT DISTINCT",
        "SELECT x FROM UNNEST([1, 2, 2]) AS x INTERSECT DISTINCT SELECT x FROM UNNEST([2, 2]) AS x",
        [(2,)],
    ),
    ("EXCEPT DISTINCT", "SELECT x FROM UNNEST([1, 1, 2]) AS x EXCEPT DISTINCT SELECT 2", [(1,)]),
    (
        "set operations in brackets",
        "(SELECT 1 AS x UNION ALL SELECT 2) EXCEPT DISTINCT SELECT 2",
        [(1,)],
    ),
    (
        "UNNEST: a comma join with the row's own array",
        (
            "SELECT id, x FROM (SELECT 1 AS id, [5, 6] AS xs UNION ALL SELECT 2, [7]) AS t, t.xs AS x"
            " ORDER BY id, x"
        ),
        [(1, 5), (1, 6), (2, 7)],
    ),
    (
        "UNNEST: WITH OFFSET",
        "SELECT x, o FROM UNNEST(['a', 'b']) AS x WITH OFFSET AS o ORDER BY o",
        [("a", 0), ("b", 1)],
    ),
    (
        "UNNEST: the offset has the name offset",
        "SELECT x, offset FROM UNNEST(['a', 'b']) AS x WITH OFFSET ORDER BY offset DESC",
        [("b", 1), ("a", 0)],
    ),
    (
        "UNNEST: an empty array gives no row",
        "SELECT id, x FROM (SELECT 1 AS id, ARRAY<INT64>[] AS xs) AS t CROSS JOIN UNNEST(t.xs) AS x",
        [],
    ),
    (
        "UNNEST: a left join keeps the row",
        "SELECT id, x FROM (SELECT 1 AS id, ARRAY<INT64>[] AS xs) AS t LEFT JOIN UNNEST(t.xs) AS x",
        [(1, None)],
    ),
    (
        "UNNEST: the fields of structs are columns",
        "SELECT * FROM UNNEST([STRUCT(1 AS a, 'x' AS b), STRUCT(2 AS a, 'y' AS b)]) AS s ORDER BY a",
        [(1, "x"), (2, "y")],
    ),
    (
        "UNNEST: a field by the alias",
        "SELECT s.b FROM UNNEST([STRUCT(1 AS a, 'x' AS b)]) AS s",
        [("x",)],
    ),
    (
        "UNNEST: the probability of a class",
        (
            "SELECT (SELECT p.prob FROM UNNEST(probs) AS p WHERE p.label = 'b') AS p FROM"
            " (SELECT [STRUCT('a' AS label, 0.25 AS prob), STRUCT('b' AS label, 0.75 AS prob)] AS probs)"
        ),
        [(0.75,)],
    ),
    (
        "UNNEST: without an alias the fields are columns",
        (
            "SELECT (SELECT prob FROM UNNEST(probs) WHERE label = 'b') AS p FROM"
            " (SELECT [STRUCT('a' AS label, 0.25 AS prob), STRUCT('b' AS label, 0.75 AS prob)] AS probs)"
        ),
        [(0.75,)],
    ),
    (
        "joins are read from the left",
        "SELECT a, b, c FROM (SELECT 1 AS a), (SELECT 2 AS b) LEFT JOIN (SELECT 3 AS c) ON a = c",
        [(1, 2, None)],
    ),
    (
        "RIGHT and FULL JOIN",
        (
            "SELECT l.x, r.y FROM (SELECT 1 AS x) AS l FULL JOIN (SELECT 2 AS y) AS r ON l.x = r.y"
            " ORDER BY x"
        ),
        [(None, 2), (1, None)],
    ),
    ("a sub-query with IN", "SELECT 1 IN (SELECT x FROM UNNEST([1, 2]) AS x)", [(True,)]),
    (
        "a correlated EXISTS",
        "SELECT x FROM UNNEST([1, 2]) AS x WHERE EXISTS (SELECT 1 FROM UNNEST([2]) AS y WHERE y = x)",
        [(2,)],
    ),
    (
        "window functions: numbering",
        (
            "SELECT x, ROW_NUMBER() OVER w, RANK() OVER w, DENSE_RANK() OVER w, NTILE(2) OVER w"
            " FROM UNNEST([10, 20, 20, 30]) AS x WINDOW w AS (ORDER BY x) ORDER BY x, 2"
        ),
        [(10, 1, 1, 1, 1), (20, 2, 2, 2, 1), (20, 3, 2, 2, 2), (30, 4, 4, 3, 2)],
    ),
    (
        "window functions: shares",
        (
            "SELECT x, PERCENT_RANK() OVER (ORDER BY x), CUME_DIST() OVER (ORDER BY x)"
            " FROM UNNEST([1, 2, 3]) AS x ORDER BY x"
        ),
        [(1, 0.0, 1 / 3), (2, 0.5, 2 / 3), (3, 1.0, 1.0)],
    ),
    (
        "window functions: neighbours",
        (
            "SELECT x, LAG(x) OVER (ORDER BY x), LEAD(x, 1, 0) OVER (ORDER BY x)"
            " FROM UNNEST([1, 2]) AS x ORDER BY x"
        ),
        [(1, None, 2), (2, 1, 0)],
    ),
    (
        "window functions: NULL is the first value in ascending order",
        (
            "SELECT FIRST_VALUE(x) OVER (ORDER BY x), FIRST_VALUE(x IGNORE NULLS) OVER (ORDER BY x ROWS"
            " BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM UNNEST([5, NULL]) AS x"
        ),
        [(None, 5), (None, 5)],
    ),
    (
        "window functions: LAST_VALUE and NTH_VALUE see the whole frame",
        (
            "SELECT LAST_VALUE(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED"
            " FOLLOWING), NTH_VALUE(x, 2) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED"
            " FOLLOWING) FROM UNNEST([1, 2, 3]) AS x LIMIT 1"
        ),
        [(3, 2)],
    ),
    (
        "window functions: the default frame ends at the peers of the row",
        "SELECT x, SUM(x) OVER (ORDER BY x) FROM UNNEST([1, 2, 2]) AS x ORDER BY x",
        [(1, 1), (2, 5), (2, 5)],
    ),
    (
        "window functions: a moving frame",
        (
            "SELECT x, AVG(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"
            " FROM UNNEST([1, 2, 4]) AS x ORDER BY x"
        ),
        [(1, 1.0), (2, 1.5), (4, 3.0)],
    ),
    (
        "window functions: COUNTIF by part",
        (
            "SELECT x, COUNTIF(x > 1) OVER (PARTITION BY MOD(x, 2)) FROM UNNEST([1, 2, 3]) AS x"
            " ORDER BY x"
        ),
        [(1, 1), (2, 1), (3, 1)],
    ),
    (
        "window functions: percentiles",
        (
            "SELECT PERCENTILE_CONT(x, 0.5) OVER (), PERCENTILE_DISC(x, 0.5) OVER ()"
            " FROM UNNEST([0, 3, NULL, 1, 2]) AS x LIMIT 1"
        ),
        [(1.5, 1)],
    ),
    (
        "division by zero in a branch that is not taken",
        "SELECT IF(x = 0, 0, 1 / x) FROM UNNEST([0, 2]) AS x ORDER BY x",
        [(0.0,), (0.5,)],
    ),
    ("names with blanks", "SELECT `odd name` FROM (SELECT 1 AS `odd name`)", [(1,)]),
    ("comments of three kinds", "SELECT 1 # one\n , 2 -- two\n /* three */ , 3", [(1, 2, 3)]),
]
QUERIES += queries_of_pivots.QUERIES

# Names of the columns: what has none is f0_, f1_, ...
COLUMNS = [
    ("SELECT 1, 2 AS a, 3", ["f0_", "a", "f1_"]),
    ("SELECT COUNT(*) FROM UNNEST([1]) AS x", ["f0_"]),
    ("SELECT s.a FROM (SELECT STRUCT(1 AS a) AS s)", ["a"]),
    ("SELECT [1, 2][OFFSET(0)]", ["f0_"]),
    # docs: PIVOT, names of columns.
    (
        "SELECT * FROM (SELECT 1 AS k, 2 AS v) PIVOT(SUM(v) FOR k IN (1, -1, 2 AS two, NULL))",
        ["_1", "minus_1", "two", "NULL"],
    ),
    (
        "SELECT * FROM (SELECT 1.5 AS k, 2 AS v) PIVOT(SUM(v) FOR k IN (1.5, -2.5))",
        ["_1_point_5", "minus_2_point_5"],
    ),
    (
        "SELECT * FROM (SELECT DATE '2013-11-25' AS k, 2 AS v)"
        " PIVOT(SUM(v) AS s FOR k IN (DATE '2013-11-25'))",
        ["s__2013_11_25"],
    ),
    (
        "SELECT * FROM (SELECT TRUE AS k, 2 AS v) PIVOT(SUM(v) FOR k IN (TRUE, FALSE))",
        ["TRUE", "FALSE"],
    ),
]

# The DuckDB types of what has one in BigQuery.
TYPES = [
    ("SELECT 1", "BIGINT"),
    ("SELECT 1.5", "DOUBLE"),
    ("SELECT 1 / 2", "DOUBLE"),
    ("SELECT ROUND(2)", "DOUBLE"),
    ("SELECT COUNT(*)", "BIGINT"),
    ("SELECT DATE_ADD(DATE '2020-01-01', INTERVAL 1 MONTH)", "DATE"),
    ("SELECT DATE_TRUNC(DATE '2020-01-01', MONTH)", "DATE"),
    ("SELECT TIMESTAMP_TRUNC(TIMESTAMP '2020-01-01', DAY)", "TIMESTAMP WITH TIME ZONE"),
    ("SELECT DATETIME '2020-01-01 00:00:00'", "TIMESTAMP"),
    ("SELECT NUMERIC '1.5'", "DECIMAL(38,9)"),
    ("SELECT b'a'", "BLOB"),
    ("SELECT ARRAY_AGG(x) FROM UNNEST([1]) AS x", "BIGINT[]"),
    ("SELECT COUNTIF(x > 1) FROM UNNEST([1]) AS x", "BIGINT"),
    ("SELECT FARM_FINGERPRINT('a')", "BIGINT"),
]
