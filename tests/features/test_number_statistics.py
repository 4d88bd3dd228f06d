from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from forebay.engine.column_library import column_library
from forebay.features import counted_numbers
from forebay.features import number_statistics as passes
from forebay.features.number_statistics import number_statistics

RANDOM = np.random.default_rng(7)
COLUMNS = {
    "normal": RANDOM.normal(size=5000) * 1e-3 + 1e6,
    "skewed": RANDOM.lognormal(sigma=5, size=5000),
    "huge": RANDOM.normal(size=5000) * 1e300,
    "tiny": RANDOM.normal(size=5000) * 1e-300,
}


@pytest.mark.parametrize("name", COLUMNS)
def test_mean_and_deviation_are_right_to_1e_12(world, name):
    """The truth is computed with exact rational numbers."""
    values = COLUMNS[name]
    workspace = world.workspace
    path = workspace.scratch / "v.parquet"
    workspace.write_batches([([("v", values)], None)], path)

    (found,) = number_statistics(workspace, f"read_parquet('{path}') WHERE true", ["v"])

    exact = [Fraction(v) for v in values.tolist()]
    mean = sum(exact) / len(exact)
    variance = sum((v - mean) ** 2 for v in exact) / (len(exact) - 1)
    largest = float(np.abs(values).max())
    assert found.mean == pytest.approx(float(mean), rel=1e-12, abs=1e-18 * largest)
    squared = Fraction(found.deviation or 0.0) ** 2
    assert float(squared / variance) == pytest.approx(1.0, abs=1e-12)
    assert found.minimum == values.min()
    assert found.maximum == values.max()


def test_null_nan_and_infinity_are_counted_and_left_out(world):
    rows = "(VALUES (1.0), (2.0), (NULL), ('nan'::DOUBLE), ('-inf'::DOUBLE)) t(v) WHERE true"

    (found,) = number_statistics(world.workspace, rows, ["CAST(v AS DOUBLE)"])

    assert (found.n_rows, found.n_null, found.n_nan, found.n_infinite) == (5, 1, 1, 1)
    assert (found.mean, found.median, found.minimum, found.maximum) == (1.5, 1.0, 1.0, 2.0)
    assert found.deviation == pytest.approx(0.5**0.5, rel=1e-15)


def test_a_column_without_a_number_has_no_statistics(world):
    (found,) = number_statistics(world.workspace, "(SELECT NULL::DOUBLE AS v) WHERE true", ["v"])

    assert (found.mean, found.deviation, found.median) == (None, None, None)


def test_more_columns_than_fit_into_one_query_are_taken_in_turns(world):
    names = [f"CAST({k} AS DOUBLE)" for k in range(105)]

    found = number_statistics(world.workspace, "range(3) WHERE true", names)

    assert [s.mean for s in found] == [float(k) for k in range(105)]


@pytest.mark.parametrize("key", [None, "hash(i)"])
@pytest.mark.parametrize("most_rows", [60_000, 300_000])
def test_counted_values_give_what_the_engines_passes_give(world, monkeypatch, key, most_rows):
    """To the last bit: halves that are rounded, both zeros, NaN, infinities, tiny, huge, many."""
    columns = [
        "i % 7 / 2", "-(i % 1000) / 8 - 0.0625", "CASE i % 3 WHEN 0 THEN NULL ELSE i % 5 END",
        "CASE i % 4 WHEN 0 THEN 'nan' WHEN 1 THEN '-inf' WHEN 2 THEN '0.1' ELSE '-0.0' END",
        "i % 9 * 1e-310", "(i % 11 - 5) * 1e307", "NULL", "CAST(42 AS DOUBLE)", "i / 3",
        "CASE WHEN i % 2 = 0 THEN 'nan'::DOUBLE END", "(i % 16000) * 1.1",
    ]  # fmt: skip
    rows = f"range({most_rows}) AS r (i) WHERE i >= 0"
    asked = [f"CAST({column} AS DOUBLE)" for column in columns]
    counted = counted_numbers.counted_numbers(world.workspace, rows, asked, key)
    found = number_statistics(world.workspace, rows, asked, key)
    monkeypatch.setattr(passes, "counted_numbers", lambda *_: {})

    assert found == number_statistics(world.workspace, rows, asked, key)
    if column_library() is not None:
        assert set(asked) - set(counted) == {"CAST(i / 3 AS DOUBLE)"}
