"""Digests prove that rows differ, and never that they do where two are equal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from forebay.engine.all_differ import all_differ
from forebay.engine.column_library import column_library

N_ROWS = 120_000
MANY = f"range({N_ROWS}) AS r (i)"


@pytest.fixture
def asked(workspace):
    def ask(text, most_rows=N_ROWS + 1):
        with ThreadPoolExecutor(1) as pool:
            return all_differ(workspace, text, most_rows, pool).result()

    return ask


@pytest.mark.skipif(column_library() is None, reason="no compiler was there")
@pytest.mark.parametrize(
    "key",
    [
        "i",
        "CAST(i AS INTEGER)",
        "'key ' || i",
        "i // 400, i % 400",
        "i / 8",
        "TIMESTAMP '2000-01-01' + i * INTERVAL 1 SECOND",
    ],
)
def test_rows_that_differ_are_proved_to(asked, key):
    assert asked(f"SELECT {key} FROM {MANY}")


@pytest.mark.parametrize(
    "key",
    [
        f"i % {N_ROWS - 1}",
        f"'key ' || i % {N_ROWS - 1}",
        "i // 400, i % 399",
        # Equal to the engine, in other bits.
        f"CASE i WHEN 0 THEN 0e0 WHEN {N_ROWS - 1} THEN -0e0 ELSE i END",
        f"CASE WHEN i IN (0, {N_ROWS - 1}) THEN (i - 9) * 'nan'::DOUBLE ELSE i END",
    ],
)
def test_rows_of_which_two_are_equal_are_not(asked, key):
    assert not asked(f"SELECT {key} FROM {MANY}")


@pytest.mark.parametrize(
    ("text", "most_rows"),
    [
        (f"SELECT CAST(i AS DECIMAL(18, 2)) FROM {MANY}", N_ROWS),
        (f"SELECT i FROM {MANY}", 1000),
        (f"SELECT i FROM {MANY}", 20_000_000),
    ],
)
def test_other_types_few_rows_and_too_many_are_left_to_the_engine(asked, text, most_rows):
    assert not asked(text, most_rows)


def test_an_engine_that_fails_midway_proves_nothing(asked):
    assert not asked(f"SELECT CASE WHEN i < 110000 THEN i ELSE error('no memory') END FROM {MANY}")
