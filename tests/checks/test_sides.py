"""Conditions are cut only where the cut is certain."""

from __future__ import annotations

import pytest

from forebay.checks.sides import comparisons, not_exists
from forebay.errors import Source
from forebay.sql import tokenize


def cut(text):
    tokens = tokenize(Source("a.sql", f"  {text}"))
    return [(c.left, c.operator, c.right) for c in comparisons(text, tokens)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a > 1", [("a", ">", "1")]),
        ("(a > 1) = b", [("(a > 1)", "=", "b")]),
        ("a >= 1 AND f(b, c) <> 'x AND y'", [("a", ">=", "1"), ("f(b, c)", "<>", "'x AND y'")]),
        ("a > 1 OR b > 1", []),
        ("NOT a > 1", []),
        ("a BETWEEN 1 AND 2", []),
        ("a < b < c", []),
        ("a", []),
        ("CASE WHEN a > 1 THEN b END = 2", []),
    ],
)
def test_a_condition_is_cut_at_its_comparisons(text, found):
    assert cut(text) == found


def test_the_query_of_not_exists_is_found_only_if_it_is_the_whole_condition():
    whole, part = "NOT EXISTS (SELECT (1))", "NOT EXISTS (SELECT 1) AND x"

    assert not_exists(whole, tokenize(Source("a.sql", whole))) == "SELECT (1)"
    assert not_exists(part, tokenize(Source("a.sql", part))) is None
