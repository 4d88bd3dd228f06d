"""Each operation of TRANSFORM in each database, beside ML.TRANSFORM, on values that break them."""

# ruff: noqa: DTZ001 - TIMESTAMP has no zone
from __future__ import annotations

import json
import math
import subprocess
import sys
from datetime import date, datetime

import pytest
from tests.export.databases import in_duckdb, in_postgres, in_sqlite

from forebay.errors import ProjectError
from forebay.export.query_options import QueryOptions

COLUMNS = [
    ("id", "BIGINT"), ("x", "DOUBLE"), ("n", "INTEGER"), ("t", "VARCHAR"), ("f", "BOOLEAN"),
    ("d", "DATE"), ("moment", "TIMESTAMP"),
]  # fmt: skip
ROWS = [
    (0, 2.5, 7, "it's", True, date(2024, 2, 29), datetime(2024, 12, 31, 23, 59, 59)),
    (1, -2.5, -7, "Ünder", False, date(2023, 1, 1), datetime(1969, 7, 20, 20, 17, 40, 999_999)),
    (2, 0.5, 0, "", None, date(1999, 12, 31), datetime(2000, 2, 29, 0, 0, 0)),
    (3, 0.49999999999999994, 2**31 - 1, "aXbXc", True, date(2021, 1, 3), datetime(2021, 1, 3, 1)),
    (4, 0.0, -1, None, False, None, None),
    (5, None, None, " pad ", True, date(2020, 6, 15), datetime(2020, 6, 15, 12, 30, 15)),
    (6, 1e300, 3, "X", None, date(2016, 1, 4), datetime(2016, 1, 4, 8, 0, 59)),
    (7, -1e-300, 100, "Y", True, date(2015, 12, 28), datetime(2015, 12, 28, 17, 45, 0)),
    (
        8,
        1234567.891,
        12,
        "xylophone",
        False,
        date(2010, 10, 10),
        datetime(2010, 10, 10, 10, 0, 0, 250_000),
    ),
]
# What every database of ours computes.
EVERYWHERE = {
    "sum_": "x + n * 2 - 1", "ratio": "x / 8", "by_zero": "n / (n + 1)", "negated": "-x",
    "whole": "n // 3", "rest": "n % 4",
    "abs_x": "abs(x)", "abs_n": "abs(n)", "sign_x": "sign(x)",
    "sign_n": "sign(n)", "root": "sqrt(x)", "logs": "ln(x) + log10(x) + log2(x)",
    "e": "exp(x / 1000)", "square": "pow(sqrt(abs(x)), 2)", "round_": "round(x)",
    "round_2": "round(x / 10, 2)", "down": "floor(x)", "up": "ceil(x)", "cut": "trunc(x)",
    "letters": "length(t)", "part": "substr(t, 2, 3)", "from_3": "substr(t, 3)",
    "stripped": "trim(t, 'x ')", "joined": "t || '-' || n", "all_": "concat(t, '!', n)",
    "has": "contains(t, 'X')", "begins": "starts_with(t, 'X')", "ends": "ends_with(t, 'c')",
    "swapped": "replace(t, 'X', 'yy')", "both": "f AND n > 0", "either": "f OR n > 0",
    "not_f": "NOT f", "in_": "t IN ('X', 'Y')", "between_": "x BETWEEN 0 AND 3",
    "most": "greatest(x, n, 1)", "least_": "least(x, n, 1)", "first": "coalesce(t, 'none')",
    "null_": "t IS NULL", "case_": "CASE WHEN x > 1 THEN 'big' WHEN n < 0 THEN 'below' END",
    "scaled": "ML.STANDARD_SCALER(n) OVER ()", "above": "t > 'X'",
    "lowered": "lower(t)", "raised": "upper(t)", "bare": "trim(t)", "bare_l": "ltrim(t) || '|'",
    "bare_r": "rtrim(t)",
    "bucket": "ML.BUCKETIZE(n, [0, 5, 10])",
}  # fmt: skip
WITH_TIMES = {
    "parts": "year(moment) * 10000 + month(moment) * 100 + day(moment)",
    "clock": "hour(moment) * 60 + minute(moment)",
    "second_": "second(moment)", "weekday_": "dayofweek(d)", "iso": "isodow(d)", "week_": "week(d)",
    "of_year": "dayofyear(d)", "quarter_": "quarter(moment)",
    "after": "moment >= TIMESTAMP '2010-10-10 10:00:00'", "on_day": "d = DATE '2024-02-29'",
    "start": "date_diff('second', CAST(d AS TIMESTAMP), moment)",
    "days": "date_diff('day', d, DATE '2024-03-01')", "months": "date_diff('month', d, moment)",
    "hours": "date_diff('hour', moment, TIMESTAMP '2020-01-01 00:00:00')",
    "epoch_": "epoch(moment)",
    "quarters": "date_diff('quarter', d, moment)", "day_": "CAST(moment AS DATE) = d",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(session):
    """A model of each list, over the rows above."""
    values = ", ".join(f"({', '.join(map(literal, row))})" for row in ROWS)
    names = ", ".join(name for name, _ in COLUMNS)
    typed = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in COLUMNS)
    session.sql(f"CREATE TABLE hard AS SELECT {typed} FROM (VALUES {values}) AS v({names})")
    for name, expressions in (("plain", EVERYWHERE), ("timed", EVERYWHERE | WITH_TIMES)):
        made = ", ".join(f"{sql} AS {as_}" for as_, sql in expressions.items())
        session.sql(
            f"CREATE MODEL {name} TRANSFORM ({made}) OPTIONS (model_type = 'TRANSFORM_ONLY')"
            " PREDICT AT NONE AS SELECT * EXCLUDE (id) FROM hard"
        )
        # Refused: logarithms of 0 are not finite. They are what is compared here.
        session.promote(f"{name}@1", "a test")
    return session


