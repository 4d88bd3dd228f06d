from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from forebay.errors import Source
from forebay.sql import canonical, tokenize
from forebay.sql.token import Token

WORDS = st.sampled_from(["SELECT", "Créé", "from_1", "É", "e", "x"])
STRINGS = st.text(alphabet="aA ;-'", max_size=5).map(
    lambda text: "'{}'".format(text.replace("'", "''"))
)
QUOTED = st.text(alphabet='aA" -', min_size=1, max_size=4).map(
    lambda text: '"{}"'.format(text.replace('"', '""'))
)
SYMBOLS = st.sampled_from(["(", ")", "::", "->", "+", "-", "*", "/", "@", ",", ".", "=", ">"])
NUMBERS = st.sampled_from(["1", "1e3", "0x1F", "1_000", "1.5"])
LAYOUT = st.sampled_from(
    [" ", "\n", "\t ", "\r\n", " -- a ; 'comment\n", "/* a /* b */ ' */", "  "]
)
PIECE = WORDS | STRINGS | QUOTED | SYMBOLS | NUMBERS
PIECES = st.lists(PIECE, min_size=1, max_size=15).filter(
    lambda pieces: not any(a.startswith("'") and b.startswith("'") for a, b in pairwise(pieces))
)


def canonical_text(sql: str) -> str:
    return canonical(tokenize(Source("a.sql", sql)))


def recased(piece: str, how: int) -> str:
    if piece[0] in "'\"":
        return piece
    ascii_only = [c.swapcase() if c.isascii() and how else c for c in piece]
    return "".join(ascii_only)


@given(PIECES, st.data())
def test_comments_blanks_and_case_never_change_it(pieces: list[str], data: st.DataObject) -> None:
    """SEMANTICS 7."""
    gaps = data.draw(st.lists(LAYOUT, min_size=len(pieces), max_size=len(pieces)))
    cases = data.draw(st.lists(st.integers(0, 1), min_size=len(pieces), max_size=len(pieces)))

    laid_out = "".join(
        gap + recased(piece, how) for gap, piece, how in zip(gaps, pieces, cases, strict=True)
    )

    assert canonical_text(laid_out) == canonical_text(" ".join(pieces))


@given(PIECES, st.data())
def test_any_change_of_a_token_changes_it(pieces: list[str], data: st.DataObject) -> None:
    """SEMANTICS 7."""
    index = data.draw(st.integers(0, len(pieces) - 1))
    before = tokenize(Source("a.sql", " ".join(pieces)))
    other = data.draw(PIECE)
    changed = list(before)
    start = changed[index].start
    (token,) = tokenize(Source("a.sql", other))
    changed[index] = Token(token.kind, token.text, start, start + len(token.text))

    same = recased(token.text, 1) in {before[index].text, recased(before[index].text, 1)}

    assert (canonical(before) == canonical(changed)) == same


@given(PIECES)
def test_it_can_be_read_again_and_stays(pieces: list[str]) -> None:
    text = canonical_text(" ".join(pieces))

    assert canonical_text(text) == text


def test_or_replace_and_the_last_semicolon_are_left_out() -> None:
    assert canonical_text("CREATE OR REPLACE TABLE t AS SELECT 1;;") == "create table t as select 1"
