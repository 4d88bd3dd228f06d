"""Rows in blocks of equal size, whatever batches the engine gives."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms import row_blocks
from forebay.algorithms.row_blocks import MatrixLayout, RowBlocks
from forebay.errors import InternalError
from forebay.features.matrix_column import MatrixColumn

COLUMNS = (MatrixColumn("x", "number"), MatrixColumn("c", "category", ("a",)))
LAYOUT = MatrixLayout(COLUMNS, (1, 0), -1.0, np.float64, 400)


def whole(rows):
    parts = [(b.values.copy(), b.label.copy(), b.weight.copy()) for b in rows]
    return [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]


def test_all_blocks_but_the_last_are_equally_long_and_rows_keep_their_order(training_data):
    x, code = np.arange(1_000.0), np.arange(1_000) % 7 - 1
    data = training_data([x, code], x * 2, weight=x + 1)

    rows = RowBlocks(data.workspace, data.train, 1_000, LAYOUT)

    assert [len(block.label) for block in rows] == [400, 400, 200]
    values, label, weight = whole(rows)
    np.testing.assert_array_equal(values, np.column_stack([code, x]))
    np.testing.assert_array_equal(label, x * 2)
    np.testing.assert_array_equal(weight, x + 1)


@pytest.mark.parametrize("kept_bytes", [0, 1 << 20])
def test_rows_come_in_the_order_of_their_keys_and_then_of_their_values(
    kept_bytes, training_data, monkeypatch
):
    monkeypatch.setattr(row_blocks, "KEPT_BYTES", kept_bytes)
    random = np.random.default_rng(5)
    key = random.integers(2**64 - 300, 2**64 - 1, 1_000, np.uint64)  # every key several times
    x, code = random.integers(0, 3, 1_000).astype(float), random.integers(0, 2, 1_000)
    label = random.normal(size=1_000)
    data = training_data([x, code], label, key=key)
    layout = MatrixLayout(COLUMNS, (0, 1), -1.0, np.float64, 400)

    values, found, _ = whole(RowBlocks(data.workspace, data.train, 1_000, layout))

    wanted = np.lexsort([label, code, x, key])
    np.testing.assert_array_equal(values, np.column_stack([x, code])[wanted])
    np.testing.assert_array_equal(found, label[wanted])


@pytest.mark.parametrize("kept_bytes", [0, 1 << 20])
def test_rows_are_the_same_at_every_pass_kept_or_not(kept_bytes, training_data, monkeypatch):
    monkeypatch.setattr(row_blocks, "KEPT_BYTES", kept_bytes)
    data = training_data([np.arange(1_000.0), np.arange(1_000) % 3], np.arange(1_000.0))
    rows = RowBlocks(data.workspace, data.train, 1_000, LAYOUT)

    first, again = whole(rows), whole(rows)

    assert all((a == b).all() for a, b in zip(first, again, strict=True))


@pytest.mark.parametrize("moved_bytes", [1, 1 << 20])
def test_rows_that_came_in_another_order_are_the_same_at_every_pass(
    moved_bytes, training_data, monkeypatch
):
    monkeypatch.setattr(row_blocks, "_MOVED_BYTES", moved_bytes)
    key = np.random.default_rng(6).permutation(1_000).astype(np.uint64)
    data = training_data([np.arange(1_000.0), np.arange(1_000) % 3], -np.arange(1_000.0), key=key)
    rows = RowBlocks(data.workspace, data.train, 1_000, LAYOUT)

    first, *later = (whole(rows) for _ in range(3))

    np.testing.assert_array_equal(first[1], -np.argsort(key))
    for again in later:
        assert all((a == b).all() for a, b in zip(first, again, strict=True))


def test_rows_that_fit_are_read_once(training_data, monkeypatch):
    data = training_data([np.arange(9.0), np.arange(9)], np.arange(9.0))
    rows = RowBlocks(data.workspace, data.train, 9, LAYOUT)
    before = whole(rows)

    monkeypatch.setattr(data.workspace, "stream", None)

    assert (whole(rows)[0] == before[0]).all()


def test_another_number_of_rows_is_our_mistake(training_data):
    data = training_data([np.arange(9.0), np.arange(9)], np.arange(9.0))

    with pytest.raises(InternalError, match="gave 9 rows and was to give 10"):
        whole(RowBlocks(data.workspace, data.train, 10, LAYOUT))
