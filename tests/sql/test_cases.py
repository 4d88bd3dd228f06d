"""Golden cases: ``tests/cases/sql/<what>.sql`` and what is read from it, ``<what>.txt``.

``FOREBAY_ACCEPT=1 pytest tests/sql`` writes the expected files anew; look at the difference.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from forebay.errors import ProjectError, Source, Span
from forebay.sql import parse
from forebay.sql.statement import Expression, ObjectName, Option, Query
from forebay.sql.token import Token

CASES = Path(__file__).parents[1] / "cases"
ACCEPT = os.environ.get("FOREBAY_ACCEPT") == "1"
STATEMENTS = sorted((CASES / "sql").glob("*.sql"))
# What reading alone finds; ``cases/errors`` also holds what later stages find.
ERRORS = [
    CASES / "errors" / f"{name}.sql"
    for name in (
        "bad-value",
        "bad-value_hparam",
        "bigquery-form",
        "duplicate-argument",
        "duplicate-clause",
        "duplicate-name",
        "duplicate-option",
        "empty-name",
        "key-needs-keep",
        "misplaced-ml-call",
        "missing-over",
        "missing-query",
        "nested-analytic",
        "not-supported",
        "over-not-empty",
        "refused-statement",
        "reserved-name",
        "too-deep",
        "unclosed-bracket",
        "unexpected-character",
        "unexpected-token",
        "unknown-clause",
        "unknown-clause_crlf_and_tabs",
        "unknown-function",
        "unknown-statement",
        "unknown-version",
        "unterminated",
        "unterminated_comment",
        "unterminated_dollar",
        "unterminated_name",
    )
]


def lines_of(value: object, depth: int = 0) -> list[str]:  # noqa: PLR0911 - one a kind of value
    """Show a statement as indented lines, without places and tokens."""
    lead = "  " * depth
    match value:
        case ObjectName(text) | Expression(Span(text=text)):
            return [f"{lead}{text}"]
        case Option(name, literal):
            return [f"{lead}{name} = {literal!r}"]
        case Query(plain=plain, calls=calls, versions=versions):
            return [f"{lead}query {' '.join(plain.split())}"] + [
                line for part in (*calls, *versions) for line in lines_of(part, depth + 1)
            ]
        case Mapping():
            return [
                line
                for name, part in value.items()
                for line in (
                    lines_of(part, depth)
                    if isinstance(part, Option)
                    else [f"{lead}{name} = {part!r}"]
                )
            ]
        case tuple():
            return [line for part in value for line in lines_of(part, depth)]
        case _ if not dataclasses.is_dataclass(value):
            return [f"{lead}{value!r}"]
    shown = [f"{lead}{type(value).__name__}"]
    for field in dataclasses.fields(value):
        part = getattr(value, field.name)
        if isinstance(part, Span) or part in (None, (), {}, False) or field.name.endswith("spans"):
            continue
        if isinstance(part, tuple) and isinstance(part[0], Token):
            continue
        inner = lines_of(part, depth + 2)
        shown += (
            [f"{lead}  {field.name}: {inner[0].strip()}"]
            if len(inner) == 1
            else [f"{lead}  {field.name}:", *inner]
        )
    return shown


def compare(path: Path, text: str) -> None:
    if ACCEPT:
        path.write_text(text)
    assert text == path.read_text()


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_a_file_is_read_as_its_case_says(path: Path) -> None:
    statements = parse(Source(path.name, path.read_text()))

    shown = "\n".join(line for statement in statements for line in lines_of(statement))

    compare(path.with_suffix(".txt"), f"{shown}\n")


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_a_person_sees_the_error_byte_for_byte(path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        parse(Source(path.name, path.read_bytes().decode()))

    compare(path.with_suffix(".txt"), f"{caught.value}\n")


def test_there_are_cases_and_each_error_has_a_page() -> None:
    assert len(STATEMENTS) >= 8
    assert {path.stem.split("_")[0] for path in ERRORS} <= {
        path.stem for path in (CASES.parents[1] / "docs" / "errors").glob("*.md")
    }
