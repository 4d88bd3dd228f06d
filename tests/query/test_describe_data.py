"""ML.DESCRIBE_DATA against NumPy."""

from __future__ import annotations

import math

import numpy as np
import pytest

DATA = """
SELECT CASE WHEN i % 10 > 0 THEN i * 7919 % 101 END AS whole, sin(i) * 1e3 AS real,
  CASE WHEN i % 50 = 0 THEN CAST('nan' AS DOUBLE) WHEN i % 51 = 0 THEN CAST('inf' AS DOUBLE)
    ELSE i % 3 END AS odd,
  ['pear', 'fig', 'apple', NULL][1 + i * i % 7 % 4] AS fruit,
  i % 4 = 0 AS yes, DATE '2020-01-01' + CAST(i % 9 AS INTEGER) AS day,
  CASE WHEN i % 6 > 0 THEN [n * 1e0 FOR n IN range(i % 5)] END AS list,
  [{'index': i % 4, 'value': i * 1e0}, {'index': 7, 'value': 0e0}] AS sparse,
  {'a': i % 2, 'b': 'x' || i % 3} AS pair
FROM range(500) r(i)
"""


@pytest.fixture
def describe(ask):
    ask.workspace.define_view("data", DATA)

    def of(name, settings="", columns="*"):
        text = (
            f"SELECT {columns} FROM ML.DESCRIBE_DATA((FROM data) {settings}) WHERE name = '{name}'"
        )
        plain = ask.sql(text)
        (row,) = ask.workspace.rows(plain)
        return dict(zip(ask.workspace.describe(plain).names, row, strict=True))

    return of


def column(ask, name):
    rows = ask.workspace.rows(f"SELECT {name} FROM data WHERE {name} IS NOT NULL")
    return [row[0] for row in rows]


def test_columns_are_those_of_bigquery_ml(ask):
    bound = ask.bind("SELECT * FROM ML.DESCRIBE_DATA(TABLE rows)")

    assert list(bound.names) == [
        "name", "num_rows", "num_nulls", "num_zeros", "min", "max", "mean", "stddev", "median",
        "quantiles", "unique", "avg_string_length", "num_values", "top_values", "min_array_length",
        "max_array_length", "avg_array_length", "total_array_length", "array_length_quantiles",
        "dimension",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["whole", "real"])
def test_numbers_are_described_as_numpy_does(ask, describe, name):
    found = describe(name, ", STRUCT(4 AS num_quantiles)")
    values = np.array(column(ask, name), dtype=float)

    assert (found["num_rows"], found["num_values"]) == (500, len(values))
    assert found["num_nulls"] == 500 - len(values)
    assert found["num_zeros"] == np.count_nonzero(values == 0)
    assert float(found["min"]) == values.min()
    assert float(found["max"]) == values.max()
    assert found["mean"] == pytest.approx(values.mean(), rel=1e-12, abs=1e-9)
    assert found["stddev"] == pytest.approx(values.std(ddof=1), rel=1e-12)
    expected = np.quantile(values, [0, 0.25, 0.5, 0.75, 1], method="inverted_cdf")
    assert found["quantiles"] == list(expected)
    assert found["median"] == expected[2]
    assert found["unique"] is None
    assert found["top_values"] is None


def test_the_default_gives_minimum_median_and_maximum(describe):
    found = describe("real")

    assert found["quantiles"] == [float(found["min"]), found["median"], float(found["max"])]


def test_whole_numbers_are_shown_without_a_point(describe):
    assert describe("whole", columns="min, max") == {"min": "0", "max": "100"}


def test_values_that_are_not_finite_are_counted_and_not_described(describe):
    found = describe("odd")

    assert (found["min"], found["max"], found["num_values"]) == ("0", "2", 500)
    assert math.isfinite(found["mean"])


def test_categories_are_described_by_their_most_frequent_values(ask, describe):
    found = describe("fruit", ", STRUCT(2 AS top_k)")
    values = column(ask, "fruit")

    counts = sorted((-values.count(v), v) for v in set(values))[:2]
    assert found["top_values"] == [{"value": v, "count": -n} for n, v in counts]
    assert found["unique"] == len(set(values))
    assert found["avg_string_length"] == pytest.approx(np.mean([len(v) for v in values]))
    assert (found["min"], found["max"]) == (min(values), max(values))
    assert found["mean"] is None


def test_booleans_and_days_are_categories(describe):
    assert describe("yes", columns='"unique", top_values') == {
        "unique": 2, "top_values": [{"value": "false", "count": 375}],
    }  # fmt: skip
    assert describe("day", columns="min, max") == {"min": "2020-01-01", "max": "2020-01-09"}


def test_arrays_are_described_by_their_elements_and_their_lengths(ask, describe):
    found = describe("list", ", STRUCT(2 AS num_array_length_quantiles)")
    lists = column(ask, "list")
    elements = [value for values in lists for value in values]
    lengths = [len(values) for values in lists]

    assert found["num_values"] == found["total_array_length"] == len(elements)
    assert found["num_nulls"] == 500 - len(lists)
    assert found["mean"] == pytest.approx(np.mean(elements), rel=1e-12)
    assert (found["min_array_length"], found["max_array_length"]) == (0, 4)
    assert found["avg_array_length"] == pytest.approx(np.mean(lengths), rel=1e-12)
    expected = np.quantile(lengths, [0, 0.5, 1], method="inverted_cdf")
    assert found["array_length_quantiles"] == list(expected)
    assert found["dimension"] is None


def test_pairs_of_an_index_and_a_value_have_a_dimension(describe):
    found = describe("sparse")

    assert found["dimension"] == 8
    assert (found["min"], found["max"], found["num_values"]) == ("0", "499", 1000)


def test_fields_of_a_struct_are_columns(describe):
    assert describe("pair_a", columns="mean")["mean"] == 0.5
    assert describe("pair_b", columns='"unique"')["unique"] == 3


def test_a_table_without_rows_is_described_too(ask):
    found = ask(
        'SELECT num_rows, mean, quantiles, "unique" FROM ML.DESCRIBE_DATA('
        "(SELECT 1 AS x, 'a' AS c WHERE false))"
    )

    assert found == [(0, None, None, None), (0, None, None, 0)]


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("DESCRIBE_DATA()", ["argument-count"]),
        ("DESCRIBE_DATA(TABLE rows, STRUCT(0 AS top_k))", ["bad-argument"]),
        ("DESCRIBE_DATA(TABLE rows, STRUCT(2.5 AS top_k))", ["bad-argument"]),
        ("DESCRIBE_DATA(TABLE rows, STRUCT(3 AS topk))", ["unknown-argument"]),
        ("DESCRIBE_DATA(MODEL prices, TABLE rows)", ["unknown-argument"]),
        ("DESCRIBE_DATA((SELECT MAP {'a': 1} AS m))", ["not-supported"]),
    ],
)
def test_a_call_that_cannot_be_answered_is_refused_before_it_runs(ask, call, names):
    ask.refuse(f"SELECT * FROM ML.{call}", *names)
