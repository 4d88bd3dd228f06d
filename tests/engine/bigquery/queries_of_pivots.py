# ruff: noqa: E501, ISC004 - a line a case
"""PIVOT, UNPIVOT and sets of groups with the rows that BigQuery's documentation states."""

from __future__ import annotations

# The table of the documentation of PIVOT, and that of UNPIVOT.
_PRODUCE = """WITH Produce AS (
  SELECT 'Kale' AS product, 51 AS sales, 'Q1' AS quarter, 2020 AS year UNION ALL
  SELECT 'Kale', 23, 'Q2', 2020 UNION ALL SELECT 'Kale', 45, 'Q3', 2020 UNION ALL
  SELECT 'Kale', 3, 'Q4', 2020 UNION ALL SELECT 'Kale', 70, 'Q1', 2021 UNION ALL
  SELECT 'Kale', 85, 'Q2', 2021 UNION ALL SELECT 'Apple', 77, 'Q1', 2020 UNION ALL
  SELECT 'Apple', 0, 'Q2', 2020 UNION ALL SELECT 'Apple', 1, 'Q1', 2021) """
_QUARTERS = """WITH Produce AS (
  SELECT 'Kale' AS product, 51 AS Q1, 23 AS Q2, 45 AS Q3, 3 AS Q4 UNION ALL
  SELECT 'Apple', 77, 0, 25, 2) """
QUERIES = [
    (
        "PIVOT: by all other columns",
        _PRODUCE
        + "SELECT * FROM Produce PIVOT(SUM(sales) FOR quarter IN ('Q1', 'Q2', 'Q3', 'Q4')) ORDER BY product, year",
        [
            ("Apple", 2020, 77, 0, None, None),
            ("Apple", 2021, 1, None, None, None),
            ("Kale", 2020, 51, 23, 45, 3),
            ("Kale", 2021, 70, 85, None, None),
        ],
    ),
    (
        "PIVOT: of a query, some of the values",
        _PRODUCE
        + "SELECT * FROM (SELECT product, sales, quarter FROM Produce) PIVOT(SUM(sales) FOR quarter IN ('Q1', 'Q2', 'Q3')) ORDER BY product",
        [("Apple", 78, 0, None), ("Kale", 121, 108, 45)],
    ),
    (
        "PIVOT: no other column",
        _PRODUCE
        + "SELECT * FROM (SELECT sales, quarter FROM Produce) PIVOT(SUM(sales) FOR quarter IN ('Q1', 'Q2', 'Q3'))",
        [(199, 108, 45)],
    ),
    (
        "PIVOT: several aggregates",
        _PRODUCE
        + "SELECT product, total_sales_Q1, num_records_Q1, total_sales_Q2, num_records_Q2 FROM (SELECT product, sales, quarter FROM Produce)"
        " PIVOT(SUM(sales) AS total_sales, COUNT(*) AS num_records FOR quarter IN ('Q1', 'Q2')) ORDER BY product DESC",
        [("Kale", 121, 2, 108, 2), ("Apple", 78, 2, 0, 1)],
    ),
    (
        "PIVOT: a NULL and a value that is not there",
        "SELECT * FROM (SELECT k, v FROM UNNEST([STRUCT('a' AS k, 1 AS v), (NULL, 2)])) PIVOT(COUNT(v) FOR k IN (NULL AS none, 'a', 'z'))",
        [(1, 1, 0)],
    ),
    (
        "PIVOT: of a join, with a name",
        "SELECT p.id, p.a FROM (SELECT id, k, v FROM (SELECT 1 AS id, 'a' AS k) JOIN (SELECT 1 AS id, 5 AS v) USING (id)) AS t PIVOT(MAX(v) FOR k IN ('a')) AS p",
        [(1, 5)],
    ),
    (
        "UNPIVOT",
        _QUARTERS
        + "SELECT * FROM Produce UNPIVOT(sales FOR quarter IN (Q1, Q2, Q3, Q4)) ORDER BY product DESC, quarter",
        [
            ("Kale", 51, "Q1"),
            ("Kale", 23, "Q2"),
            ("Kale", 45, "Q3"),
            ("Kale", 3, "Q4"),
            ("Apple", 77, "Q1"),
            ("Apple", 0, "Q2"),
            ("Apple", 25, "Q3"),
            ("Apple", 2, "Q4"),
        ],
    ),
    (
        "UNPIVOT: several columns",
        _QUARTERS
        + "SELECT * FROM Produce UNPIVOT((first_half_sales, second_half_sales) FOR semesters"
        " IN ((Q1, Q2) AS 'semester_1', (Q3, Q4) AS 'semester_2')) ORDER BY product DESC, semesters",
        [
            ("Kale", 51, 23, "semester_1"),
            ("Kale", 45, 3, "semester_2"),
            ("Apple", 77, 0, "semester_1"),
            ("Apple", 25, 2, "semester_2"),
        ],
    ),
    (
        "UNPIVOT: rows with NULL go",
        "SELECT * FROM (SELECT 1 AS id, 5 AS a, CAST(NULL AS INT64) AS b) UNPIVOT(v FOR k IN (a, b AS 'other'))",
        [(1, 5, "a")],
    ),
    (
        "UNPIVOT INCLUDE NULLS",
        "SELECT u.k, u.v FROM (SELECT 5 AS a, CAST(NULL AS INT64) AS b) UNPIVOT INCLUDE NULLS (v FOR k IN (a AS 1, b AS 2)) AS u ORDER BY k",
        [(1, 5), (2, None)],
    ),
    (
        "GROUP BY: GROUPING SETS",
        "SELECT a, b, GROUPING(a), SUM(c) FROM UNNEST([STRUCT(1 AS a, 2 AS b, 3 AS c), (1, 5, 6)]) GROUP BY GROUPING SETS (a, (a, b), ()) ORDER BY 1, 2, 3",
        [(None, None, 1, 9), (1, None, 0, 9), (1, 2, 0, 3), (1, 5, 0, 6)],
    ),
    (
        "GROUP BY: CUBE",
        "SELECT a, b, COUNT(*) FROM UNNEST([STRUCT('x' AS a, 'y' AS b)]) GROUP BY CUBE (a, b) ORDER BY 1, 2",
        [(None, None, 1), (None, "y", 1), ("x", None, 1), ("x", "y", 1)],
    ),
    (
        "the value beside the greatest",
        "SELECT MAX_BY(fruit, sold), MIN_BY(fruit, sold), ANY_VALUE(fruit HAVING MAX sold), ANY_VALUE(fruit HAVING MIN sold)"
        " FROM UNNEST([STRUCT('apple' AS fruit, 10 AS sold), ('pear', 2), ('fig', NULL)])",
        [("apple", "pear", "apple", "pear")],
    ),
    (
        "the fields of a column of a table",
        "SELECT t.s.* FROM (SELECT STRUCT(1 AS a, 2 AS b) AS s) AS t",
        [(1, 2)],
    ),
    (
        "TO_JSON_STRING: a whole row",
        "SELECT TO_JSON_STRING(t) FROM (SELECT 1 AS id, 'x' AS name) AS t",
        [('{"id":1,"name":"x"}',)],
    ),
]
