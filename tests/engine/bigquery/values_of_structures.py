# ruff: noqa: E501 - a line a case
"""JSON, formats, structs and typed values: ``(expression, value)`` by topic of the GoogleSQL reference.

Values without an example there follow from the sentence that the comment gives.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


VALUES = {
    "JSON functions": [
        ("""JSON_VALUE('{"name": "Jakob", "age": "6"}', '$.age')""", "6"),
        ("""JSON_QUERY('{"name": "Jakob", "age": "6"}', '$.age')""", '"6"'),
        ("""JSON_QUERY('{"fruits": ["apple", "banana"]}', '$.fruits')""", '["apple","banana"]'),
        ("""JSON_VALUE('{"fruits": ["apple", "banana"]}', '$.fruits')""", None),  # not a scalar
        (
            """JSON_EXTRACT('{"class": {"students": [{"name": "Jane"}]}}', '$.class.students[0].name')""",
            '"Jane"',
        ),
        ("""JSON_EXTRACT_SCALAR('{"a.b": {"c": "world"}}', "$['a.b'].c")""", "world"),
        ("""JSON_VALUE('{"a.b": {"c": "world"}}', '$."a.b".c')""", "world"),
        ("""JSON_VALUE('{"a": {"b": [1, {"c": true}]}}', '$.a.b[1].c')""", "true"),
        ("""JSON_VALUE('{"a": null}', '$.a')""", None),
        ("""JSON_QUERY('{"a": null}', '$.a')""", None),
        ("""JSON_VALUE('{"a": 1}', '$.b')""", None),
        ("""JSON_VALUE('hello', '$.a')""", None),  # no JSON
        ("JSON_VALUE(NULL, '$.a')", None),
        ("""JSON_VALUE('3.5')""", "3.5"),
        (
            """JSON_VALUE_ARRAY('["apples", "oranges", "grapes"]', '$')""",
            ["apples", "oranges", "grapes"],
        ),
        (
            """JSON_EXTRACT_STRING_ARRAY('{"fruits": ["apples", "oranges"]}', '$.fruits')""",
            ["apples", "oranges"],
        ),
        ("""JSON_VALUE_ARRAY('["a", [1]]')""", None),  # an element that is no scalar
        ("""JSON_VALUE_ARRAY('{"a": 1}', '$.a')""", None),
        ("""JSON_QUERY_ARRAY('[1, 2, 3]')""", ["1", "2", "3"]),
        (
            """JSON_EXTRACT_ARRAY('{"fruits": [{"apples": 5}, {"oranges": 10}]}', '$.fruits')""",
            ['{"apples":5}', '{"oranges":10}'],
        ),
        (
            "TO_JSON_STRING(STRUCT(1 AS id, [10, 20] AS coordinates))",
            '{"id":1,"coordinates":[10,20]}',
        ),
        (
            "TO_JSON_STRING(STRUCT('a' AS b, DATE '2020-01-31' AS d, TRUE AS t, NULL AS n))",
            '{"b":"a","d":"2020-01-31","t":true,"n":null}',
        ),
        ("TO_JSON_STRING(NULL)", "null"),
    ],
    "FORMAT": [
        (
            "FORMAT('date: %s!', FORMAT_DATE('%B %d, %Y', DATE '2015-01-02'))",
            "date: January 02, 2015!",
        ),
        ("FORMAT('%d', 10)", "10"),
        ("FORMAT('%i', 10)", "10"),
        ("FORMAT('|%10d|', 11)", "|        11|"),
        ("FORMAT('+%010d+', 12)", "+0000000012+"),
        ('FORMAT("%\'d", 123456789)', "123,456,789"),
        ("FORMAT('-%s-', 'abcd efg')", "-abcd efg-"),
        ("FORMAT('%f %E', 1.1, 2.2)", "1.100000 2.200000E+00"),
        ("FORMAT('%x', 255)", "ff"),
        ("FORMAT('%t', DATE '2015-09-01')", "2015-09-01"),
        ("FORMAT('%t', TIMESTAMP '2015-09-01 12:34:56')", "2015-09-01 12:34:56+00"),
        ("FORMAT('%T', 'abc')", '"abc"'),
        ("FORMAT('%T', DATE '2015-09-01')", 'DATE "2015-09-01"'),
        ("FORMAT('%t-%t-%T', 'a', 1, TRUE)", "a-1-true"),
        ("FORMAT('00-%t-00', NULL)", "00-NULL-00"),
        ("FORMAT('00-%i-00', NULL)", None),
        ("FORMAT('100%%')", "100%"),
    ],
    "STRUCT and ARRAY with types, and without names": [
        ("STRUCT<a INT64, b FLOAT64>(1, 2)", {"a": 1, "b": 2.0}),
        ("STRUCT(1, 'a')", {"_field_1": 1, "_field_2": "a"}),
        ("STRUCT<x ARRAY<STRUCT<k STRING>>>([STRUCT('a')]).x[OFFSET(0)].k", "a"),
        (
            "ARRAY<STRUCT<a INT64, b STRING>>[(1, 'x'), (2, NULL)]",
            [{"a": 1, "b": "x"}, {"a": 2, "b": None}],
        ),
        ("[STRUCT(1 AS a, 'z' AS b), (2, 'y')]", [{"a": 1, "b": "z"}, {"a": 2, "b": "y"}]),
        ("[STRUCT(1 AS a), STRUCT(2)][OFFSET(1)].a", 2),
        ("(SELECT AS STRUCT 1, 2 AS b)", {"_field_1": 1, "b": 2}),
    ],
    "time functions": [
        ("TIME(15, 30, 0)", time(15, 30)),
        ("TIME(DATETIME '2008-12-25 15:30:00')", time(15, 30)),
        ("TIME(TIMESTAMP '2008-12-25 15:30:00+08', 'America/Los_Angeles')", time(23, 30)),
        ("TIME_ADD(TIME '15:30:00', INTERVAL 10 MINUTE)", time(15, 40)),
        ("TIME_ADD(TIME '23:30:00', INTERVAL 1 HOUR)", time(0, 30)),  # past midnight it begins anew
        ("TIME_SUB(TIME '15:30:00', INTERVAL 10 MINUTE)", time(15, 20)),
        ("TIME_DIFF(TIME '15:30:00', TIME '14:35:00', MINUTE)", 55),
        ("TIME_TRUNC(TIME '15:30:00', HOUR)", time(15)),
        ("FORMAT_TIME('%R', TIME '15:30:00')", "15:30"),
        ("PARSE_TIME('%H', '15')", time(15)),
        ("CURRENT_TIME() IS NULL", False),
        ("EXTRACT(TIME FROM DATETIME '2008-12-25 15:30:00')", time(15, 30)),
    ],
    "dates and times: zones and parts of seconds": [
        ("DATETIME(DATE '2008-12-25', TIME '05:30:00')", datetime(2008, 12, 25, 5, 30)),  # noqa: DTZ001 - a DATETIME has no zone
        ("CURRENT_DATE('America/Los_Angeles') <= CURRENT_DATE('Asia/Tokyo')", True),
        ("CURRENT_DATETIME('UTC') IS NULL", False),
        (
            "PARSE_TIMESTAMP('%Y-%m-%d %H:%M:%S', '2020-01-01 10:00:00', 'America/New_York')",
            utc(2020, 1, 1, 15),
        ),
        (
            "FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E3S%Ez', TIMESTAMP '2050-12-25 15:30:55.12')",
            "2050-12-25T15:30:55.120+00:00",
        ),
        ("FORMAT_TIMESTAMP('%E4Y %Z %z', TIMESTAMP '2050-12-25')", "2050 UTC +0000"),
        ("FORMAT_DATETIME('%E6S', DATETIME '2020-01-01 00:00:01.25')", "01.250000"),
        ("STRING(TIMESTAMP '2008-12-25 15:30:00')", "2008-12-25 15:30:00+00"),
        (
            "GENERATE_TIMESTAMP_ARRAY('2016-10-05 00:00:00', '2016-10-05 00:00:02', INTERVAL 1 SECOND)",
            [utc(2016, 10, 5, 0, 0, s) for s in (0, 1, 2)],
        ),
        (
            "GENERATE_TIMESTAMP_ARRAY('2016-10-06 00:00:00', '2016-10-01 00:00:00', INTERVAL -2 DAY)",
            [utc(2016, 10, d) for d in (6, 4, 2)],
        ),
        (
            "GENERATE_TIMESTAMP_ARRAY('2016-10-06 00:00:00', '2016-10-01 00:00:00', INTERVAL 1 HOUR)",
            [],
        ),
    ],
    "SAFE arithmetic": [
        ("SAFE_ADD(5, 4)", 9),
        ("SAFE_ADD(9223372036854775807, 1)", None),
        ("SAFE_SUBTRACT(5, 4)", 1),
        ("SAFE_SUBTRACT(-9223372036854775807, 2)", None),
        ("SAFE_MULTIPLY(20, 4)", 80),
        ("SAFE_MULTIPLY(9223372036854775807, 2)", None),
        ("SAFE_NEGATE(1)", -1),
        ("NULLIFZERO(0)", None),
        ("ZEROIFNULL(NULL)", 0),
    ],
    "more of mathematics": [
        ("ASIN(1)", pytest.approx(1.5707963267948966, rel=1e-15)),
        ("ACOS(1)", 0.0),
        ("SINH(0)", 0.0),
        ("COSH(0)", 1.0),
        ("TANH(0)", 0.0),
        ("CBRT(27)", pytest.approx(3.0, rel=1e-15)),
        ("COSINE_DISTANCE([1.0, 2.0], [3.0, 4.0])", pytest.approx(0.016130, abs=5e-7)),
        ("EUCLIDEAN_DISTANCE([1.0, 2.0], [3.0, 4.0])", pytest.approx(2.828, abs=5e-4)),
    ],
    "more of texts": [
        ("TRANSLATE('This is a cookie', 'sco', 'zku')", "Thiz iz a kuukie"),
        ("EDIT_DISTANCE('a', 'b')", 1),
        ("EDIT_DISTANCE('aa', 'b')", 2),
        ("LENGTH(GENERATE_UUID())", 36),
        ("REGEXP_EXTRACT('Hello Helloo and Hellooo', 'H?ello+', 1, 2)", "Helloo"),
        ("REGEXP_SUBSTR('Hello', 'x', 1, 2)", None),
        ("'Intend with clarity.' LIKE ANY ('Intend%', '%intention%')", True),
        ("'ab' LIKE ALL ('a%', '%c')", False),
        ("'ab' NOT LIKE ANY ('x%', '%y')", True),
        ("NULL LIKE ANY ('x%', '%y')", None),
    ],
    "what a function of a script is given": [
        ("__AS_INT64(1)", 1),
        ("__AS_FLOAT64(1)", 1.0),
        ("__AS_NUMERIC(1) = 1", True),
        ("__AS_STRING('a')", "a"),
        ("__AS_BYTES(b'a')", b"a"),
        ("__AS_BOOL(NULL)", None),
        ("__AS_DATE('2020-01-31') = DATE '2020-01-31'", True),
        ("__AS_DATETIME('2020-01-31 00:00:00') = DATETIME '2020-01-31 00:00:00'", True),
        ("__AS_TIMESTAMP('2020-01-31') = TIMESTAMP '2020-01-31'", True),
        ("__AS_TIME('10:00:00') = TIME '10:00:00'", True),
        ("__AS_ARRAY_OF_INT64([1])", [1]),
        ("__AS_ARRAY_OF_FLOAT64([1])", [1.0]),
        ("__AS_ARRAY_OF_NUMERIC([1])[OFFSET(0)] = 1", True),
        ("__AS_ARRAY_OF_STRING([])", []),
        ("__AS_ARRAY_OF_BYTES([b'a'])", [b"a"]),
        ("__AS_ARRAY_OF_BOOL([TRUE])", [True]),
        ("__AS_ARRAY_OF_DATE([DATE '2020-01-31'])[OFFSET(0)] = DATE '2020-01-31'", True),
        ("__AS_ARRAY_OF_DATETIME([DATETIME '2020-01-31 00:00:00'])[OFFSET(0)] IS NULL", False),
        ("__AS_ARRAY_OF_TIMESTAMP([TIMESTAMP '2020-01-31'])[OFFSET(0)] IS NULL", False),
        ("__AS_ARRAY_OF_TIME([TIME '10:00:00'])[OFFSET(0)] IS NULL", False),
    ],
}
