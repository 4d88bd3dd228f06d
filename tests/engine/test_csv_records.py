import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forebay.engine.csv_records import header_fields, records
from forebay.engine.csv_scan import scan
from forebay.engine.source_options import SourceOptions

CELLS = st.text(st.sampled_from('ab",;\n\r é'), max_size=6)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def written(rows, line_end="\n"):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()


def found(content, n_fields=3, **options):
    listed = records(io.BytesIO(content), SourceOptions.of(options), n_fields)
    return [(r.line, r.raw, r.kind) for r in listed]


@given(TABLES, st.sampled_from(["\n", "\r\n"]))
def test_whatever_a_writer_of_csv_writes_is_read_back(rows, line_end):
    content = written([["h"] * len(rows[0]), *rows], line_end)

    listed = list(records(io.BytesIO(content), SourceOptions(), len(rows[0])))

    assert [r.kind for r in listed] == [""] * len(rows)
    read = [next(csv.reader(io.StringIO(r.raw.decode(), newline=""))) for r in listed]
    assert read == rows


@given(TABLES, st.sampled_from(["\n", "\r\n"]))
def test_the_scan_counts_what_the_records_are(tmp_path_factory, rows, line_end):
    path = tmp_path_factory.getbasetemp() / "scanned.csv"
    path.write_bytes(written(rows, line_end))

    counts = scan(path, SourceOptions())

    assert counts.lines == len(rows)
    assert counts.delimiters == len(rows) * (len(rows[0]) - 1)
    assert counts.has_quotes
    assert counts.line_end == line_end.encode("unicode_escape").decode()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b,c\n1,2,3\n1,2\n1,2,3,\n", [(2, ""), (3, "ragged-row"), (4, "ragged-row")]),
        (b'a,b,c\n1,5" pipe,3\n', [(2, "")]),
        (b'a,b,c\n1,"pipe,3\n4,5,6\n', [(2, "unterminated-quote"), (3, "")]),
        (b'a,b,c\n1,"x"y,3\n4,5,6\n', [(2, "stray-quote"), (3, "")]),
        (b'a,b,c\n1,"x\ny",3\n4,5,6\n', [(2, ""), (4, "")]),
        (b"a,b,c\r1,2,3\r4,5,6\r", [(2, ""), (3, "")]),
        (b"a,b,c\n1,2,3\r\n4,5,6", [(2, ""), (3, "")]),
        (b"a,b,c\n1,caf\xe9,3\n1,2\0,3\n", [(2, "wrong-encoding"), (3, "nul-byte")]),
        (b"a,b,c\n\n1,2,3\n\n\n", [(2, "ragged-row"), (3, "")]),
        (b"a,b,c\n1,%b,3\n4,5,6\n" % (b"x" * 2_000_001), [(2, "row-too-long"), (3, "")]),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_rest_is_read(content, expected):
    """Cases 6, 7, 8, 9, 10, 11, 12, 19, 24 of the catalogue of bad inputs."""
    assert [(line, kind) for line, _, kind in found(content)] == expected


def test_one_column_may_have_empty_lines_inside_but_not_at_the_end():
    assert [line for line, _, _ in found(b"a\n1\n\n2\n\n", 1)] == [2, 3, 4]


def test_without_quoting_a_quote_is_a_letter():
    assert found(b'a,b,c\n"1,2,3"\n', quote="") == [(2, b'"1,2,3"', "")]


def test_lines_are_counted_across_chunks(monkeypatch):
    monkeypatch.setattr("forebay.engine.csv_records._CHUNK", 5)
    content = b"a,b,c\r\n" + b"1,2,3\r\n" * 20

    assert [line for line, _, kind in found(content) if not kind] == list(range(2, 22))


def test_blanks_around_header_names_do_not_count():
    assert header_fields('a , "b,c", d', SourceOptions()) == ["a", "b,c", "d"]
