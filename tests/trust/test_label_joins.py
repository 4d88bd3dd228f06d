"""Joins for the label alone keep all rows where no answer is known yet (SEMANTICS 33)."""

from __future__ import annotations

import pytest

from forebay.errors import Source, Span
from forebay.sql.parse import parse
from forebay.sql.statement import CreateView
from forebay.trust.label_joins import with_left_joins


def plain(text: str, alias: str = "b") -> str:
    """Return the query of a view in which the relation of an alias is joined for the label."""
    source = Source("v.sql", f"CREATE VIEW v AS {text};")
    (view,) = parse(source)
    assert isinstance(view, CreateView)
    start = source.text.index(f" {alias} ON") - len("t")
    return with_left_joins(view.query, frozenset({Span(source, start, start + 1)})).plain


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("JOIN t b ON a.i = b.i", "LEFT JOIN t b ON a.i = b.i"),
        ("inner join t b ON a.i = b.i", "LEFT JOIN t b ON a.i = b.i"),
        ("JOIN t c ON a.i = c.i JOIN t b ON a.i = b.i",
         "JOIN t c ON a.i = c.i LEFT JOIN t b ON a.i = b.i"),
    ],
)  # fmt: skip
def test_an_inner_join_keeps_rows_that_find_nothing(joined: str, expected: str) -> None:
    assert plain(f"SELECT * FROM t a {joined}") == f"SELECT * FROM t a {expected}"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM t a LEFT JOIN t b ON a.i = b.i",
        "SELECT * FROM t a ASOF JOIN t b ON a.i >= b.i",
        "SELECT * FROM t a SEMI JOIN t b ON a.i = b.i",
    ],
)
def test_other_joins_stay_as_they_are(text: str) -> None:
    assert plain(text) == text
