"""The catalogue of bad inputs, parts A and B, as far as reading files goes.

Numbers are those of the catalogue; docs/reading.md tells the same to people.
"""

import gzip
import os
import random
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

import pytest

from forebay.errors import EngineError, ForebayError, ProjectError

TYPED = (("a", "BIGINT"), ("b", "DOUBLE"), ("c", "VARCHAR"))


@dataclass(frozen=True)
class Bad:
    """A file that is refused: the error's name, and words that its text must hold."""

    case: str
    content: bytes
    error: str
    words: tuple[str, ...]
    columns: tuple[tuple[str, str | None], ...] | None = None
    star: bool = True
    name: str = "a.csv"
    options: dict[str, object] = field(default_factory=dict)


def packed(content):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", content)
    return file.getvalue()


LATE = b"a\n" + b"1\n" * 30_000

BAD = [
    Bad("2 empty file", b"", "empty-source", ('"data/a.csv" is empty',)),
    Bad("3 header only", b"a,b\n", "empty-source", ("no rows", "allow_empty = true")),
    Bad("5 UTF-16", "a,b\n1,é\n".encode("utf-16"), "wrong-encoding", ("encoding = 'UTF-16'",)),
    Bad("6 Latin-1", b"a,b\n1,x\n2,caf\xe9\n", "wrong-encoding",
        ("data/a.csv:3", "character 6", "0xe9", "1 of 2 rows", "ISO-8859-1")),
    Bad("6 Latin-1 in the header", b"a,caf\xe9\n1,2\n", "wrong-encoding", ("header", "0xe9")),
    Bad("7 NUL", b"a,b\n1,\x002\n", "nul-byte", ("data/a.csv:2", "1 of 1 rows")),
    Bad("10 short row", b"a,b,c\n1,2,3\n1,2\n", "ragged-row",
        ("data/a.csv:3", "2 fields, 3 expected", "1 of 2 rows")),
    Bad("11 long row", b"a,b,c\n1,2,3\n1,2,3,4\n", "ragged-row",
        ("data/a.csv:3", "4 fields, 3 expected")),
    Bad("12 unterminated quote", b'a,b\n1,"x\n2,y\n', "unterminated-quote",
        ("data/a.csv:2", "the quote that opens in line 2")),
    Bad("12 text after a quote", b'a,b\n1,"x"y\n', "stray-quote", ("data/a.csv:2",)),
    Bad("13 width changes", b"a,b\n" + b"1,2\n" * 30_000 + b"1;2;3\n" * 3, "ragged-row",
        ("data/a.csv:30002", "1 field, 2 expected", "3 of 30,003 rows")),
    Bad("14 decimal late in an integer column", LATE + b"1.5\n", "unreadable-value",
        ("data/a.csv:30002", "'1.5'", "1 of 30,001 rows", "DOUBLE"), (("a", "BIGINT"),)),
    Bad("15 text late in a number column", LATE + b"x\n" * 7, "unreadable-value",
        ("7 of 30,007 rows", "data/a.csv:30002: 'x'", "data/a.csv:30006", "; ..."),
        (("a", "BIGINT"),)),
    Bad("16 duplicate names", b"a,b,a\n1,2,3\n", "duplicate-header",
        ('"a" (column 1), "a" (column 3)',)),
    Bad("17 empty name", b"a,,c\n1,2,3\n", "empty-header", ("column 2 of 3",)),
    Bad("18 names equal up to case", b"abc,ABC\n1,2\n", "duplicate-header",
        ('"abc" (column 1), "ABC" (column 2)',)),
    Bad("19 trailing delimiter", b"a,b\n1,2,\n", "ragged-row", ("3 fields, 2 expected",)),
    Bad("20 no header", b"1,2.5,x\n3,4.5,y\n", "missing-column", ('no column "a"',), TYPED,
        star=False),
    Bad("22 missing, extra, renamed", b"a,bb,d\n1,2,3\n", "missing-column",
        ('no column "b"', 'no column "c"', 'did you mean "bb"?', 'not declared: "bb", "d"'),
        TYPED, star=False),
    Bad("24 cell too large", b"a,b\n1," + b"x" * 2_100_000 + b"\n", "row-too-long",
        ("data/a.csv:2", "2,000,000 is the limit")),
    Bad("25 corrupt Parquet", b"PAR1" + b"x" * 100, "corrupt-file", ("not a whole Parquet",),
        name="a.parquet", options={"kind": "PARQUET"}),
    Bad("25 damaged Parquet", b"PAR1" + b"x" * 100 + b"PAR1", "corrupt-file",
        ("damaged Parquet file", "the engine says"), name="a.parquet", options={"kind": "PARQUET"}),
    Bad("25 Parquet named CSV", b"PAR1" + b"x" * 100, "wrong-format", ("format = 'PARQUET'",)),
    Bad("25 zip named CSV", packed("a\n1\n"), "wrong-format", ("zip archive",)),
    Bad("25 cut gzip", gzip.compress(os.urandom(5000))[:-50], "corrupt-file", ("damaged gzip",),
        name="a.csv.gz"),
    Bad("25 zip bomb", gzip.compress(b"0" * 80_000_000), "corrupt-file", ("unpacks to more than",),
        name="a.csv.gz"),
    Bad("29 NaN", b"a\n1.5\nNaN\n", "unreadable-value", ("'NaN'", "null_markers = ['', 'NaN']"),
        (("a", "DOUBLE"),)),
    Bad("30 infinity", b"a\n1.5\n-inf\nInfinity\n", "unreadable-value", ("2 of 3 rows", "'-inf'"),
        (("a", "DOUBLE"),)),
    Bad("35 integer overflow", b"a\n300\n", "unreadable-value", ("no TINYINT", "'300'"),
        (("a", "TINYINT"),)),
    Bad("37 integer beyond 64 bits", b"a\n9223372036854775808\n", "unreadable-value",
        ("no BIGINT",), (("a", "BIGINT"),)),
    Bad("38 decimal overflow", b"a\n12345.6\n1.239\n", "unreadable-value",
        ("2 of 2 rows", "'12345.6'", "'1.239'"), (("a", "DECIMAL(5, 2)"),)),
    Bad("39 bad date", b"a\n2026-02-30\n", "unreadable-value", ("no DATE", "'2026-02-30'"),
        (("a", "DATE"),)),
    Bad("40 ambiguous dates", b"a\n01/02/2026\n13/02/2026\n02/03/2026\n", "unreadable-value",
        ("3 of 3 rows", "2 of the 3 shown", "date_format = 'DD/MM/YYYY' or 'MM/DD/YYYY'"),
        (("a", "DATE"),)),
    Bad("41 mixed date formats", b"a\n01/02/2026\n2026-01-01\n", "unreadable-value",
        ("1 of 2 rows", "'2026-01-01'"), (("a", "DATE"),), options={"date_format": "DD/MM/YYYY"}),
    Bad("44 texts that mean NULL", b"a\n1\nN/A\n", "unreadable-value",
        ("null_markers = ['', 'N/A']",), (("a", "BIGINT"),)),
    Bad("46 decimal comma", b'a\n"1234,5"\n', "unreadable-value", ("decimal_separator = ','",),
        (("a", "DOUBLE"),)),
    Bad("46 thousands and currency", b'a\n"1,000"\n$5\n7%\n', "unreadable-value",
        ("3 of 3 rows",), (("a", "BIGINT"),)),
    Bad("48 blanks around a number", b"a\n 1\n", "unreadable-value", ("blanks", "trim"),
        (("a", "BIGINT"),)),
    Bad("20 one column too few declared without a header", b"1,2\n", "ragged-row",
        ("data/a.csv:1", "2 fields, 1 expected"), (("a", "BIGINT"),), star=False,
        options={"skip_leading_rows": 0}),
    Bad("another delimiter", b"a;b\n1;2\n", "wrong-delimiter", ("field_delimiter = ';'",)),
    Bad("JSON that is none", b'{"a": 1}\n{"a": \n', "bad-json", ("data/a.csv:2", "1 of 2 rows"),
        options={"kind": "JSON"}),
    Bad("JSON of another type", b'{"a": 1}\n{"a": "2"}\n{"a": 2.5}\n', "unreadable-value",
        ("2 of 3 rows", """'"2"'"""), (("a", "BIGINT"),), options={"kind": "JSON"}),
    Bad("JSON with an unknown key", b'{"a": 1, "bb": 2}\n', "unexpected-column", ('"bb"',),
        (("a", "BIGINT"),), star=False, options={"kind": "JSON"}),
    Bad("JSON with NaN", b'{"a": NaN}\n', "bad-json", ("NaN is no JSON number",),
        (("a", "DOUBLE"),), options={"kind": "JSON"}),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.case)
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(sources, bad):
    with pytest.raises(EngineError) as caught:
        sources.read(bad.content, bad.name, columns=bad.columns, star=bad.star, **dict(bad.options))

    text = str(caught.value)
    assert bad.error in {p.name for p in caught.value.problems}
    assert [word for word in bad.words if word not in text] == []
    assert not sources.target.exists()
    assert not list((sources.root / "scratch").iterdir())


