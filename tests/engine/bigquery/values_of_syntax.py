# ruff: noqa: E501 - a line a case
"""Literals, operators, casts and conditions: ``(expression, value)`` by topic of the GoogleSQL reference.

Values without an example there follow from the sentence that the comment gives.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def day(*parts):
    return date(*parts)


def civil(*parts):
    return datetime(*parts)  # noqa: DTZ001 - a DATETIME has no zone


VALUES = {
    "lexical structure: literals": [
        ("'it\\'s'", "it's"),
        (r"'a\tb\nc\\d'", "a\tb\nc\\d"),
        (r"'\x41\u00e9\101'", "A\u00e9A"),
        (r"r'\d+'", r"\d+"),
        ('"double"', "double"),
        ("'''it's \"both\"'''", 'it\'s "both"'),
        ('"""a\nb"""', "a\nb"),
        ("''", ""),
        (r"b'\xff\x00a'", b"\xff\x00a"),
        ("B'abc'", b"abc"),
        ("rb'\\d'", b"\\d"),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("0.1 + 0.2", 0.30000000000000004),  # FLOAT64, not decimal
        ("2147483647 + 1", 2147483648),  # INT64
        ("TRUE", True),
        ("NULL", None),
        ("DATE '2014-9-27'", day(2014, 9, 27)),
        ("DATETIME '2014-09-27 12:30:00.45'", civil(2014, 9, 27, 12, 30, 0, 450000)),
        ("TIMESTAMP '2014-09-27 12:30:00.45-08'", utc(2014, 9, 27, 20, 30, 0, 450000)),
        ("TIMESTAMP '2014-09-27'", utc(2014, 9, 27)),
        ("TIME '12:30:00'", time(12, 30)),
        ("NUMERIC '1.5'", Decimal("1.500000000")),
    ],
    "operators": [
        ("1 / 2", 0.5),
        ("7 / 7", 1.0),
        ("'a' || 'b'", "ab"),
        ("'a' || NULL", None),
        ("-3 + 2 * 4", 5),
        ("5 - 2 - 1", 2),
        ("(1 + 2) * 3", 9),
        ("5 & 3", 1),
        ("5 | 3", 7),
        ("5 ^ 3", 6),
        ("~5", -6),
        ("1 << 3", 8),
        ("16 >> 2", 4),
        ("1 <> 2 AND NOT FALSE", True),
        ("1 != 1 OR NULL IS NULL", True),
        ("1 = 1 AND 2 > 1 AND 2 >= 2 AND 1 < 2 AND 1 <= 1", True),
        ("NULL = NULL", None),
        ("NULL IS NOT DISTINCT FROM NULL", True),
        ("1 IS DISTINCT FROM NULL", True),
        ("TRUE IS NOT FALSE", True),
        ("5 BETWEEN 1 AND 5", True),
        ("5 NOT BETWEEN 1 AND 4", True),
        ("3 IN (1, 2, 3)", True),
        ("3 NOT IN (1, 2)", True),
        ("1 IN UNNEST([1, 2])", True),
        ("3 IN UNNEST([1, NULL])", None),
        ("(1, 2) IN ((1, 2), (3, 4))", True),
        ("'a' LIKE 'A'", False),
        ("'apple' LIKE 'a%e'", True),
        (r"'a%b' LIKE r'a\%b'", True),
        (r"'axb' LIKE r'a\%b'", False),
        ("'abc' NOT LIKE '_b_'", False),
        ("EXISTS (SELECT 1)", True),
        ("(SELECT MAX(x) FROM UNNEST([1, 3, 2]) AS x)", 3),
        ("STRUCT(1 AS a, 'b' AS b).b", "b"),
    ],
    "conversion functions: CAST": [
        ("CAST(2.5 AS INT64)", 3),  # halfway cases away from zero
        ("CAST(-2.5 AS INT64)", -3),
        ("CAST(1.4 AS INT64)", 1),
        ("CAST('0x87a' AS INT64)", 2170),
        ("CAST('-12' AS INT64)", -12),
        ("CAST(TRUE AS INT64)", 1),
        ("CAST('1.5' AS FLOAT64)", 1.5),
        ("CAST('1e3' AS FLOAT64)", 1000.0),
        ("CAST('-inf' AS FLOAT64)", -math.inf),
        ("CAST(1 AS FLOAT64)", 1.0),
        ("CAST(1.0 AS STRING)", "1"),
        ("CAST(0.1 AS STRING)", "0.1"),
        ("CAST(1e20 AS STRING)", "1e+20"),
        ("CAST(-1.25 AS STRING)", "-1.25"),
        ("CAST(123456789.123 AS STRING)", "123456789.123"),
        ("CAST(12 AS STRING)", "12"),
        ("CAST(TRUE AS STRING)", "true"),
        ("CAST(NUMERIC '1.50' AS STRING)", "1.5"),
        ("CAST(DATE '2014-09-27' AS STRING)", "2014-09-27"),
        ("CAST(TIMESTAMP '2014-09-27 12:30:00' AS STRING)", "2014-09-27 12:30:00+00"),
        ("CAST(DATETIME '2014-09-27 12:30:00' AS STRING)", "2014-09-27 12:30:00"),
        ("CAST(b'abc' AS STRING)", "abc"),
        ("CAST('abc' AS BYTES)", b"abc"),
        ("CAST('TRUE' AS BOOL)", True),
        ("CAST('false' AS BOOL)", False),
        ("CAST(0 AS BOOL)", False),
        ("CAST('2014-09-27' AS DATE)", day(2014, 9, 27)),
        ("CAST(TIMESTAMP '2014-09-27 23:30:00' AS DATE)", day(2014, 9, 27)),
        ("CAST('2014-09-27 12:30:00' AS DATETIME)", civil(2014, 9, 27, 12, 30)),
        ("CAST('2014-09-27 12:30:00+02' AS TIMESTAMP)", utc(2014, 9, 27, 10, 30)),
        ("CAST(DATE '2014-09-27' AS TIMESTAMP)", utc(2014, 9, 27)),
        ("CAST('12:30:00' AS TIME)", time(12, 30)),
        ("CAST('1.5' AS NUMERIC)", Decimal("1.500000000")),
        ("CAST(NULL AS INT64)", None),
        ("CAST(CAST(NULL AS STRING) AS DATE)", None),
        ("SAFE_CAST('apple' AS INT64)", None),
        ("SAFE_CAST('1.5' AS INT64)", None),
        ("SAFE_CAST('99999999999999999999' AS INT64)", None),
        ("SAFE_CAST('7' AS INT64)", 7),
        ("SAFE_CAST('x' AS FLOAT64)", None),
        ("SAFE_CAST('yes' AS BOOL)", None),
        ("SAFE_CAST('2014-13-01' AS DATE)", None),
        ("SAFE_CAST('2014-09-27 10:00:00' AS DATE)", None),
        ("SAFE_CAST('2014-09-27' AS DATE)", day(2014, 9, 27)),
        ("ARRAY<INT64>[1, 2]", [1, 2]),
        ("ARRAY<STRING>[]", []),
    ],
    "conditional expressions": [
        ("IF(1 < 2, 'yes', 'no')", "yes"),
        ("IF(NULL, 'yes', 'no')", "no"),
        ("IFNULL(NULL, 0)", 0),
        ("IFNULL(10, 0)", 10),
        ("NULLIF(0, 0)", None),
        ("NULLIF(10, 0)", 10),
        ("COALESCE(NULL, 'B', 'C')", "B"),
        ("CASE WHEN 1 > 2 THEN 'a' WHEN 2 > 1 THEN 'b' ELSE 'c' END", "b"),
        ("CASE 3 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END", None),
    ],
    "debugging functions": [("IF(TRUE, 1, ERROR('no'))", 1)],
}
