"""What KNOWN AT says, and what follows from it (SEMANTICS 31)."""

from __future__ import annotations

import pytest

from forebay.project.load import load
from forebay.trust.masks import masks


def found(tmp_path, columns: str, clauses: str) -> dict[str | None, list[str]]:
    """Return the masks of a source, by column."""
    (tmp_path / "forebay.toml").write_text("name = 't'\n")
    (tmp_path / "t.csv").write_text("id,made_at,done_at,result,note\n1,2026-01-01,2026-01-02,3,x\n")
    (tmp_path / "t.sql").write_text(
        "CREATE EXTERNAL TABLE t (id BIGINT, made_at TIMESTAMP, done_at TIMESTAMP, result BIGINT,"
        f" note VARCHAR{columns}) OPTIONS (uris = ['t.csv']) {clauses};"
    )
    by_column: dict[str | None, list[str]] = {}
    for mask in masks(load(tmp_path).nodes["t"]):
        by_column.setdefault(mask.column, []).append(mask.text)
    return by_column


def test_no_clause_masks_nothing(tmp_path):
    assert found(tmp_path, "", "") == {}


def test_a_clause_without_for_hides_rows_and_one_with_for_hides_values(tmp_path):
    clauses = "KNOWN AT made_at KNOWN AT made_at + INTERVAL 1 DAY FOR (result, note)"
    assert found(tmp_path, "", clauses) == {
        None: ["made_at"],
        "result": ["made_at + INTERVAL 1 DAY"],
        "note": ["made_at + INTERVAL 1 DAY"],
    }


def test_a_computed_column_is_known_when_what_it_reads_is(tmp_path):
    columns = ", twice AS (result * 2), thrice AS (twice + result), plain AS (id + 1)"
    known = found(
        tmp_path, columns, "KNOWN AT made_at KNOWN AT made_at + INTERVAL 1 DAY FOR (result)"
    )
    assert known["twice"] == known["thrice"] == ["made_at + INTERVAL 1 DAY"]
    assert "plain" not in known


def test_a_time_that_a_clause_reads_is_not_known_before_itself(tmp_path):
    known = found(tmp_path, "", "KNOWN AT made_at KNOWN AT done_at + INTERVAL 1 HOUR FOR (result)")
    assert known["done_at"] == ["done_at"]


def test_a_time_that_the_clause_of_the_row_reads_is_known_with_the_row(tmp_path):
    known = found(tmp_path, "", "KNOWN AT made_at - INTERVAL 1 DAY KNOWN AT made_at FOR (result)")
    assert "made_at" not in known


def test_another_column_that_a_clause_reads_is_known_no_earlier_than_it(tmp_path):
    clauses = "KNOWN AT made_at KNOWN AT made_at + result * INTERVAL 1 MINUTE FOR (note)"
    assert found(tmp_path, "", clauses)["result"] == ["made_at + result * INTERVAL 1 MINUTE"]


def test_a_unit_of_time_is_no_column_of_that_name(tmp_path):
    known = found(
        tmp_path,
        ", minute AS (id)",
        "KNOWN AT made_at KNOWN AT made_at + INTERVAL 1 MINUTE FOR (note)",
    )
    assert "minute" not in known


@pytest.mark.parametrize("name", ["DONE_AT", '"done_at"'])
def test_names_are_compared_without_regard_to_case_and_quotes(tmp_path, name):
    assert found(tmp_path, "", f"KNOWN AT made_at KNOWN AT made_at FOR ({name})")["done_at"] == [
        "made_at"
    ]
