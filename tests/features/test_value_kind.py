from __future__ import annotations

import pytest

from forebay.features.value_kind import accepts, struct_fields, value_kind


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("TINYINT", "number"),
        ("UHUGEINT", "number"),
        ("FLOAT", "number"),
        ("BOOLEAN", "boolean"),
        ("ENUM('a', 'b')", "text"),
        ("BLOB", "bytes"),
        ("TIME", "day"),
        ("TIMESTAMP_NS", "instant"),
        ("STRUCT(a INTEGER)", "struct"),
        ("STRUCT(a INTEGER)[]", "other"),
        ("INTERVAL", "other"),
        ("MAP(VARCHAR, INTEGER)", "other"),
        ("JSON", "other"),
    ],
)
def test_every_type_has_its_kind(kind, expected):
    assert value_kind(kind) == expected


def test_fields_of_nested_and_quoted_names_are_found():
    text = 'STRUCT("a ""b"", c" DECIMAL(4,1), d STRUCT(e INTEGER, f VARCHAR), g ENUM(\'x, y\'))'

    assert struct_fields(text) == (
        ('a "b", c', "DECIMAL(4,1)"),
        ("d", "STRUCT(e INTEGER, f VARCHAR)"),
        ("g", "ENUM('x, y')"),
    )


@pytest.mark.parametrize(
    ("recorded", "given", "expected"),
    [
        ("BIGINT", "INTEGER", True),
        ("BIGINT", "DOUBLE", False),
        ("BIGINT", "DECIMAL(3,1)", False),
        ("DOUBLE", "DECIMAL(3,1)", True),
        ("VARCHAR", "INTEGER", False),
        ("BOOLEAN", "INTEGER", False),
        ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", True),
        ("DATE", "TIMESTAMP", False),
        ("VARCHAR", "ENUM('a')", True),
        ("STRUCT(a DOUBLE)", "STRUCT(b INTEGER, a INTEGER)", True),
        ("STRUCT(a DOUBLE)", "STRUCT(b INTEGER)", False),
    ],
)
def test_a_type_stands_for_another_where_nothing_is_lost(recorded, given, expected):
    assert accepts(recorded, given) is expected
