from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forebay.errors import ProjectError, Source, Span
from forebay.sql import parse, standard_text
from forebay.sql.keywords import keywords
from forebay.sql.statement import CreateModel, ModelCall, Query, Statement

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted((CASES / "sql").glob("*.sql"))
WORDS = st.sampled_from(
    sorted(
        keywords(
            """
            CREATE OR REPLACE EXTERNAL TABLE VIEW MODEL TEST MACRO ASSERT SELECT FROM WITH VALUES
            AS ON VIOLATION DROP ROW KEEP FIRST BY LIMIT PERCENT ROWS WARN OPTIONS TRANSFORM KEY
            CARRY PREDICT AT NONE LABEL KNOWN FOR EACH STANDARDS ALLOW LEAKAGE BECAUSE FRESH
            WITHIN OVERWRITTEN PRIMARY CHECK EXPECT REFERENCES CONSTRAINT NOT NULL ML . PREDICT
            STRUCT => @ run41 8 0.5 'text' "q" m t a ( ) [ ] { } , ; * = >= + - / -- /* */ ' " $$
            @8 ML.PREDICT( ML.X( (SELECT STRUCT( é UNIQUE
            """
        )
    )
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def calls_of(query: Query) -> list[ModelCall]:
    inner = [part for call in query.calls for part in call.inputs if isinstance(part, Query)]
    return [*query.calls, *(call for part in inner for call in calls_of(part))]


def parsed(source: Source) -> tuple[tuple[Statement, ...], ProjectError | None]:
    try:
        return parse(source), None
    except ProjectError as error:
        return (), error


def spans_of(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for part in value for span in spans_of(part)]
    if isinstance(value, dict):
        return [span for part in value.values() for span in spans_of(part)]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans_of(getattr(value, field.name))]
    return []


def queries_of(statement: Statement) -> list[Query]:
    found = [part for name in ("query", "condition") if (part := getattr(statement, name, None))]
    return [query for query in found if isinstance(query, Query)]


@given(TEXTS | st.text())
def test_any_text_gives_statements_or_a_project_error(sql: str) -> None:
    source = Source("a.sql", sql)

    statements, error = parsed(source)

    if error is not None:
        assert str(error)
        assert all(p.span is not None and p.span.end <= len(sql) for p in error.problems)
    for statement in statements:
        assert all(0 <= span.start <= span.end <= len(sql) for span in spans_of(statement))
        for query in queries_of(statement):
            assert len(query.plain) == len(query.span.text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_place_is_the_text_that_it_names(path: Path) -> None:
    source = Source(path.name, path.read_bytes().decode())

    for statement in parse(source):
        assert statement.tokens[-1].end == statement.span.end
        for query in queries_of(statement):
            assert len(query.plain) == len(query.span.text)
            for call in calls_of(query):
                assert call.span.text.upper().startswith(("ML", "AI"))
                assert call.span.text.endswith(")")
                if call.model is not None:
                    assert call.model.name.span.text.strip('"') == call.model.name.text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_without_any_one_token_is_read_or_refused_and_never_crashes(path: Path) -> None:
    text = path.read_text()
    tokens = [token for statement in parse(Source("a", text)) for token in statement.tokens]

    for token in tokens:
        statements, error = parsed(Source("a", text[: token.start] + text[token.end :]))

        assert bool(statements) != bool(error)


def test_all_problems_of_a_file_come_at_once_and_in_order() -> None:
    sql = "CREAT x;\nSELECT 1;\nCREATE MODEL m STANDRDS (a > 1) OPTION (a = 1) AS SELECT 1;\n'open"

    with pytest.raises(ProjectError) as caught:
        parse(Source("a.sql", sql))

    assert [(p.name, p.span.line) for p in caught.value.problems if p.span] == [
        ("unknown-statement", 1),
        ("unknown-clause", 3),
        ("unknown-clause", 3),
        ("unterminated", 4),
    ]


def test_a_file_of_comments_has_no_statements() -> None:
    assert parse(Source("a.sql", "-- nothing\n;;/* here */;")) == ()


def test_windows_line_ends_and_a_byte_order_mark_leave_places_right() -> None:
    sql = (
        "\ufeff-- x\r\nCREATE TABLE t AS\r\n  SELECT *\r\n"
        "  FROM ML.PREDICT(MODEL m,\r\n  TABLE t)\r\n  WHERE a"
    )

    (statement,) = parse(Source("a.sql", sql))

    (query,) = queries_of(statement)
    assert query.span.place == "a.sql:3:3"
    assert query.plain.count("\r\n") == 3
    assert query.plain.index("WHERE") == query.span.text.index("WHERE")


@pytest.mark.parametrize(
    "standard",
    [
        "roc_auc >= 0.68",
        "roc_auc >= baseline + 0.05",
        "roc_auc >= champion - 0.01 FOR EACH origin",
        "(roc_auc - baseline) / 2 > 0.5 - (champion - 1) WARN POINT",
        'a - (b - c) < 1e-05 FOR 90.5 PERCENT OF "Odd name"',
        "0 - a * (b + 1) <= -3",
    ],
)
def test_a_standard_is_shown_as_it_can_be_written(standard: str) -> None:
    def model(text: str) -> CreateModel:
        (statement,) = parse(Source("a.sql", f"CREATE MODEL m STANDARDS ({text}) AS SELECT 1"))
        assert isinstance(statement, CreateModel)
        return statement

    shown = [standard_text(s) for s in model(standard).standards or ()]

    assert shown == [standard]
    assert [standard_text(s) for s in model(shown[0]).standards or ()] == [standard]


def test_a_placeholder_keeps_its_number_through_a_whole_statement() -> None:
    sql = """SELECT * FROM ML.PREDICT(MODEL a, (SELECT * FROM ML.PREDICT(MODEL b, TABLE t@run1) x))
    y, ML.EVALUATE(MODEL c)"""

    (statement,) = parse(Source("a.sql", sql))

    (query,) = queries_of(statement)
    assert [call.placeholder for call in calls_of(query)] == ["__ml_0", "__ml_2", "__ml_1"]
