"""The short way of looking at a file's lines: it must say nothing that the long way does not."""

import pytest

from forebay.engine.read_source import infer

_GOOD = {"BIGINT": "7", "DOUBLE": "1.5", "BOOLEAN": "true"}
_TEXTS = [
    "0", "-0", "007", "+7", " 7", "7 ", "1.0", "1.", ".5", "-.5", "-", ".", "1e5", "1.5e3", "9e308",
    "1_000", "0x1F", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "999999999999999999", "1234567890123456.5", "inf", "nan", "TRUE", "False", "t", "yes",
    "fal\u017fe", "", "NA", "N.A", "a|b", "(", "\\N", "5\t6", "\x01", "\u0661", "2026-01-01",
]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(_GOOD))
@pytest.mark.parametrize("text", _TEXTS)
def test_a_file_with_a_quoted_field_somewhere_gives_the_same_types(sources, kind, text):
    """A quote forbids the short way, so the two files are looked at in two ways."""
    good = f"{_GOOD[kind]},x\n" * 3_000
    rows = f"a,b\n{good}{text},x\n"
    short, long = sources.file(rows + "NA,y\n"), sources.file(rows + 'NA,"y"\n', "b.csv")

    found = [
        infer(sources.workspace, sources.spec(file, null_markers=("NA", "N.A", "\\N", "")))[0]
        for file in (short, long)
    ]

    assert found[0] == found[1]


def test_files_with_columns_in_another_order_are_looked_at_by_name(sources):
    first = sources.file("a;b\n1;x\n")
    second = sources.file("b;a\ny;2.5\n", "b.csv")

    schema, _ = infer(sources.workspace, sources.spec(first, second, field_delimiter=";"))

    assert [(c.name, c.type) for c in schema.columns] == [("a", "DOUBLE"), ("b", "VARCHAR")]


def test_a_line_with_a_field_too_many_is_told_though_each_field_fits(sources):
    content = "a,b\n" + "1,2\n" * 3_000 + "1,2,3\n"

    reading = sources.read(content, max_bad_records=1)

    assert (reading.rows_read, reading.rows_rejected) == (3_001, 1)


@pytest.mark.parametrize("delimiter", ["|", "\t", "^", "."])
def test_a_delimiter_that_means_something_in_an_expression_separates_fields(sources, delimiter):
    rows = "".join(f"{n}{delimiter}x\n" for n in range(3_000))
    file = sources.file(f"a{delimiter}b\n{rows}")

    schema, _ = infer(sources.workspace, sources.spec(file, field_delimiter=delimiter))

    assert [c.type for c in schema.columns] == ["BIGINT", "VARCHAR"]
