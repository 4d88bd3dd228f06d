"""The parts of a SELECT by their places."""

from __future__ import annotations

import pytest

from forebay.query.select_parts import select_parts


def cut(text, places):
    return [text[slice(*place)] for place in places]


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("SELECT 1 FROM a", ["a"], [set()]),
        ("FROM s.a AS x SELECT y", ["s.a"], [set()]),
        ('SELECT 1 FROM "A b" JOIN c ON c.x = "A b".x', ["A b", "c"], [set(), {"JOIN"}]),
        ("SELECT 1 FROM a, b", ["a", "b"], [set(), {","}]),
        (
            "SELECT 1 FROM a ASOF LEFT JOIN b USING (t) NATURAL JOIN c CROSS JOIN d",
            ["a", "b", "c", "d"],
            [set(), {"ASOF", "LEFT", "JOIN"}, {"NATURAL", "JOIN"}, {"CROSS", "JOIN"}],
        ),
        ("SELECT 1 FROM (SELECT 2 FROM b, c) AS q", [""], [set()]),
        ("SELECT 1 FROM range(3) AS r(i), a", ["", "a"], [set(), {","}]),
        ("SELECT x IS NOT DISTINCT FROM y FROM a", ["a"], [set()]),
        ("SELECT a.order, extract(year FROM t) FROM a", ["a"], [set()]),
    ],
)
def test_relations_and_how_each_is_joined(text, names, words):
    parts = select_parts(text)

    assert [joined.name for joined in parts.joined] == names
    assert [joined.words for joined in parts.joined] == words


def test_a_join_reaches_from_its_words_to_its_condition():
    text = "SELECT 1 FROM a -- first\n LEFT JOIN b ON a.x = b.x AND a.y > 1 WHERE a.z = 1"

    parts = select_parts(text)

    assert cut(text, [j.place for j in parts.joined]) == [
        "a",
        "LEFT JOIN b ON a.x = b.x AND a.y > 1",
    ]
    assert cut(text, [j.relation for j in parts.joined]) == ["a", "b"]


@pytest.mark.parametrize(
    ("where", "conditions"),
    [
        ("a > 1", ["a > 1"]),
        ("a > 1 AND b BETWEEN 1 AND 2 AND c", ["a > 1", "b BETWEEN 1 AND 2", "c"]),
        ("a AND (b OR c) AND d", ["a", "(b OR c)", "d"]),
        ("a OR b AND c", ["a OR b AND c"]),
        ("CASE WHEN a AND b THEN c END AND d", ["CASE WHEN a AND b THEN c END", "d"]),
    ],
)
def test_conditions_are_what_and_joins_at_the_top(where, conditions):
    text = f"SELECT x FROM t WHERE {where} GROUP BY x"

    assert cut(text, select_parts(text).conditions) == conditions


def test_further_clauses_are_known_by_their_words():
    text = "SELECT DISTINCT a FROM t GROUP BY a HAVING count(*) > 1 QUALIFY b = 1 LIMIT 3"

    parts = select_parts(text)

    assert cut(text, [parts.having, parts.qualify]) == ["count(*) > 1", "b = 1"]
    assert {"DISTINCT", "GROUP", "LIMIT"} <= parts.clauses


def test_ctes_stand_in_front():
    text = "WITH a AS (SELECT 1 AS x), b(y) AS NOT MATERIALIZED (FROM a) SELECT * FROM b"

    parts = select_parts(text)

    assert [cte.name for cte in parts.ctes] == ["a", "b"]
    assert [joined.name for joined in parts.joined] == ["b"]


@pytest.mark.parametrize(
    "text",
    [
        "VALUES (1)",
        "SELECT 1",
        "SELECT 1 FROM a UNION ALL SELECT 2 FROM b",
        "(SELECT 1 FROM a)",
        "SELECT 1 FROM a EXCEPT SELECT 2 FROM b",
        "",
    ],
)
def test_anything_but_one_select_with_relations_has_no_parts(text):
    assert select_parts(text) is None
