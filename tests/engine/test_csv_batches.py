"""Compiled code reads of a line what the engine's casts and Python's numbers say."""

from __future__ import annotations

import random

import nanoarrow as na
import pytest

from forebay.engine.column_library import column_library
from forebay.engine.csv_batches import CsvBatches, LinesFile
from forebay.engine.csv_scan import scan
from forebay.engine.source_options import SourceOptions
from forebay.errors import EngineError

pytestmark = pytest.mark.skipif(column_library() is None, reason="no compiler was there")

VALUES = {
    "BIGINT": ["0", "7", "-1", "999999999999999999", "-999999999999999999"],
    "DOUBLE": ["0", "-0.0", "1.", ".5", "-.25", "3.14", "999999999999999.9", "0.1", "1.10"],
    "BOOLEAN": ["true", "FALSE", "tRuE"],
    "DATE": ["2024-02-29", "0001-01-01", "1969-12-31", "9999-12-31", "2000-03-01", "1900-02-28"],
    "TIMESTAMP": [
        "2013-01-01", "2013-01-01 05:00", "2013-01-01T05:00:07Z", "1969-12-31 23:59:59.5",
        "2024-02-29T00:00:00.000001", "0001-01-01 00:00:00", "9999-12-31 23:59:59.999999",
    ],
    "VARCHAR": ["a", "NA ", "é漢", " x", "x" * 300],
}  # fmt: skip
MISFITS = {
    "BIGINT": ["07", "+1", "-0", "1.0", "1000000000000000000", " 1", "1 ", "1_0", "x"],
    "DOUBLE": ["1e5", "01.5", "-", ".", "nan", "1,5", "1234567890123456"],
    "BOOLEAN": ["1", "yes", "truee"],
    "DATE": ["2023-02-29", "1900-02-29", "2013-1-1", "0000-01-01", "2013-01-01 "],
    "TIMESTAMP": ["2013-01-01 24:00", "2013-01-01 05:00+02", "2013-01-01 05", "2013-13-01"],
}


@pytest.fixture
def read(tmp_path):
    def values(text, *kinds, **options):
        path = tmp_path / "a.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        chosen = SourceOptions.of(options)
        file = LinesFile(path, scan(path, chosen), len(kinds), tuple(range(len(kinds))))
        batches = CsvBatches([file], kinds, chosen)
        assert batches.can_read
        columns = {}
        for named, _ in batches:
            for name, array in named:
                columns.setdefault(name, []).extend(na.Array(array).to_pylist())
        assert batches.share() > 0
        return list(columns.values())

    return values


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_values_are_those_of_the_engines_casts(read, workspace, kind, end):
    texts = [*VALUES[kind], "NA"]
    (found, places) = read(
        f"v,i{end}" + "".join(f"{text},{i}{end}" for i, text in enumerate(texts)),
        kind,
        "BIGINT",
        null_markers=("NA",),
    )

    assert places == list(range(len(texts)))
    cast = ", ".join(f"CAST('{text}' AS {kind})" for text in VALUES[kind])
    wanted = [*workspace.rows(f"SELECT {cast}")[0], None]
    assert [str(value) for value in found] == [str(value) for value in wanted]  # -0.0 too


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k in MISFITS for text in MISFITS[k]])
def test_what_inference_would_not_take_is_not_read(read, kind, text):
    with pytest.raises(EngineError):
        read(f"v;i\n{VALUES[kind][0]};1\n{text};2\n", kind, "BIGINT", field_delimiter=";")


@pytest.mark.parametrize("lines", ["1,a\n2\n", "1,a\n2,b,c\n", "1,a\n\n2,b\n", b"1,a\n2,\xff\n"])
def test_lines_that_are_no_records_are_not_read(read, lines):
    head = b"i,v\n"
    with pytest.raises(EngineError):
        read(head + (lines if isinstance(lines, bytes) else lines.encode()), "BIGINT", "VARCHAR")


def test_decimal_numbers_are_rounded_once(read):
    made = random.Random(7)
    texts = [f"{made.uniform(-1, 1) * 10 ** made.randint(-9, 14):.{n % 26}f}" for n in range(5000)]
    texts += [repr(made.uniform(0, 10)) for _ in range(5000)]
    texts = [text for text in texts if not text.startswith("-0.") or float(text)]

    (found, _) = read("v,i\n" + "".join(f"{text},1\n" for text in texts), "DOUBLE", "BIGINT")

    assert found == [float(text) for text in texts]


def test_a_text_for_null_is_null_even_where_it_is_a_number(read):
    assert read(
        "a,b,c\n-1,x,\n7,-1,2.5\n", "BIGINT", "VARCHAR", "DOUBLE", null_markers=("-1", "")
    ) == [[None, 7], ["x", None], [None, 2.5]]


def test_rows_of_many_chunks_keep_their_order(read):
    n_rows = 200_000
    found = read(
        "i,v\n" + "".join(f"{i},{'y' * (i % 60)}\n" for i in range(n_rows)), "BIGINT", "VARCHAR"
    )

    assert found[0] == list(range(n_rows))
    assert [len(text or "") for text in found[1]] == [i % 60 for i in range(n_rows)]
