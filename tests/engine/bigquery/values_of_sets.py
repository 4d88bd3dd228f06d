# ruff: noqa: E501 - a line a case
"""Functions of arrays, and aggregates: ``(expression, value)`` by topic of the GoogleSQL reference.

Values without an example there follow from the sentence that the comment gives.
"""

from __future__ import annotations

from datetime import date

import pytest


def day(*parts):
    return date(*parts)


VALUES = {
    "array functions": [
        ("ARRAY_LENGTH([1, 2, 3])", 3),
        ("ARRAY_LENGTH(CAST(NULL AS ARRAY<INT64>))", None),
        ("ARRAY_CONCAT([1, 2], [3, 4], [5, 6])", [1, 2, 3, 4, 5, 6]),
        ("ARRAY_TO_STRING(['coffee', 'tea', NULL], ', ')", "coffee, tea"),
        ("ARRAY_TO_STRING(['cake', 'pie', NULL], '--', 'MISSING')", "cake--pie--MISSING"),
        ("ARRAY_REVERSE([1, 2, 3])", [3, 2, 1]),
        ("ARRAY_FIRST(['a', 'b'])", "a"),
        ("ARRAY_LAST(['a', 'b'])", "b"),
        ("GENERATE_ARRAY(1, 5)", [1, 2, 3, 4, 5]),
        ("GENERATE_ARRAY(0, 10, 3)", [0, 3, 6, 9]),
        ("GENERATE_ARRAY(10, 0, -3)", [10, 7, 4, 1]),
        ("GENERATE_ARRAY(4, 4, 10)", [4]),
        ("GENERATE_ARRAY(10, 0, 3)", []),
        ("GENERATE_ARRAY(0, 0.5, 0.25)", [0.0, 0.25, 0.5]),
        (
            "GENERATE_DATE_ARRAY('2016-10-05', '2016-10-08')",
            [day(2016, 10, d) for d in (5, 6, 7, 8)],
        ),
        (
            "GENERATE_DATE_ARRAY('2016-10-05', '2016-10-09', INTERVAL 2 DAY)",
            [day(2016, 10, d) for d in (5, 7, 9)],
        ),
        (
            "GENERATE_DATE_ARRAY('2016-10-05', '2016-10-01', INTERVAL -3 DAY)",
            [day(2016, 10, 5), day(2016, 10, 2)],
        ),
        ("GENERATE_DATE_ARRAY('2016-10-05', '2016-10-01', INTERVAL 1 DAY)", []),
        (
            "GENERATE_DATE_ARRAY('2016-01-01', '2016-12-31', INTERVAL 2 MONTH)",
            [day(2016, m, 1) for m in (1, 3, 5, 7, 9, 11)],
        ),
        ("['apple', 'pear'][OFFSET(0)]", "apple"),
        ("['apple', 'pear'][ORDINAL(1)]", "apple"),
        ("['apple', 'pear'][SAFE_OFFSET(5)]", None),
        ("['apple', 'pear'][SAFE_ORDINAL(2)]", "pear"),
        ("['apple', 'pear'][1]", "pear"),
        ("ARRAY(SELECT x * 2 FROM UNNEST([1, 2, 3]) AS x ORDER BY x DESC)", [6, 4, 2]),
        ("ARRAY(SELECT 1 FROM UNNEST([1]) AS x WHERE x > 5)", []),
        ("ARRAY(SELECT AS STRUCT x AS a, 'b' AS b FROM UNNEST([1]) AS x)", [{"a": 1, "b": "b"}]),
    ],
    "aggregate functions": [
        ("(SELECT COUNT(*) FROM UNNEST([1, NULL]) AS x)", 2),
        ("(SELECT COUNT(x) FROM UNNEST([1, NULL]) AS x)", 1),
        ("(SELECT COUNT(DISTINCT x) FROM UNNEST([1, 1, 2]) AS x)", 2),
        ("(SELECT COUNTIF(x < 0) FROM UNNEST([5, -2, 3, 6, -10, -7, 4, 0]) AS x)", 3),
        ("(SELECT SUM(x) FROM UNNEST([1, 2, 3, 4, 5, 4, 3, 2, 1]) AS x)", 25),
        ("(SELECT SUM(DISTINCT x) FROM UNNEST([1, 2, 3, 4, 5, 4, 3, 2, 1]) AS x)", 15),
        ("(SELECT SUM(x) FROM UNNEST([1]) AS x WHERE x > 5)", None),
        ("(SELECT AVG(x) FROM UNNEST([0, 2, 4, 4, 5]) AS x)", 3.0),
        ("(SELECT AVG(DISTINCT x) FROM UNNEST([0, 2, 4, 4, 5]) AS x)", 2.75),
        ("(SELECT MIN(x) FROM UNNEST([8, 37, 55, 4]) AS x)", 4),
        ("(SELECT MAX(x) FROM UNNEST([8, 37, 55, 4]) AS x)", 55),
        ("(SELECT STDDEV(x) FROM UNNEST([10, 14, 18]) AS x)", 4.0),
        ("(SELECT STDDEV_SAMP(x) FROM UNNEST([10]) AS x)", None),
        ("(SELECT STDDEV_POP(x) FROM UNNEST([10, 14, 18]) AS x)", pytest.approx(3.265986323710904)),
        ("(SELECT VARIANCE(x) FROM UNNEST([10, 14, 18]) AS x)", 16.0),
        ("(SELECT VAR_SAMP(x) FROM UNNEST([10, 14, 18]) AS x)", 16.0),
        ("(SELECT VAR_POP(x) FROM UNNEST([10, 14, 18]) AS x)", pytest.approx(10.666666666666666)),
        (
            (
                "(SELECT CORR(x, y) FROM UNNEST([STRUCT(1.0 AS x, 5.0 AS y), STRUCT(3.0 AS x, 9.0 AS y),"
                " STRUCT(4.0 AS x, 7.0 AS y)]))"
            ),
            pytest.approx(0.6546536707079772),
        ),
        (
            (
                "(SELECT COVAR_POP(x, y) FROM UNNEST([STRUCT(1.0 AS x, 1.0 AS y), STRUCT(2.0 AS x,"
                " 6.0 AS y), STRUCT(9.0 AS x, 3.0 AS y), STRUCT(2.0 AS x, 6.0 AS y), STRUCT(9.0 AS x,"
                " 3.0 AS y)]))"
            ),
            pytest.approx(-1.68),
        ),
        (
            (
                "(SELECT COVAR_SAMP(x, y) FROM UNNEST([STRUCT(1.0 AS x, 1.0 AS y), STRUCT(2.0 AS x,"
                " 6.0 AS y), STRUCT(9.0 AS x, 3.0 AS y), STRUCT(2.0 AS x, 6.0 AS y), STRUCT(9.0 AS x,"
                " 3.0 AS y)]))"
            ),
            pytest.approx(-2.1),
        ),
        ("(SELECT LOGICAL_AND(x < 3) FROM UNNEST([1, 2, 4]) AS x)", False),
        ("(SELECT LOGICAL_OR(x < 3) FROM UNNEST([1, 2, 4]) AS x)", True),
        ("(SELECT BIT_AND(x) FROM UNNEST([0xF001, 0x00A1]) AS x)", 1),
        ("(SELECT BIT_OR(x) FROM UNNEST([0xF001, 0x00A1]) AS x)", 61601),
        ("(SELECT BIT_XOR(x) FROM UNNEST([1234, 5678]) AS x)", 4860),
        ("(SELECT ANY_VALUE(x) FROM UNNEST(['a', 'a']) AS x)", "a"),
        ("(SELECT ARRAY_AGG(x) FROM UNNEST([2, 1, -2]) AS x)", [2, 1, -2]),
        ("(SELECT ARRAY_AGG(DISTINCT x ORDER BY x) FROM UNNEST([2, 1, 2]) AS x)", [1, 2]),
        ("(SELECT ARRAY_AGG(x IGNORE NULLS) FROM UNNEST([NULL, 1, -2, 3, NULL]) AS x)", [1, -2, 3]),
        ("(SELECT ARRAY_AGG(x ORDER BY ABS(x)) FROM UNNEST([2, 1, -3]) AS x)", [1, 2, -3]),
        ("(SELECT ARRAY_AGG(x ORDER BY x DESC LIMIT 2) FROM UNNEST([2, 1, 3]) AS x)", [3, 2]),
        ("(SELECT ARRAY_AGG(x ORDER BY x) FROM UNNEST([2, NULL]) AS x)", [None, 2]),
        ("(SELECT STRING_AGG(x) FROM UNNEST(['apple', NULL, 'pear']) AS x)", "apple,pear"),
        (
            "(SELECT STRING_AGG(x, ' & ' ORDER BY LENGTH(x)) FROM UNNEST(['apple', 'fig']) AS x)",
            "fig & apple",
        ),
        ("(SELECT STRING_AGG(x, ' & ' LIMIT 2) FROM UNNEST(['a', 'b', 'c']) AS x)", "a & b"),
        ("(SELECT STRING_AGG(DISTINCT x, '' ORDER BY x) FROM UNNEST(['b', 'a', 'b']) AS x)", "ab"),
        ("(SELECT APPROX_COUNT_DISTINCT(x) FROM UNNEST([0, 1, 1, 2, 3, 5]) AS x)", 5),
        (
            "(SELECT APPROX_QUANTILES(x, 2) FROM UNNEST([1, 1, 1, 4, 5, 6, 7, 8, 9, 10]) AS x)",
            [1, 5, 10],
        ),
        (
            (
                "(SELECT APPROX_QUANTILES(x, 100)[OFFSET(90)] FROM"
                " UNNEST([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) AS x)"
            ),
            9,
        ),
        (
            (
                "(SELECT APPROX_QUANTILES(DISTINCT x, 2) FROM"
                " UNNEST([1, 1, 1, 4, 5, 6, 7, 8, 9, 10]) AS x)"
            ),
            [1, 6, 10],
        ),
        ("(SELECT APPROX_QUANTILES(x, 2) FROM UNNEST([NULL, NULL, 1, 4, 5]) AS x)", [1, 4, 5]),
    ],
}
