"""Where a list has what belongs to a category."""

import duckdb
import pytest

from forebay.features.category_place import category_place
from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression import Apply, Constant, Input, Lookup, Text

WORD = Text(Input("word", "VARCHAR"))
# The labels that stand in front of an ENUM's may come as texts, and as categories.
ODD = ("", "é", "it's", "other 0", "other 1", "NULL", "x" * 300)


def texts_of(n):
    few = [*ODD, "unseen", "C1", *(f"c{i}" for i in range(n + 3)), None]
    return few * (1 + 5_000 // len(few))  # more rows than a dictionary has texts


def values_at(place, n, file):
    """Return what a list of ``100 + code`` has at the places of a file's rows, -1 for unknown."""
    numbers = ", ".join(map(str, [-1, *range(100, 100 + n), -1]))
    rows = f"(FROM read_parquet('{file}'))"
    text = f"SELECT CAST([{numbers}] AS BIGINT[])[{place}] FROM {{}} ORDER BY row"
    connection = duckdb.connect()
    from_file = connection.execute(text.format(rows)).fetchall()
    # The same without the file's dictionary.
    connection.execute(f"CREATE TABLE plain AS {rows[1:-1]}")
    assert connection.execute(text.format("plain")).fetchall() == from_file
    return [value for (value,) in from_file]


def file_of(folder, kind, values):
    connection, file = duckdb.connect(), folder / "rows.parquet"
    connection.execute(
        f"CREATE TABLE given AS SELECT unnest($1::{kind}[]) AS word, unnest(range($2)) AS row",
        [list(values), len(values)],
    )
    connection.execute(f"COPY given TO '{file}'")
    return file


@pytest.mark.parametrize("null_code", [None, "last"])
@pytest.mark.parametrize("n", [0, 1, 3, 128, 129, 254, 2_001])
def test_a_text_is_found_where_its_code_says(tmp_path, n, null_code):
    texts = texts_of(n)
    # Two and more of the labels are categories here, the others are texts of rows.
    categories = tuple(["other 0", "c1", *(f"c{i + 2}" for i in range(n))][:n])
    lookup = Lookup(WORD, categories, None if null_code is None else n)
    n_places = n + (null_code is not None)

    found = values_at(
        category_place(lookup, n_places), n_places, file_of(tmp_path, "VARCHAR", texts)
    )

    codes = [evaluate_row(lookup, {"word": text}) for text in texts]
    assert found == [100 + code if code >= 0 else -1 for code in codes]


def test_a_computed_code_is_found_where_it_says_and_others_are_unknown(tmp_path):
    given = [-9_000_000_000, -2, -1, 0, 1, 2, 3, 4, 9_000_000_000, None] * 300
    code = Apply("integer_add", (Apply("integer", (Input("word", "BIGINT"),)), Constant(0)))

    found = values_at(category_place(code, 3), 3, file_of(tmp_path, "BIGINT", given))

    assert found == [100 + v if v in {0, 1, 2} else -1 for v in given]


def test_texts_of_a_dictionary_are_not_asked_row_by_row():
    lookup = Lookup(WORD, ("a", "b"))

    place = category_place(lookup, 2)

    # Sums may fail and CASE and coalesce are no functions: for either, the engine asks every row.
    assert not any(word in place for word in ("+", "coalesce", "CASE"))