@dataclass(frozen=True)
class Good:
    """A file that is odd and sound: the rows that it gives."""

    case: str
    content: bytes
    rows: list[tuple[object, ...]]
    columns: tuple[tuple[str, str | None], ...] | None = None
    star: bool = True
    name: str = "a.csv"
    options: dict[str, object] = field(default_factory=dict)


GOOD = [
    Good("3 header only, allowed", b"a,b\n", [], options={"allow_empty": True}),
    Good("4 byte order mark", b"\xef\xbb\xbfa,b\n1,2\n", [(1, 2)]),
    Good("5 UTF-16, said", "a,b\n1,é\n".encode("utf-16"), [(1, "é")],
         options={"encoding": "UTF-16"}),
    Good("6 Latin-1, said", b"a,b\n1,\xe9\n", [(1, "é")], options={"encoding": "ISO-8859-1"}),
    Good("8 CR only", b"a,b\r1,2\r3,4\r", [(1, 2), (3, 4)]),
    Good("9 mixed line ends", b"a,b\n1,2\r\n3,4\n", [(1, 2), (3, 4)]),
    Good("9 line ends in quotes", b'a,b\r\n1,"x\ny\r\nz"\r\n', [(1, "x\ny\r\nz")]),
    Good("no line end at the end", b"a,b\n1,2", [(1, 2)]),
    Good("empty lines at the end", b"a,b\n1,2\n\n\n", [(1, 2)]),
    Good("a quote inside a field", b'a,b\n1,5" pipe\n', [(1, '5" pipe')]),
    Good("doubled quotes", b'a,b\n1,"say ""x"""\n', [(1, 'say "x"')]),
    Good("20 no header, said", b"1,2.5,x\n", [(1, 2.5, "x")], TYPED, star=False,
         options={"skip_leading_rows": 0}),
    Good("lines before the header", b"a report\nof;today\na,b\n1,2\n", [(1, 2)],
         options={"skip_leading_rows": 3}),
    Good("21 other order than the contract", b"C,B,A\nx,2.5,1\n", [(1, 2.5, "x")], TYPED,
         star=False),
    Good("25 gzip", gzip.compress(b"a,b\n1,2\n"), [(1, 2)], name="a.csv.gz"),
    Good("44 NULL markers", b"a,b\n1,NA\n-,\n", [(1, None), (None, "")],
         options={"null_markers": ["NA", "-"]}),
    Good("NULL is an empty field and a quoted one is a text", b'a,b\n1,\n2,""\n',
         [(1, None), (2, "")], (("a", "BIGINT"), ("b", "VARCHAR"))),
    Good("45 leading zeros stay text", b"a,b\n007,1\n010,2\n", [("007", 1), ("010", 2)]),
    Good("45 exponents that are names stay text", b"a\n12e5\n1e10\n", [("12e5",), ("1e10",)]),
    Good("45 exponents of zero are names too", b"a\n0e12\n0e34\n", [("0e12",), ("0e34",)]),
    Good("45 hexadecimal is text", b"a\n12e4\n1f3\n0e5\n", [("12e4",), ("1f3",), ("0e5",)]),
    Good("exponents are numbers", b"a,b\n1e3,1E-5\n2E4,2.5e+10\n", [(1e3, 1e-5), (2e4, 2.5e10)]),
    Good("exponents beside other numbers are numbers", b"a,b\n12e4,-1.5\n1.5,.5e1\n",
         [(12e4, -1.5), (1.5, 5.0)]),
    Good("beyond a DOUBLE stays text", b"a\n1e309\n1e5\n", [("1e309",), ("1e5",)]),
    Good("an exponent and an integer too long for one", b"a\n1e3\n12345678901234567890\n",
         [("1e3",), ("12345678901234567890",)]),
    Good("45 telephone numbers stay text", b"a\n+4930123\n", [("+4930123",)]),
    Good("37 more digits than a number holds stay text", b"a\n12345678901234567890\n1\n",
         [("12345678901234567890",), ("1",)]),
    Good("46 decimal comma, said", b"a;b\n1,5;2\n", [(1.5, 2)],
         options={"field_delimiter": ";", "decimal_separator": ","}),
    Good("47 booleans", b"a,b\ntrue,yes\nFALSE,0\n", [(True, True), (False, False)],
         (("b", "BOOLEAN"),)),
    Good("47 yes and no stay text without a type", b"a\nyes\nno\n", [("yes",), ("no",)]),
    Good("a tab", b"a\tb\n1\t2\n", [(1, 2)], options={"field_delimiter": "tab"}),
    Good("no quoting", b'a,b\n"1,2"\n', [('"1', '2"')], options={"quote": ""}),
    Good("names that are SQL", b'select,"a""b; --"\n1,2\n', [(1, 2)]),
    Good("JSON lines", b'{"a": 1, "b": null}\n{"b": "x", "c": [1]}\n',
         [(1, None, None), (None, "x", [1])], options={"kind": "JSON"}),
    Good("JSON keys in any letters", b'{"A": 1}\n', [(1,)], (("a", "BIGINT"),), star=False,
         options={"kind": "JSON"}),
    Good("JSON keys left out", b'{"a": 1, "b": 2}\n', [(1,)], (("a", "BIGINT"),), star=False,
         options={"kind": "JSON", "ignore_unknown_values": True}),
]  # fmt: skip


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.case)
def test_an_odd_file_is_read_as_it_stands(sources, good):
    rows = sources.rows(
        good.content, good.name, columns=good.columns, star=good.star, **dict(good.options)
    )

    assert rows == good.rows


