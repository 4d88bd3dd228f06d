from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forebay.cli.render_rows import csv_lines, json_lines, table_of_rows
from forebay.cli.render_table import table_lines
from forebay.cli.value_text import shown_width, value_text

CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "NULL"),
        (False, "FALSE"),
        (float("nan"), "nan"),
        (Decimal("1.50"), "1.50"),
        (datetime(2013, 1, 1, 5), "2013-01-01 05:00:00"),  # noqa: DTZ001 - as the engine gives it
        (date(2013, 1, 1), "2013-01-01"),
        (timedelta(hours=1), "1:00:00"),
        (b"\x00\xff", "\\x00ff"),
        ([{"label": True, "prob": 0.25}], "[{label: TRUE, prob: 0.25}]"),
        ("a\u202eb\x07\n", "a\\u202eb\\x07\\n"),
        ("x" * 100, "x" * 57 + "..."),
    ],
)
def test_a_value_is_shown_on_one_line(value: object, text: str) -> None:
    assert value_text(value) == text


@given(CELLS)
def test_no_value_can_move_the_cursor(value: object) -> None:
    assert value_text(value).isprintable()


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_a_table_has_a_line_a_row_and_its_columns_stand_below_each_other(
    rows: list[tuple[object, object]],
) -> None:
    lines = table_lines(("first", "second"), rows)

    assert len(lines) == len(rows) + 1
    widths = {
        shown_width(line) - shown_width(value_text(row[1]))
        for line, row in zip(lines[1:], rows, strict=True)
        if isinstance(row[1], str) and value_text(row[1]).strip() == value_text(row[1]) != ""
    }
    assert len(widths) <= 1


def test_a_table_that_is_too_long_says_how_many_rows_there_are() -> None:
    lines = list(table_of_rows(["n"], [(n,) for n in range(1_500)]))

    assert len(lines) == 1_002
    assert lines[-1] == "(1,500 rows, 1,000 shown; -o FILE writes all)"


def test_csv_tells_null_from_an_empty_text() -> None:
    rows = [(None, "", 'say "hi", twice', True, [1, None]), (" a", "b\nc", 0.1, None, {"k": 1})]

    assert list(csv_lines(["a", "b", "c", "d", "e"], rows)) == [
        "a,b,c,d,e",
        ',"","say ""hi"", twice",true,"[1, null]"',
        '" a","b\nc",0.1,,"{""k"": 1}"',
    ]


def test_json_keeps_columns_that_share_a_name() -> None:
    assert list(json_lines(["a", "a", "A"], [(1, 2, float("inf"))])) == [
        '{"a": 1, "a_1": 2, "A": "inf"}'
    ]
