"""Case 49 of the bad inputs: one word in two Unicode forms is one key."""

from __future__ import annotations

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


def test_two_forms_of_one_word_are_the_same_key(world):
    query = f"SELECT * FROM (VALUES ('{COMPOSED}'), ('{DECOMPOSED}'), ('tea')) AS t(id)"

    (result,) = world.check(query, "*, id PRIMARY KEY").results

    assert (result.verdict, result.failing) == ("failed", 2)
    assert result.message == (
        "1 key occurs 2 times; keys that differ in their Unicode form only (nfc_normalize) are the"
        " same"
    )


def test_other_duplicates_are_not_told_of_unicode(world):
    (result,) = world.check("SELECT 'tea' AS id FROM range(2)", "*, id PRIMARY KEY").results

    assert result.message == "1 key occurs 2 times"


def test_of_two_forms_one_row_is_kept(world):
    query = f"SELECT * FROM (VALUES ('{COMPOSED}', 2), ('{DECOMPOSED}', 1)) AS t(id, n)"
    columns = "*, id PRIMARY KEY ON VIOLATION KEEP FIRST BY n LIMIT 1 ROWS"

    checked = world.check(query, columns)

    assert world.rows(checked.accepted) == [(DECOMPOSED, 1)]


def test_a_reference_in_another_form_is_broken_as_a_join_would_be_and_says_why(world):
    world.table("drinks", f"SELECT '{COMPOSED}' AS name")
    query = f"SELECT * FROM (VALUES ('{COMPOSED}'), ('{DECOMPOSED}'), ('tea')) AS t(drink)"

    (result,) = world.check(query, "*, drink REFERENCES drinks (name) ON VIOLATION WARN").results

    assert (result.failing, result.message) == (
        2,
        "in 1 of them only the Unicode form differs from a key (nfc_normalize)",
    )


def test_a_column_that_is_no_text_is_compared_as_it_is(world):
    (result,) = world.check("SELECT range AS id FROM range(3)", "*, id UNIQUE").results

    assert result.verdict == "ok"