def test_20_a_file_without_a_header_needs_all_its_columns_declared(sources):
    with pytest.raises(ProjectError, match=r"missing-header"):
        sources.read("1,2\n", skip_leading_rows=0)


def test_1_a_missing_file_is_an_error_that_lists_the_folder(sources):
    sources.file("a\n1\n", "orders.csv")

    with pytest.raises(EngineError, match=r"missing-file") as caught:
        sources.read_spec(sources.spec(sources.root / "data" / "order.csv"))

    assert "the folder holds: orders.csv." in str(caught.value)
    assert 'did you mean "orders.csv"?' in str(caught.value)


def test_23_files_of_one_source_with_other_columns_are_an_error_that_names_the_file(sources):
    files = [sources.file("a,b\n1,2\n", "1.csv"), sources.file("a,c\n1,2\n", "2.csv")]

    with pytest.raises(EngineError, match=r"files-differ") as caught:
        sources.read_spec(sources.spec(*files))

    assert '"data/2.csv" has other columns' in str(caught.value)
    assert "missing: b. more: c." in str(caught.value)


def test_23_files_in_another_order_of_columns_are_one_source(sources):
    files = [sources.file("a,b\n1,x\n", "1.csv"), sources.file("B,a\ny,2\n", "2.csv")]

    sources.read_spec(sources.spec(*files))

    text = f"SELECT * FROM read_parquet('{sources.target}')"
    assert sources.workspace.rows(text) == [(1, "x"), (2, "y")]


