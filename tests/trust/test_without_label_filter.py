"""A query that does not ask whether the answer is known (SEMANTICS 33)."""

from __future__ import annotations

import pytest

from forebay.errors import Source
from forebay.sql.parse import parse
from forebay.sql.statement import CreateView
from forebay.trust.without_label_filter import without_label_filter


def plain(text: str) -> str:
    """Return the query of a view without what asks for the label."""
    (view,) = parse(Source("v.sql", f"CREATE VIEW v AS {text};"))
    assert isinstance(view, CreateView)
    found = without_label_filter(view.query, "y")
    assert len(found.plain) == len(view.query.plain)
    return " ".join(found.plain.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * FROM t WHERE y IS NOT NULL", "SELECT * FROM t WHERE true"),
        ("SELECT * FROM t WHERE a > 1 AND t.Y IS NOT NULL", "SELECT * FROM t WHERE a > 1 AND true"),
        ('SELECT * FROM t WHERE "y" IS NOT NULL AND b', "SELECT * FROM t WHERE true AND b"),
        ("SELECT * FROM t QUALIFY y IS NOT NULL", "SELECT * FROM t QUALIFY true"),
    ],
)
def test_the_condition_is_taken_out_and_offsets_stay(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SELECT y IS NOT NULL AS z FROM t",
        "SELECT * FROM t WHERE y IS NULL",
        "SELECT * FROM t WHERE x IS NOT NULL",
        "SELECT * FROM t WHERE y IS NOT NULL OR a > 1",
        "SELECT * FROM t WHERE a > 1 OR y IS NOT NULL",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert plain(text) == text
