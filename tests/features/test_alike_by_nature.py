"""Rows that are alike by nature, and copies."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.features.alike_by_nature import alike_by_nature


@pytest.fixture
def by_nature(tmp_path):
    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[tmp_path], scratch=tmp_path / "scratch"
    ) as workspace:

        def ask(contents) -> bool:
            path = tmp_path / "rows.csv"
            path.write_text("\n".join(["h", *map(str, contents)]) + "\n")
            return alike_by_nature(workspace, f"SELECT h FROM read_csv('{path}')")

        yield ask


@pytest.fixture
def draw():
    return np.random.default_rng(12)


def test_draws_from_a_few_contents_are_alike_by_nature(by_nature, draw):
    assert by_nature(draw.integers(0, 40, 2_000))


def test_draws_from_many_contents_are_alike_by_nature_in_pairs_and_triples(by_nature, draw):
    assert by_nature(draw.integers(0, 1_500, 2_000))


def test_rows_that_are_all_different_are_not_alike(by_nature, draw):
    assert not by_nature(draw.permutation(2_000))


def test_a_table_that_was_loaded_twice_is_copied(by_nature, draw):
    assert not by_nature([*draw.permutation(400)] * 2)


def test_a_few_pairs_among_many_rows_are_copies(by_nature, draw):
    assert not by_nature([*draw.permutation(2_000), *range(60)])


def test_no_rows_are_not_alike(by_nature):
    assert not by_nature([])
