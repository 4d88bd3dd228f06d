from __future__ import annotations

from forebay.errors import Source
from forebay.query.cte import find_ctes, used_by, visible_at
from forebay.sql.parse_query import parse_query


def ctes(text):
    return find_ctes(parse_query(Source("q.sql", text)))


def test_definitions_are_found_with_their_bodies():
    text = 'WITH a(x, y) AS MATERIALIZED (SELECT 1, 2), "B b" AS (FROM a) SELECT * FROM "B b"'

    first, second = ctes(text)

    assert (first.name, text[first.body_start : first.body_end]) == ("a", "SELECT 1, 2")
    assert (second.name, text[second.start : second.end]) == ("B b", '"B b" AS (FROM a)')


def test_with_of_other_meanings_is_no_cte():
    assert ctes("SELECT CAST(t AS TIMESTAMP WITH TIME ZONE), 'WITH a AS (' FROM x") == ()


def test_a_cte_is_seen_from_its_end_to_the_end_of_its_bracket():
    text = "SELECT (WITH a AS (SELECT 1) SELECT * FROM a) FROM t"
    (found,) = ctes(text)

    assert visible_at([found], text.index("* FROM a")) == (found,)
    assert visible_at([found], text.index("FROM t")) == ()
    assert visible_at([found], text.index("SELECT 1")) == ()


def test_the_last_of_two_of_one_name_counts():
    text = "WITH a AS (SELECT 1) SELECT (WITH A AS (SELECT 2) SELECT * FROM a) FROM a"
    outer, inner = ctes(text)

    assert visible_at([outer, inner], text.index("* FROM")) == (inner,)


def test_only_what_is_named_is_used_with_what_it_names_itself():
    a, b, c = ctes("WITH a AS (SELECT 1), b AS (FROM a), c AS (SELECT 3) SELECT 1")

    assert used_by(frozenset({"b"}), [a, b, c]) == (a, b)


def test_recursion_is_in_the_body_and_not_in_the_word():
    a, b = ctes("WITH RECURSIVE a AS (SELECT 1), b AS (SELECT 1 UNION FROM b) SELECT 1")

    assert (a.recursive, b.recursive) == (False, True)
