"""The hint that a name is one of SQL's own words."""

from __future__ import annotations

import duckdb
import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ProjectError, Source
from forebay.sql.reserved_words import RESERVED_WORDS


def hint(query: str) -> str:
    with pytest.raises(ProjectError) as caught:
        DuckDBEngine().analyse(query, Source("q.sql", query).whole())
    return caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SELECT at, b FROM t", "at"),
        ("SELECT at FROM t", "at"),
        ("SELECT max(left) FROM t", "left"),
        ("SELECT b FROM t WHERE end > 3", "end"),
        ("SELECT * FROM order", "order"),
        ("SELECT b FROM t ORDER BY group", "group"),
    ],
)
def test_a_word_of_sql_in_the_place_of_a_name_is_told_its_quotes(query, name):
    assert hint(query) == (
        f'if "{name.upper()}" is a name here, write it in double quotes: "{name}".'
    )


@pytest.mark.parametrize(
    "query", ["SELECT a,, b FROM t", "SELECT a FROM t GROUP x", "SELECT a FROM t WHERE AND b"]
)
def test_another_mistake_is_not_taken_for_a_name(query):
    assert '"' not in hint(query)  # no name to put between quotation marks


def test_reserved_words_are_those_of_the_engine():
    """The words may grow with the engine; none of ours may be an ordinary name there."""
    rows = duckdb.execute(
        "SELECT upper(keyword_name) FROM duckdb_keywords()"
        " WHERE keyword_category IN ('reserved', 'type_function')"
    ).fetchall()

    assert RESERVED_WORDS - {word for (word,) in rows} == set()
