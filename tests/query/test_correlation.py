"""ML.CORRELATION against SciPy and pandas' ranks, and the parts of a cube by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source
from forebay.query import prepare
from forebay.sql.parse_query import parse_query

DATA = """
SELECT CAST(i * 7919 % 50 AS DOUBLE) AS y, (i * 31 % 17) * 1e0 AS x,
  CASE WHEN i % 9 > 0 THEN (i * 7919 % 50) + (i * 13 % 40) END AS z,
  ['a', 'b', NULL][1 + i % 3] AS c, i % 2 = 0 AS even
FROM range(200) r(i)
"""


def correlations(ask, settings, columns="*"):
    ask.workspace.define_view("data", DATA)
    return ask.workspace.rows(
        ask.sql(
            f"SELECT {columns} FROM ML.CORRELATION((FROM data), target_col => 'y',"
            f" target_correlation_cols => ['x', 'z'] {settings})"
        )
    )


def pairs(ask, other, where="true"):
    rows = ask.workspace.rows(f"SELECT y, {other} FROM data WHERE {other} IS NOT NULL AND {where}")
    return np.array(rows, dtype=float).T


def pearson_of_lowest_ranks(y, x):
    return stats.pearsonr(stats.rankdata(y, "min"), stats.rankdata(x, "min")).statistic


METHODS = {
    "PEARSON": lambda y, x: stats.pearsonr(y, x).statistic,
    "SPEARMAN": pearson_of_lowest_ranks,
    "KENDALL": lambda y, x: stats.kendalltau(y, x, variant="b").statistic,
}


@pytest.mark.parametrize("method", METHODS)
def test_coefficients_are_those_of_scipy_over_rows_without_null(ask, method):
    found = correlations(ask, f", method => '{method.lower()}'", "corr_col, correlation")

    expected = [(name, METHODS[method](*pairs(ask, name))) for name in ("x", "z")]
    assert [name for name, _ in found] == ["x", "z"]
    assert [r for _, r in found] == pytest.approx([r for _, r in expected], abs=1e-13)


@pytest.mark.parametrize("method", METHODS)
def test_each_part_of_the_cube_has_its_own_coefficient(ask, method):
    found = correlations(
        ask, f", dimension_cols => ['c', 'even'], method => '{method}'",
        "segment, c, even, corr_col, correlation, segment_size",
    )  # fmt: skip

    # 3 x 2 cells, 3 + 2 margins and the whole, each for two columns.
    assert len(found) == 24
    for segment, c, even, other, r, size in found:
        dims = {s["dimension_col"]: json.loads(s["dimension_value"]) for s in segment}
        where = " AND ".join(
            ["true", *(f"{k} IS NOT DISTINCT FROM {_sql(v)}" for k, v in dims.items())]
        )
        assert dims.get("c") == c
        assert dims.get("even") == even
        assert r == pytest.approx(METHODS[method](*pairs(ask, other, where)), abs=1e-12)
        assert [(size,)] == ask.workspace.rows(f"SELECT count(*) FROM data WHERE {where}")


def _sql(value):
    return "NULL" if value is None else repr(value)


def test_null_of_a_dimension_is_told_from_the_whole_by_the_segment(ask):
    found = correlations(ask, ", dimension_cols => 'c'", "segment, c, segment_size, corr_col")

    nulls = {len(segment): size for segment, c, size, other in found if c is None and other == "x"}
    assert nulls == {0: 200, 1: 66}


def test_large_parts_stand_first_and_shares_are_of_all_rows(ask):
    found = correlations(
        ask, ", dimension_cols => 'c'", "segment_size, segment_proportion, corr_col"
    )

    assert found == sorted(found, key=lambda row: (-row[0], row[2]))
    assert {(size, share) for size, share, _ in found} == {(200, 1.0), (67, 0.335), (66, 0.33)}


def test_a_part_of_one_row_is_kept_and_has_no_coefficient(ask):
    ask.workspace.define_view("one", "SELECT 1 AS y, 2 AS x")

    for method in METHODS:
        text = (
            "SELECT correlation, segment_size FROM ML.CORRELATION((FROM one), target_col => 'y',"
            f" target_correlation_cols => 'x', method => '{method}')"
        )
        assert ask.workspace.rows(ask.sql(text)) == [(None, 1)]


def test_figures_are_the_same_bits_on_any_number_of_threads(tmp_path):
    rows = "SELECT sin(i) AS y, cos(i * i) + sin(i) AS x, i % 7 AS c FROM range(300000) r(i)"
    text = (
        f"SELECT * FROM ML.CORRELATION(({rows}), target_col => 'y',"
        " target_correlation_cols => 'x', dimension_cols => 'c')"
    )
    found = []
    for threads in (1, 4):
        scratch = tmp_path / str(threads)
        with DuckDBEngine().workspace(
            threads=threads, memory_limit="1GB", readable=[], scratch=scratch
        ) as workspace:
            plain = prepare(parse_query(Source("q", text)), workspace, None, scratch)
            found.append(workspace.rows(plain))

    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ("target_col => 'x'", "missing-argument"),
        ("target_col => 'c', target_correlation_cols => 'x'", "input-column"),
        ("target_col => 'x', target_correlation_cols => ['z', 'zz']", "unknown-column"),
        ("target_col => 'x', target_correlation_cols => 'z', method => 'TAU'", "bad-argument"),
        (
            "target_col => 'x', target_correlation_cols => 'z', dimension_cols => ['c', 'c']",
            "bad-argument",
        ),
    ],
)
def test_arguments_that_cannot_be_meant_are_refused(ask, settings, name):
    ask.refuse(f"SELECT * FROM ML.CORRELATION(TABLE rows, {settings})", name)