def literal(value):
    match value:
        case None:
            return "NULL"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case datetime() | date():
            return f"'{value.isoformat(sep=' ') if isinstance(value, datetime) else value}'"
        case _:
            return repr(value)


def wanted(session, name):
    answer = session.sql(f"SELECT * FROM ML.TRANSFORM(MODEL {name}, TABLE hard) ORDER BY id")
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


def assert_alike(found, expected, expressions):
    assert len(found) == len(expected) == len(ROWS)
    for mine, theirs in zip(found, expected, strict=True):
        for column in expressions:
            one, other = mine[column], theirs[column]
            if isinstance(other, float):
                # A database without NaN has NULL there.
                one, other = (None if v is None or math.isnan(v) else v for v in (one, other))
                is_same = one == other or (
                    None not in (one, other)
                    and math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-300)
                )
            else:
                is_same = one == other
            assert is_same, (theirs["id"], column, mine[column], theirs[column])


def test_duckdb_computes_what_ml_transform_does(made, tmp_path):
    assert_alike(answered(made, tmp_path, "timed", "duckdb", in_duckdb), wanted(made, "timed"),
                 EVERYWHERE | WITH_TIMES)  # fmt: skip


def test_sqlite_computes_what_ml_transform_does(made, tmp_path):
    assert_alike(
        answered(made, tmp_path, "timed", "sqlite", in_sqlite), wanted(made, "timed"),
        EVERYWHERE | WITH_TIMES,
    )  # fmt: skip


