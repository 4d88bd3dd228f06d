"""Compiled code tells of a line what the regular expressions tell of it."""

import random
import re

import numpy as np
import pytest
from tests.engine.test_column_library import library

from forebay.engine import csv_look, source_inference
from forebay.engine.csv_lines import line_form
from forebay.engine.csv_look import look_at_lines
from forebay.engine.csv_records import MAX_RECORD_BYTES
from forebay.engine.csv_scan import scan
from forebay.engine.line_fields import LineFields
from forebay.engine.quote import literal
from forebay.engine.read_source import infer
from forebay.engine.source_options import SourceOptions
from forebay.engine.source_types import conversion

NULLS = ("NA", "-1", "N/A", "")
KINDS = {1: "BOOLEAN", 2: "BIGINT", 3: "DOUBLE", 4: "BIGINT"}
PIECES = [
    "0", "1", "7", "00", "-", "-0", ".", "5", "e", "+", " ", "NA", "N", "tr", "ue", "true", "TRUE",
    "FalsE", "fals\u017fe", "123456789012", "999999999999999999", "1234567890123456", "\u0661",
]  # fmt: skip


@pytest.fixture(autouse=True)
def compiled(monkeypatch):
    monkeypatch.setattr(csv_look, "column_library", library)


def look(path, kinds=KINDS, width=6, **options):
    given = SourceOptions.of({"null_markers": NULLS, **options})
    return look_at_lines(path, scan(path, given), width, kinds, given)


def test_random_fields_have_the_form_that_the_expression_says():
    generator = random.Random(60)
    options = SourceOptions.of({"null_markers": NULLS})
    counted = np.zeros(2)
    for _ in range(4_000):
        line = ",".join(
            "".join(generator.choices(PIECES, k=generator.randint(0, 3))) for _ in "abcdef"
        )
        misfits = np.zeros(6, np.int64)
        forms = bytes([0, 1, 2, 3, 2, 0])
        fields = LineFields(
            ord(","), forms, tuple(n.encode() for n in NULLS), has_returns=False, most_bytes=1_000
        )
        assert library().check_lines(line.encode(), fields, misfits) == 1
        for place in range(6):
            alone = line_form(6, {p: k for p, k in KINDS.items() if p == place}, options)
            fits = re.fullmatch(alone, line) is not None
            assert (misfits[place] == 0) == fits, (line, place)
            counted[int(fits)] += place in KINDS
    assert counted.min() > 1_000  # of both kinds


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_rows_and_misfits_are_counted_over_whole_files(sources, monkeypatch, end, last):
    monkeypatch.setattr(csv_look, "_CHUNK", 64)  # lines lie across many pieces
    lines = [f"\u00e9{i},true,{i},{i}.5,NA,{i}" for i in range(1_000)]
    lines[700] = "x,yes,1.5,abc,-1,"
    content = "\ufeffa,b,c,d,e,f" + end + end.join(lines) + (end if last else "")

    assert look(sources.file(content)) == (1_000, frozenset({1, 2, 3}))


def test_rows_that_stand_without_a_header_or_after_several_lines_are_all_seen(sources):
    rows = "x,true,1,1,1,x\n" * 3

    assert look(sources.file("\ufeff" + rows), skip_leading_rows=0) == (3, frozenset())
    assert look(sources.file("made by\na,b,c,d,e,f\n" + rows), skip_leading_rows=2) == (
        3,
        frozenset(),
    )


def moments():
    generator = random.Random(61)
    for _ in range(6_000):
        day = f"{generator.choice(['2024', '2023', '1900', '2000', '0001', '0000', '12'])}-"
        day += generator.choice(["01", "02", "04", "12", "00", "13", "1", "+1"]) + "-"
        day += generator.choice(["01", "28", "29", "30", "31", "32", "00", "7", " 7"])
        yield day
        clock = generator.choice(["", "", "T", " ", "t"])
        clock += generator.choice(["", "00:00", "23:59", "24:00", "9:30", "12:60", "10:30"])
        clock += generator.choice(["", ":00", ":59", ":60", ":5", ":"])
        clock += generator.choice(["", "", ".5", ".123456", ".1234567", "."])
        yield day + clock + generator.choice(["", "", "Z", "+02", " ", "Z "])


@pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP"])
def test_a_day_or_time_that_compiled_code_takes_is_one_for_the_engine(workspace, kind):
    texts = sorted({*moments(), "2024-02-29", "2023-02-29", "2024-12-31 23:59:59.5Z", "2024-01-01"})
    fits = conversion(kind, "t", SourceOptions(), has_quotes=False).fits
    listed = ", ".join(f"({literal(text)})" for text in texts)
    known = dict(workspace.rows(f"SELECT t, {fits} FROM (VALUES {listed}) AS r (t)"))
    form, both = bytes([csv_look.FORMS[kind], 0]), 0
    for text in texts:
        misfits = np.zeros(2, np.int64)
        fields = LineFields(ord(","), form, (), has_returns=False, most_bytes=100)
        assert library().check_lines(f"{text},x".encode(), fields, misfits) == 1
        assert misfits[0] or known[text], text
        both += not misfits[0]
        plain = re.fullmatch(r"\d{4}-\d\d-\d\d( 10:30:59(\.5)?Z?)?", text)
        if plain and text >= "0001" and known[text]:
            assert not misfits[0], text
    assert both > 20


def test_days_and_times_in_a_file_need_no_second_look(sources, monkeypatch):
    rows = "".join(
        f"2024-01-{i % 28 + 1:02d},2024-01-01T10:{i % 60:02d}:00Z\n" for i in range(2_000)
    )
    spec = sources.spec(sources.file("day,at\n" + rows + "NA,\n"), null_markers=("NA", ""))
    asked = []
    ask = source_inference._misfits
    monkeypatch.setattr(
        source_inference, "_misfits", lambda *given: asked.append(given) or ask(*given)
    )

    schema, _ = infer(sources.workspace, spec)

    assert [(c.name, c.type) for c in schema.columns] == [("day", "DATE"), ("at", "TIMESTAMP")]
    assert not asked


def test_days_in_another_format_are_left_to_the_engine(sources):
    rows = "".join(f"{i % 28 + 1:02d}.01.2024,x\n" for i in range(2_000))
    file = sources.file("day,b\n" + rows)

    schema, _ = infer(sources.workspace, sources.spec(file, date_format="DD.MM.YYYY"))

    assert schema.columns[0].type == "DATE"


@pytest.mark.parametrize(
    "line",
    [
        b"a,true,1,1,1",
        b"a,true,1,1,1,x,y",
        b"",
        b"\xff,true,1,1,1,x",
        b"a" * MAX_RECORD_BYTES + b",,,,,",
    ],
    ids=["a field less", "a field more", "empty", "no UTF-8", "too long"],
)
def test_of_a_line_that_is_no_record_nothing_is_said(sources, line):
    good = b"a,true,1,1,1,x\n"

    assert look(sources.file(b"a,b,c,d,e,f\n" + good + line + b"\n" + good)) is None


@pytest.mark.parametrize("delimiter", [".", "-", "7", "e"])
def test_a_delimiter_that_a_number_may_hold_is_left_to_the_expression(sources, delimiter):
    content = delimiter.join("abcdef") + "\n" + delimiter.join(["1"] * 6) + "\n"

    assert look(sources.file(content), {}, field_delimiter=delimiter) is None


def test_without_a_compiled_library_the_types_are_the_same(sources, monkeypatch):
    for kind, good in {"BIGINT": "7", "DOUBLE": "1.5", "BOOLEAN": "true"}.items():
        for text in ("007", "-.5", "1e5", "9223372036854775807", "TRUE", "NA", ""):
            rows = f"{good},x\n" * 1_500
            file = sources.file(f"a,b\n{rows}{text},x\n", f"{kind}.csv")
            spec = sources.spec(file, null_markers=("NA", ""))
            found = infer(sources.workspace, spec)
            with monkeypatch.context() as without:
                without.setattr(csv_look, "column_library", lambda: None)
                assert look(file, {0: kind}, width=2) is None
                assert infer(sources.workspace, spec) == found
