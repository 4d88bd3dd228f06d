"""Each construct on the list gives the value that BigQuery's documentation states."""

from __future__ import annotations

import math

import pytest
from tests.engine.bigquery.queries import COLUMNS, QUERIES, TYPES
from tests.engine.bigquery.values import VALUES

from forebay.engine.bigquery.function_table import FUNCTIONS
from forebay.engine.bigquery.mask import mask
from forebay.engine.bigquery.node_table import NODES
from forebay.engine.bigquery.parse_tree import parse_tree
from forebay.engine.bigquery.tokenize import scan
from forebay.engine.bigquery.translate import translate
from forebay.errors import ForebayError, Source

CASES = [(topic, *case) for topic, cases in VALUES.items() for case in cases]
TEXTS = [f"SELECT {expression}" for _, expression, _ in CASES] + [text for _, text, _ in QUERIES]


@pytest.mark.parametrize(
    ("expression", "value"),
    [case[1:] for case in CASES],
    ids=[f"{topic}: {expression}" for topic, expression, _ in CASES],
)
def test_an_expression_has_the_documented_value(bigquery, expression, value):
    found = bigquery.value(expression)

    assert found == value or (isinstance(value, float) and math.isnan(value) and math.isnan(found))
    assert type(found) is type(value) or not isinstance(value, (bool, int, float))


@pytest.mark.parametrize(
    ("text", "rows"), [case[1:] for case in QUERIES], ids=[topic for topic, _, _ in QUERIES]
)
def test_a_query_has_the_documented_rows(bigquery, text, rows):
    assert bigquery.rows(text) == rows


@pytest.mark.parametrize(("text", "names"), COLUMNS)
def test_columns_have_the_names_that_bigquery_gives(bigquery, text, names):
    sql = translate(Source("<query>", text)).source.text

    assert list(bigquery.workspace.describe(sql).names) == names


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_results_have_bigquerys_types(bigquery, text, kind):
    assert bigquery.types(text) == [kind]


# Where BigQuery ends a query, it ends here too; DuckDB alone gives inf, NaN, NULL or a value.
ERRORS = [
    "1 / 0",
    "1.0 / 0",
    "MOD(1, 0)",
    "DIV(1, 0)",
    "LN(0)",
    "LN(-1)",
    "LOG10(0)",
    "SQRT(-1)",
    "POW(0, -1)",
    "POW(-1, 0.5)",
    "EXP(1000)",
    "CAST('1.5' AS INT64)",
    "CAST('apple' AS INT64)",
    "CAST('yes' AS BOOL)",
    "CAST('1_000' AS FLOAT64)",
    "CAST('2014-09-27 10:00:00' AS DATE)",
    "CAST('2014/09/27' AS DATE)",
    "9223372036854775807 + 1",
    "[1, 2][OFFSET(5)]",
    "[1, 2][ORDINAL(0)]",
    "ARRAY_FIRST(ARRAY<INT64>[])",
    "SUBSTR('apple', 1, -1)",
    "LEFT('apple', -1)",
    "REPEAT('a', -1)",
    "GENERATE_ARRAY(1, 2, 0)",
    "ERROR('stop')",
    "DATE(2020, 13, 1)",
    # What this list leaves open is an error here, never another value.
    "CAST(2e15 AS STRING)",
    "CAST(TIMESTAMP '2020-01-01 00:00:00.5' AS STRING)",
    "NUMERIC '1' / NUMERIC '3'",
    "ROUND(NUMERIC '1.5')",
    "DATE_ADD(DATETIME '2020-01-01 00:00:00', INTERVAL 1 DAY)",
    "GENERATE_DATE_ARRAY('2020-01-31', '2020-12-31', INTERVAL 1 MONTH)",
    "FORMAT('%t', 1.5)",
    "JSON_VALUE('{\"a\": 2.50}', '$.a')",
    "TO_JSON_STRING(1.5)",
    "ASIN(2)",
    "ACOS(2)",
    "COSINE_DISTANCE([0.0], [1.0])",
    "EUCLIDEAN_DISTANCE([1.0], [1.0, 2.0])",
    "STRUCT<a INT64>(1.5)",
    "__AS_INT64(1.5)",
    "__AS_STRING(1)",
    "__AS_ARRAY_OF_INT64([1.5])",
    "(SELECT v FROM (SELECT 1 AS a, 'x' AS b) UNPIVOT(v FOR k IN (a, b)) LIMIT 1)",
    "ASCII('\u00e9')",
]


@pytest.mark.parametrize("expression", ERRORS)
def test_what_is_an_error_in_bigquery_is_one_here(bigquery, expression):
    with pytest.raises(ForebayError):
        bigquery.value(expression)


def test_every_function_on_the_list_is_met_by_a_value():
    met = " ".join(TEXTS)

    assert [name for name in FUNCTIONS if f"{name}(" not in met] == []


def test_every_kind_of_syntax_on_the_list_is_met_by_a_value():
    met = {type(node).__name__ for text in TEXTS for node in tree(text).walk()}

    assert NODES.keys() - met <= {"CurrentDate"}  # sqlglot 30.30 reads CURRENT_DATE as a function


def tree(text):
    source = Source("<query>", text)
    tokens, _ = scan(source)
    return parse_tree(mask(text, 0, tokens).text, source.whole())