def test_every_letter_has_the_other_case_that_training_saw(session, postgres, tmp_path):
    """All letters of Unicode that have another case, and a text of each blank around a word."""
    letters = [chr(i) for i in (*range(1, 0xD800), *range(0xE000, sys.maxunicode + 1))]
    text = "".join(c for c in letters if c.lower() != c or c.upper() != c)
    blanks = "".join(c for c in letters if c.isspace())
    columns = [("id", "BIGINT"), ("t", "VARCHAR")]
    rows = [
        (0, text),
        (1, "".join(f"{c}a{c}" for c in blanks)),
        (2, f"\u3000\u00a0 ab\tc {blanks}"),
    ]
    session.sql(
        "CREATE OR REPLACE TABLE letters AS SELECT * FROM (VALUES "
        + ", ".join(f"({i}, {literal(t)})" for i, t in rows) + ") AS v(id, t)"
    )  # fmt: skip
    session.sql(
        "CREATE OR REPLACE MODEL cased TRANSFORM (lower(t) AS low, upper(t) AS high, trim(t) AS b,"
        " ltrim(t) AS l, rtrim(t) AS r) OPTIONS (model_type = 'TRANSFORM_ONLY') PREDICT AT NONE"
        " AS SELECT t FROM letters"
    )
    told = session.sql("SELECT * FROM ML.TRANSFORM(MODEL cased, TABLE letters) ORDER BY id")
    expected = [dict(zip(told.columns, row, strict=True)) for row in told.fetchall()]
    for dialect, run in (
        ("duckdb", in_duckdb), ("sqlite", in_sqlite),
        ("postgres", lambda *given: in_postgres(postgres, *given)),
    ):  # fmt: skip
        target = tmp_path / f"{dialect}.sql"
        options = QueryOptions(dialect=dialect, key=("id",))
        session.export("cased", "sql", target, options=options)
        for mine, theirs in zip(run(target.read_text(), columns, rows), expected, strict=True):
            for name, value in mine.items():
                assert value == theirs[name], (dialect, mine["id"], name)


def test_postgres_computes_what_ml_transform_does(made, postgres, tmp_path):
    found = answered(
        made, tmp_path, "timed", "postgres", lambda *given: in_postgres(postgres, *given)
    )
    assert_alike(found, wanted(made, "timed"), EVERYWHERE | WITH_TIMES)


def answered(session, tmp_path, name, dialect, run):
    target = tmp_path / "q.sql"
    session.export(name, "sql", target, options=QueryOptions(dialect=dialect, key=("id",)))
    return run(target.read_text(), COLUMNS, ROWS)


def test_python_computes_what_ml_transform_does(made, tmp_path):
    made.export("timed", "python", tmp_path / "model.py")
    names = [name for name, _ in COLUMNS]
    asked = "".join(
        json.dumps(dict(zip(names, row, strict=True)), default=lambda v: v.isoformat()) + "\n"
        for row in ROWS
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "model.py"], input=asked, capture_output=True, text=True,
        cwd=tmp_path, check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert_alike(found, wanted(made, "timed"), EVERYWHERE | WITH_TIMES)


# What is left out of a database, and what its error names.
REFUSED = [
    ("postgres", "pow(x, 0.5)", '"power" with these arguments'),
    ("snowflake", "n // 3", '"integer_quotient" with these arguments'),
    ("postgres", "substr(t, n)", '"substr" with these arguments'),
    ("duckdb", "contains(t, t)", '"contains" with these arguments'),
    ("bigquery", "[x, n]", '"numbers_of"'),
]


def test_what_was_not_compared_is_named(made, tmp_path):
    listed = ", ".join(f"{sql} AS o{i}" for i, (_, sql, _) in enumerate(REFUSED))
    made.sql(
        f"CREATE MODEL refused TRANSFORM ({listed}) OPTIONS (model_type = 'TRANSFORM_ONLY')"
        " PREDICT AT NONE AS SELECT x, n, t, moment FROM hard"
    )
    for i, (dialect, _, told) in enumerate(REFUSED):
        with pytest.raises(ProjectError) as raised:
            made.export("refused", "sql", tmp_path / "q.sql", options=QueryOptions(dialect=dialect))
        assert {problem.name for problem in raised.value.problems} == {"not-supported"}
        assert f'feature "o{i}": ' in str(raised.value)
        assert told in str(raised.value)
    assert not (tmp_path / "q.sql").exists()
