"""CREATE EXTERNAL TABLE, judged before its files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shop

OPTIONS = "OPTIONS (uris = ['data/orders.csv'])"


def test_columns_without_a_type_are_inferred_from_the_whole_file(shop: Shop) -> None:
    """SEMANTICS 39."""
    rows = "".join(f"{i},x\n" for i in range(30_000))
    shop.write(
        {
            "data/x.csv": f"n,word\n{rows}1.5,y\n",
            "x.sql": "CREATE EXTERNAL TABLE x OPTIONS (uris = ['data/x.csv']);",
        }
    )

    schema = shop.load().nodes["x"].schema

    assert [(c.name, c.type) for c in schema.columns] == [("n", "DOUBLE"), ("word", "VARCHAR")]


def test_declared_columns_are_taken_at_their_word_and_no_file_is_read(shop: Shop) -> None:
    """SEMANTICS 39: inference is the only data that validation reads."""
    shop.write({"data/orders.csv": b"\xff\xfe not even text"})

    assert shop.load().nodes["orders"].schema.columns[0].type == "BIGINT"


def test_computed_columns_may_read_the_ones_before_them(shop: Shop) -> None:
    shop.write(
        {
            "x.sql": "CREATE EXTERNAL TABLE x (*, due AS (placed_at + INTERVAL 3 DAY), "
            f"late AS (due + INTERVAL 1 DAY), placed_at TIMESTAMP) {OPTIONS} "
            "KNOWN AT placed_at KNOWN AT late FOR (note) FRESH WITHIN INTERVAL 1 DAY BY placed_at;"
        }
    )

    schema = shop.load().nodes["x"].schema

    assert [(c.name, c.type) for c in schema.columns][-3:] == [
        ("note", "VARCHAR"),
        ("due", "TIMESTAMP"),
        ("late", "TIMESTAMP"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "word", "hint"),
    [
        (f"(*, late AS (placd_at + INTERVAL 1 DAY)) {OPTIONS}",
         "unknown-column", "placd_at", 'did you mean "placed_at"?'),
        (f"(*, a AS (b), b AS (id)) {OPTIONS}", "unknown-column", "b", ""),
        (f"(*, note AS (1)) {OPTIONS}", "duplicate-column", None, "another name"),
        (f"(*, a INTEGER AS (1)) {OPTIONS}", "computed-type", None, "CAST"),
        (f"(id BIGINT, ID BIGINT) {OPTIONS}", "duplicate-name", "ID", ""),
        (f"(id BIGIINT) {OPTIONS}", "unknown-type", None, 'did you mean "BIGINT"?'),
        (f"{OPTIONS} KNOWN AT CAST(placed_at AS DATE)",
         "date-as-time", "CAST(placed_at AS DATE)", "+ INTERVAL 1 DAY"),
        (f"{OPTIONS} KNOWN AT amount", "type-mismatch", "amount", "TIMESTAMP"),
        (f"{OPTIONS} KNOWN AT placed_at FOR (nte)",
         "unknown-column", "nte", 'did you mean "note"?'),
        (f"{OPTIONS} KNOWN AT placed_at KNOWN AT placed_at", "duplicate-clause", None, ""),
        (f"{OPTIONS} FRESH WITHIN 3 BY placed_at", "type-mismatch", "3", "INTERVAL"),
        (f"{OPTIONS} FRESH WITHIN INTERVAL 1 DAY BY plced_at",
         "unknown-column", "plced_at", 'did you mean "placed_at"?'),
        (f"{OPTIONS} FRESH WITHIN INTERVAL 1 DAY BY note", "type-mismatch", None, ""),
        (f"(*, ide PRIMARY KEY) {OPTIONS}", None, None, 'did you mean "id"?'),
        (f"(*, CHECK (amunt > 0)) {OPTIONS}", "unknown-column", "amunt", 'did you mean "amount"?'),
        ("OPTIONS (uris = ['data/nothing.csv'])", "no-files", "['data/nothing.csv']", ""),
        ("OPTIONS (uris = ['../x.csv'])", "outside-project", "['../x.csv']", ""),
        ("OPTIONS (uris = ['s3://b/x.csv'])", "not-supported", "['s3://b/x.csv']", ""),
        ("OPTIONS (format = 'CSV')", "missing-option", "x", "uris"),
        ("OPTIONS (uris = ['data/orders.csv'], formt = 'CSV')", "unknown-option", "'CSV'",
         'did you mean "format"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_word(
    shop: Shop, text: str, name: str | None, word: str | None, hint: str
) -> None:
    shop.write({"x.sql": f"CREATE EXTERNAL TABLE x {text};"})

    problem = shop.problems()[0]

    assert name is None or problem.name == name
    assert problem.span is not None
    assert problem.span.source.path == "x.sql"
    assert word is None or problem.span.text == word
    assert hint in problem.hint


def test_a_link_out_of_the_project_is_not_read(shop: Shop) -> None:
    """Case 28 of the bad inputs."""
    outside = shop.root.parent / "outside.csv"
    outside.write_text("a\n1\n")
    (shop.root / "data/link.csv").symlink_to(outside)
    shop.write({"x.sql": "CREATE EXTERNAL TABLE x OPTIONS (uris = ['data/link.csv']);"})

    assert [p.name for p in shop.problems()] == ["outside-project"]