@pytest.mark.parametrize("changes", [1, 2])
def test_26_a_file_that_grows_while_it_is_read_is_read_again_once(sources, monkeypatch, changes):
    """SEMANTICS 13."""
    file = sources.file("a\n1\n")
    write = type(sources.workspace).write
    left = [changes]

    def slow_write(workspace, text, target, **rest):
        written = write(workspace, text, target, **rest)
        if left[0] and target == sources.target:
            left[0] -= 1
            with file.open("a") as growing:
                growing.write("2\n")
        return written

    monkeypatch.setattr(type(sources.workspace), "write", slow_write)

    if changes == 1:
        assert sources.read_spec(sources.spec(file)).rows_read == 2
    else:
        with pytest.raises(EngineError, match=r"source-changed"):
            sources.read_spec(sources.spec(file))
        assert not sources.target.exists()


def test_28_a_symbolic_link_out_of_the_project_is_an_error(sources, tmp_path_factory):
    """SEMANTICS 14."""
    outside = tmp_path_factory.mktemp("outside") / "secret.csv"
    outside.write_text("a\n1\n")
    link = sources.root / "data" / "link.csv"
    link.symlink_to(outside)

    with pytest.raises(ProjectError, match=r"outside-project"):
        sources.read_spec(sources.spec(link))


