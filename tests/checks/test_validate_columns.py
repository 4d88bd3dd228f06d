"""Column lists are judged before anything runs."""

from __future__ import annotations

import pytest

from forebay.checks import rejected_schema, validate_columns
from forebay.engine import Column, Schema

SCHEMA = Schema(
    (
        Column("id", "BIGINT"),
        Column("amount", "DECIMAL(10,2)"),
        Column("country", "VARCHAR"),
        Column("at", "TIMESTAMP"),
    )
)
PARENT = Schema((Column("code", "VARCHAR"), Column("area", "INTEGER[]")))


@pytest.fixture
def problems(world):
    world.binder.declare_table("t", SCHEMA)
    world.binder.declare_table("countries", PARENT)

    def problems(text, schema=SCHEMA):
        columns = world.columns(text)
        return validate_columns(columns, schema, "t", {"countries": PARENT}, world.binder)

    return problems


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "id, amount, country, at",
        "id INT8, amount NUMERIC(10, 2), country TEXT, at DATETIME",
        "*, CHECK (amount > 0 AND t.country <> ''), PRIMARY KEY (ID)",
        "*, country REFERENCES countries (code), id PRIMARY KEY ON VIOLATION KEEP LAST BY AT",
    ],
)
def test_a_sound_list_has_no_problems(problems, text):
    """SEMANTICS 35: matched by name, without regard to case; synonyms of types are one type."""
    assert problems(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "marked", "hint"),
    [
        ("*, contry NOT NULL", "contract-mismatch", "contry", "country"),
        ("*, PRIMARY KEY (idd)", "unknown-column", "idd", 'did you mean "id"?'),
        (
            "*, id PRIMARY KEY ON VIOLATION KEEP FIRST BY amont",
            "unknown-column",
            "amont",
            'did you mean "amount"?',
        ),
        ("*, CHECK (amout > 0)", "unknown-column", "amout", "amount"),
        ("*, CHECK (amount + 1)", "type-mismatch", "amount + 1", "compare"),
        (
            "*, CHECK (id > (SELECT max(code) FROM countries))",
            "unusable-condition",
            "SELECT",
            "ASSERT",
        ),
        ("*, CHECK (at < now())", "unusable-condition", "at < now()", "as_of"),
        ("*, CHECK (sum(id) > 0)", "misplaced-aggregate", "sum", ""),
        ("*, CHECK (country > DATE '2013-01-01' + id)", "type-mismatch", "+", "cast"),
        ("*, country REFERENCES contries (code)", "unknown-table", "contries", "countries"),
        ("*, country REFERENCES countries (cod)", "unknown-column", "cod", "code"),
        ("*, country REFERENCES countries", "unknown-column", "REFERENCES countries", ""),
        ("*, id REFERENCES countries (area)", "type-mismatch", "REFERENCES", ""),
        ("*, id UNIQUE, UNIQUE (ID)", "duplicate-constraint", "UNIQUE (ID)", "take one"),
        ("*, id PRIMARY KEY, PRIMARY KEY (at)", "duplicate-constraint", "PRIMARY KEY (at)", ""),
        (
            "*, CONSTRAINT c CHECK (id > 0), CONSTRAINT C CHECK (id > 1)",
            "duplicate-constraint",
            "CONSTRAINT C",
            "",
        ),
        ("*, id WIBBLE", "unknown-type", "id", ""),
    ],
)
def test_what_is_wrong_is_named_at_its_place(problems, text, name, marked, hint):
    found = problems(text)

    assert found
    first = found[0]
    assert first.name == name
    assert marked in first.span.text
    assert hint in first.hint


def test_everything_is_found_at_once(problems):
    found = problems("*, nope NOT NULL, CHECK (amout > 0), CHECK (amount), PRIMARY KEY (idd)")

    assert [p.name for p in found] == [
        "contract-mismatch",
        "unknown-column",
        "unknown-column",
        "type-mismatch",
        "unknown-column",
    ]


def test_the_caret_stands_under_the_word_in_the_users_file(problems):
    (problem,) = problems("*, CHECK (id > 0\n  AND amout > 0)")

    assert (problem.span.line, problem.span.text) == (2, "amout")


def test_a_contract_mismatch_is_a_table(problems):
    """Pipelines 7.4: one table for all differences."""
    (problem,) = problems("id INTEGER, amount, at, spendd DOUBLE")

    assert problem.detail == (
        "these differ:\n"
        "    | column_name | definition_type | contract_type | mismatch_reason       |\n"
        "    | id          | BIGINT          | INTEGER       | data type mismatch    |\n"
        "    | spendd      |                 | DOUBLE        | missing in definition |\n"
        "    | country     | VARCHAR         |               | missing in contract   |"
    )
    assert "CAST(id AS INTEGER) AS id" in problem.hint


def test_a_column_that_checks_need_themselves_is_refused(problems):
    schema = Schema((Column("constraints_broken", "VARCHAR"),))

    assert [p.name for p in problems("*", schema)] == ["reserved-name"]


def test_rejected_rows_have_the_tables_columns_and_what_they_broke():
    columns = rejected_schema(SCHEMA).columns

    assert columns[:4] == SCHEMA.columns
    assert columns[4] == Column("constraints_broken", "VARCHAR[]")
