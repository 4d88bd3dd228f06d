from __future__ import annotations

import duckdb
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forebay.errors import ProjectError, Source, Span
from forebay.sql import tokenize
from forebay.sql.tokenize import scan

# Text that looks like SQL: its marks come often, so that odd neighbours meet.
PIECES = st.sampled_from(
    [
        *"'\"`;()[]{}@\\ \n\té1",
        *("$$", "$a$", "e'", "E'", "--", "/*", "*/", "::", "->>", "=>", "\r\n"),
        *(".5", "1e3", "0x1F", "1_0"),
    ]
)
SQLISH = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join)


def texts(sql: str) -> list[str]:
    return [token.text for token in tokenize(Source("a.sql", sql))]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("a::INT->>'x'", ["a", "::", "INT", "->>", "'x'"]),
        ("1e3 0x1F 1_000 .5 1.5e-3 1..2", ["1e3", "0x1F", "1_000", ".5", "1.5e-3", "1", "..", "2"]),
        ("m@8 t@run41 @(-1)", ["m", "@", "8", "t", "@", "run41", "@", "(", "-", "1", ")"]),
        (
            "x=>1 a<=b<>c!=d||e**f//g",
            [*"x", "=>", *"1a", "<=", "b", "<>", "c", "!=", "d", "||", "e", "**", "f", "//", "g"],
        ),
        ("l[1:2] {'a': 1} f(x := 2)", [*"l[1:2]{", "'a'", *":1}f(x", ":=", *"2)"]),
        ("$1 ? $name", ["$1", "?", "$name"]),
        ("7 //* c */ 2", ["7", "/", "2"]),
        ("a*-1 b%-1 c>=-1 d=@-1", [*"a*-1b", "%-", *"1c", ">=", *"-1d", "=@-", "1"]),
        ("a--b\r\nc", ["a", "c"]),
        ("été Ñ_1 a$b", ["été", "Ñ_1", "a$b"]),
        ("'it''s',E'it\\'s'", ["'it''s'", ",", "E'it\\'s'"]),
        ("$$it's$$,$x$ $$ $x$", ["$$it's$$", ",", "$x$ $$ $x$"]),
    ],
)
def test_a_text_is_cut_where_the_engine_cuts_it(sql: str, expected: list[str]) -> None:
    assert texts(sql) == expected


def test_a_string_says_its_value() -> None:
    sql = "'it''s', E'tab\\t\\x41\\'', $q$a'b$q$, \"Odd \"\"name\"\"\""

    values = [token.value for token in tokenize(Source("a.sql", sql)) if token.kind != "symbol"]

    assert values == ["it's", "tab\tA'", "a'b", 'Odd "name"']


@given(SQLISH)
def test_any_text_gives_tokens_or_a_project_error_with_places_inside_it(sql: str) -> None:
    source = Source("a.sql", sql)

    tokens, problems = scan(source)

    assert all(p.span is not None and p.span.end <= len(sql) for p in problems)
    assert all(Span(source, t.start, t.end).text == t.text for t in tokens)
    assert [t.start for t in tokens] == sorted({t.start for t in tokens})


@given(SQLISH, st.integers(0, 5))
def test_a_part_of_a_text_has_the_same_tokens_at_the_same_places(sql: str, shift: int) -> None:
    try:
        tokens = tokenize(Source("a.sql", sql))
    except ProjectError:
        return

    moved = tokenize(Source("a.sql", f"{'x' * shift};{sql};x"), shift + 1, shift + 1 + len(sql))

    assert [(t.text, t.start + shift + 1) for t in tokens] == [(t.text, t.start) for t in moved]


def test_an_unterminated_string_is_an_error_where_it_opened() -> None:
    with pytest.raises(ProjectError) as caught:
        tokenize(Source("a.sql", "SELECT 1,\n  'abc\nFROM t"))

    (problem,) = caught.value.problems
    assert problem.span is not None
    assert (problem.name, problem.span.place) == ("unterminated", "a.sql:2:3")


# Marks that DuckDB 1.5 and 2.0 cut alike, so that either is the outside truth.
MARKS = st.sampled_from(
    [
        *("a", "B1", "'x'", '"q"', "1 ", "1.5 ", " .5 ", "1e3 ", "1_0 ", "$$d$$", "E'\\''", "a$b"),
        *"()[],;-+*/@=<>~!%^&|#: \n\t",
        ". ",
        *("->", "->>", "=>", "<=", "<>", "!=", "||", "**", "//", "--c\n", "/* c */", "$t$ $ $t$"),
    ]
)


@given(st.lists(MARKS, max_size=8).map("".join))
def test_tokens_begin_where_those_of_the_engine_begin(sql: str) -> None:
    tokens, problems = scan(Source("a.sql", sql))
    assume(not problems and ":=" not in sql and "::" not in sql and ".." not in sql)

    theirs = duckdb.tokenize(sql)

    comment = duckdb.token_type.comment
    assert [token.start for token in tokens] == [at for at, kind in theirs if kind != comment]