def test_42_a_timestamp_without_a_zone_is_utc_and_one_with_a_zone_becomes_utc(sources):
    rows = sources.rows("a\n2026-03-29 02:30:00\n2026-03-29T02:30:00+02:00\n")

    assert [str(row[0]) for row in rows] == ["2026-03-29 02:30:00", "2026-03-29 00:30:00"]


def test_43_sentinel_years_are_values_like_others(sources):
    rows = sources.rows("a\n1900-01-01\n9999-12-31\n1970-01-01\n")

    assert [row[0].year for row in rows] == [1900, 9999, 1970]


def test_44_a_column_that_is_almost_numbers_comes_with_a_suggestion(sources):
    reading = sources.read("a\n" + "1\n" * 9 + "NA\n")

    (notice,) = reading.notices
    assert notice.name == "mostly-typed"
    assert notice.severity == "warning"
    assert "'NA' (1 rows)" in notice.detail
    assert "null_markers = ['', 'NA']" in notice.hint


def test_50_what_cannot_be_seen_is_escaped_in_messages(sources):
    with pytest.raises(EngineError) as caught:
        sources.read("a\n\u202e1\u200b\x1b[31m\n", columns=[("a", "BIGINT")])

    assert r"\u202e1\u200b\x1b[31m" in str(caught.value)


def test_36_an_integer_of_more_than_2_to_the_53_keeps_its_digits(sources):
    assert sources.rows("a\n9007199254740993\n") == [(9007199254740993,)]


def outcome(sources, content, kind):
    try:
        reading = sources.read(content, kind=kind)
    except ForebayError as error:
        return error.exit_code
    return reading.rows_read - reading.file.rows


def test_no_file_of_random_bytes_gives_a_traceback(sources):
    """Goal R7: 0 Python tracebacks."""
    rng = random.Random(11)
    alphabet = b'ab1",;\n\r\0\xff\xe9. -{}[]:'
    for _ in range(60):
        content = bytes(rng.choice(alphabet) for _ in range(rng.randrange(1, 60)))

        assert outcome(sources, content, "CSV") in {0, 2, 3}
        assert outcome(sources, content, "JSON") in {0, 2, 3}
