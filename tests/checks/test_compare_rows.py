"""The comparison of a unit test: order ignored, floats to 1e-9 (SEMANTICS 36)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forebay.checks import compare_rows
from forebay.checks.compare_rows import equal


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (1, 1.0 + 5e-10, True),
        (1.0, 1.0 + 5e-9, False),
        (1e12, 1e12 + 100.0, True),
        (float("nan"), float("nan"), True),
        (float("inf"), 1e300, False),
        (None, 0, False),
        (None, None, True),
        (True, 1, False),
        (Decimal("1.50"), 1.5, True),
        (Decimal("1.50"), Decimal("1.5"), True),
        (1, 2, False),
        ([1.0, None], [1.0 + 1e-12, None], True),
        ({"a": 1.0}, {"a": 1.0 + 1e-12}, True),
        ("a", "b", False),
        (date(2013, 1, 1), date(2013, 1, 1), True),
    ],
)
def test_values_are_equal_as_a_test_means_it(a, b, same):
    assert equal(a, b) is same


def test_order_does_not_count_but_number_does():
    assert compare_rows(["a"], [(1,), (2,)], [(2,), (1,)]).same

    found = compare_rows(["a", "b"], [(1, 1), (1, 1)], [(1, 1)])
    assert (found.missing, found.unexpected) == (((1, 1),), ())


def test_rows_are_paired_by_key_before_likeness():
    expected = [(1, "a", 10), (2, "b", 20)]
    actual = [(2, "a", 10), (1, "b", 20)]

    found = compare_rows(["id", "w", "v"], expected, actual, key=["ID"])

    assert [(d.row, d.column, d.expected, d.actual) for d in found.differences] == [
        (1, "w", "a", "b"),
        (1, "v", 10, 20),
        (2, "w", "b", "a"),
        (2, "v", 20, 10),
    ]


def test_without_a_key_the_most_alike_rows_are_paired():
    found = compare_rows(["a", "b", "c"], [(1, 2, 3), (7, 8, 9)], [(7, 8, 0), (1, 2, 0)])

    assert [(d.row, d.column) for d in found.differences] == [(1, "c"), (2, "c")]


def test_rows_with_nothing_in_common_are_missing_and_unexpected():
    found = compare_rows(["a", "b"], [(1, 2), (5, 6)], [(3, 4)])

    assert (len(found.missing), len(found.unexpected), found.differences) == (2, 1, ())


ROWS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["a", "b", None])), max_size=8)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(expected=ROWS, actual=ROWS)
def test_same_means_equal_as_bags(expected, actual):
    found = compare_rows(["a", "b"], expected, actual)

    text = [sorted(map(repr, rows)) for rows in (expected, actual)]
    assert found.same == (text[0] == text[1])
    changed = len({d.row for d in found.differences})
    assert len(expected) - len(found.missing) == len(actual) - len(found.unexpected)
    assert changed <= min(len(expected), len(actual))
