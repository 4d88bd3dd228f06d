"""What Snowflake, BigQuery and Spark do otherwise, and how the text written for them says it.

Their rules are those of their documentation. BigQuery: operators (comparisons by IEEE 754, an error
where a result is infinite or NaN and no operand is), mathematical functions (NaN where an argument
is NaN), quotas (1 MB). Snowflake: identifiers (capitals without quotes), WITH (a list of columns),
the parameters DATE_OUTPUT_FORMAT and TIMESTAMP_TYPE_MAPPING. Spark: TIMESTAMP_NTZ (a TIMESTAMP is
one of the session's zone).
"""

# ruff: noqa: DTZ001 - TIMESTAMP has no zone
from __future__ import annotations

import itertools
import math
import operator
import re
from dataclasses import replace
from datetime import datetime
from functools import cache

import duckdb
import pytest
import sqlglot
from sqlglot import exp
from tests.export.databases import in_duckdb, in_postgres
from tests.export.trained import trained

from forebay.errors import ProjectError
from forebay.export.query_options import QueryOptions
from forebay.export.sql_dialect import DIALECTS
from forebay.export.sql_expression import SqlWriter
from forebay.features.expression import (
    Apply,
    Arithmetic,
    Compare,
    Constant,
    Input,
    Number,
    Text,
    TimePart,
)

A, B, N = Input("a", "DOUBLE"), Input("b", "DOUBLE"), Number(Input("n", "INTEGER"))
VALUES = (None, math.nan, -math.inf, -1.5, 0.0, 1.0, math.inf)
OPERATORS = ("=", "<>", "<", "<=", ">", ">=")


def written(dialect, expression):
    return SqlWriter(DIALECTS[dialect], {name: name for name in "abnt"}).sql(expression)


COMPARISONS = {
    exp.EQ: operator.eq, exp.NEQ: operator.ne, exp.LT: operator.lt, exp.LTE: operator.le,
    exp.GT: operator.gt, exp.GTE: operator.ge,
}  # fmt: skip


class BigQuery:
    """Evaluates what is written for BigQuery, which does not run here: NaN by IEEE 754."""

    def __init__(self, row):
        self.row = row

    def of(self, text):
        return self.value(sqlglot.parse_one(text, read="bigquery"))

    def value(self, node):  # noqa: C901, PLR0911, PLR0912 - one line for each kind of node
        match node:
            case exp.Paren():
                return self.value(node.this)
            case exp.Column():
                return self.row[node.name]
            case exp.Literal():
                return float(node.this)
            case exp.Neg():
                return -self.value(node.this)
            case exp.Cast():
                known = node.this.this if node.this.is_string else self.value(node.this)
                return None if known is None else float(known)
            case exp.And() | exp.Or():
                # The value that decides, else NULL if there is one.
                deciding = isinstance(node, exp.Or)
                sides = [self.value(node.this), self.value(node.expression)]
                return deciding if deciding in sides else None if None in sides else not deciding
            case exp.Not():
                known = self.value(node.this)
                return None if known is None else not known
            case exp.Is():
                return self.value(node.this) is None
            case exp.IsNan():
                known = self.value(node.this)
                return None if known is None else math.isnan(known)
            case exp.Case():
                for branch in node.args["ifs"]:
                    if self.value(branch.this):
                        return self.value(branch.args["true"])
                return self.value(node.args["default"]) if node.args.get("default") else None
            case exp.Coalesce():
                found = map(self.value, (node.this, *node.expressions))
                return next((value for value in found if value is not None), None)
            case exp.Least() | exp.Greatest():
                found = [self.value(one) for one in (node.this, *node.expressions)]
                if None in found:
                    return None
                if any(map(math.isnan, found)):
                    return math.nan
                return (min if isinstance(node, exp.Least) else max)(found)
            case exp.Ln():
                return math.log(self.value(node.this))  # an error for what has none
        pair = [self.value(node.this), self.value(node.expression)]
        return None if None in pair else COMPARISONS[type(node)](*pair)


@cache
def engine():
    return duckdb.connect()


def in_the_engine(sql, row):
    """Return what DuckDB gives, whose order of NaN the features have."""
    typed = ", ".join(
        f"CAST(? AS {'INTEGER' if name == 'n' else 'DOUBLE'}) AS {name}" for name in row
    )
    asked = f"SELECT {sql} FROM (SELECT {typed})"
    return engine().execute(asked, [*row.values()]).fetchone()


def alike(one, other):
    if isinstance(one, float) and isinstance(other, float) and math.isnan(other):
        return math.isnan(one)
    return one == other and (one is None) == (other is None)


@pytest.mark.parametrize("sign", OPERATORS)
@pytest.mark.parametrize(
    ("left", "right"),
    [(A, B), (A, N), (N, A), (A, Constant(1.0)), (Constant(1.0), A), (A, Constant(math.nan))],
)
def test_bigquery_is_told_that_nan_is_above_every_number(sign, left, right):
    comparison = Compare(sign, left, right)
    theirs, ours = written("bigquery", comparison), written("duckdb", comparison)
    for a, b in itertools.product(VALUES, VALUES):
        row = {"a": a, "b": b, "n": None if b is None or not math.isfinite(b) else int(b)}
        (wanted,) = in_the_engine(ours, row)
        assert alike(BigQuery(row).of(theirs), wanted), (theirs, row)


def test_bigquery_compares_what_is_never_nan_as_it_stands():
    assert written("bigquery", Compare("<", N, Constant(2.5))) == "(CAST(n AS FLOAT64) < 2.5e0)"
    assert written("bigquery", Compare("<=", A, Constant(2.5))) == "(a <= 2.5e0)"
    for dialect in ("postgres", "snowflake", "spark", "sqlite", "duckdb"):
        assert "OR" not in written(dialect, Compare(">", A, B))


@pytest.mark.parametrize("name", ["least", "greatest"])
def test_bigquery_takes_the_least_and_the_greatest_of_what_is_known(name):
    extreme = Apply(name, (A, B, N))
    theirs, ours = written("bigquery", extreme), written("duckdb", extreme)
    for a, b, n in itertools.product(VALUES, VALUES, (None, 0, 7)):
        row = {"a": a, "b": b, "n": n}
        (wanted,) = in_the_engine(ours, row)
        assert alike(BigQuery(row).of(theirs), wanted), (theirs, row)


def test_the_logarithm_of_nan_is_nan_in_bigquery():
    logarithm = Apply("ln", (A,))
    theirs, ours = written("bigquery", logarithm), written("duckdb", logarithm)
    for a in VALUES:
        wanted = {0.0: -math.inf, -1.5: math.nan, -math.inf: math.nan}.get(a)
        if wanted is None:
            (wanted,) = in_the_engine(ours, {"a": a})
        assert alike(BigQuery({"a": a}).of(theirs), wanted), a


def test_a_division_by_zero_is_no_error_anywhere():
    ratio = Arithmetic("/", A, B)
    assert written("bigquery", ratio) == "IEEE_DIVIDE(a, b)"
    for dialect in ("snowflake", "postgres", "spark"):
        assert written(dialect, ratio).startswith("CASE WHEN b = 0 THEN CASE WHEN a < 0 THEN")
    # Whole numbers: Snowflake's / makes decimals, so there is none.
    whole = Apply("integer_quotient", (Input("n", "BIGINT"), Constant(3)))
    assert written("bigquery", whole) == "div(n, 3)"
    with pytest.raises(ProjectError, match="integer_quotient"):
        written("snowflake", whole)


def test_logarithms_have_their_base_where_the_database_looks_for_it():
    assert "log(2, a)" in written("snowflake", Apply("log2", (A,)))
    assert "log(10, a)" in written("snowflake", Apply("log10", (A,)))
    assert "log(a, 2)" in written("bigquery", Apply("log2", (A,)))


def test_snowflake_finds_names_that_were_written_without_quotes(session, tmp_path):
    name = trained(session, "LINEAR_REG", "y")
    text = exported(session, tmp_path, name, "snowflake", table="shop.rows_to_score")
    assert 'FROM "SHOP"."ROWS_TO_SCORE"' in text
    assert 'CAST("A" AS FLOAT) AS i0' in text
    assert 'AS "PREDICTED_Y"' in text
    quoted = DIALECTS["snowflake"].quoted
    assert quoted("order") == '"ORDER"'  # a reserved word too
    assert [quoted("unit price"), quoted('in"ch'), quoted("größe")] == [
        '"unit price"', '"in""ch"', '"größe"',
    ]  # fmt: skip


def test_what_a_session_says_of_days_and_instants_does_not_count():
    day = Text(Input("t", "DATE"))
    assert written("snowflake", day) == "to_char(t, 'YYYY-MM-DD')"
    moment = Constant(datetime(2020, 1, 2, 3, 4, 5))
    assert written("snowflake", moment) == "CAST('2020-01-02 03:04:05' AS TIMESTAMP_NTZ)"
    assert written("spark", moment) == "TIMESTAMP_NTZ '2020-01-02 03:04:05'"
    assert written("bigquery", moment) == "DATETIME '2020-01-02 03:04:05'"
    epoch = TimePart("EPOCH", Input("t", "TIMESTAMP"))
    assert "unix_micros" not in written("spark", epoch)  # of a TIMESTAMP, which has a zone
    # Weeks begin where ISO 8601 says, whatever WEEK_START is.
    week, weekday = (Apply(f"part_{w}", (Input("t", "DATE"),)) for w in ("week", "dayofweek"))
    assert written("snowflake", week) == "weekiso(t)"
    assert written("snowflake", weekday) == "(dayofweekiso(t) % 7)"
    assert written("bigquery", weekday) == "(EXTRACT(DAYOFWEEK FROM t) - 1)"


def test_a_walk_names_its_columns_where_the_database_wants_them(session, tmp_path):
    more = ", num_parallel_tree = 2, max_tree_depth = 15"
    name = trained(session, "RANDOM_FOREST_REGRESSOR", "y", more=more)
    text = {d: exported(session, tmp_path, name, d) for d in ("snowflake", "bigquery", "postgres")}
    assert "forebay_walk(k0, part, place) AS (" in text["snowflake"]
    assert "forebay_walk(forebay_row, part, place) AS (" in text["postgres"]
    assert "forebay_walk AS (" in text["bigquery"]
    # Cuts of one column are float64, each: Snowflake would make them one NUMBER.
    nodes = text["snowflake"].partition("forebay_nodes(")[2].partition("\n)")[0]
    rows = re.findall(r"^  \((.*)\),?$", nodes, re.MULTILINE)
    assert len(rows) > 10
    assert all(re.fullmatch(r"CAST\('[^']+' AS FLOAT\)", row.split(", ")[2]) for row in rows)


# Of the lists that BigQuery, Snowflake and PostgreSQL print: no name may be one of them unquoted.
RESERVED = frozenset(
    """
    all and any array as asc at between by case cast check collate column connect constraint
    contains create cross cube current default define delete desc distinct drop else end enum
    escape except exclude exists extract false fetch following for from full group grouping groups
    gscluster hash having if ignore in increment inner insert intersect interval into is issue
    join lateral left like limit localtime lookup merge minus natural new no not null nulls of
    offset on only or order outer over partition preceding primary proto qualify range recursive
    references regexp respect right rlike rollup row rows sample schema select set some start
    struct table tablesample then to treat trigger true try_cast unbounded union unique unnest
    update user using values view when whenever where window with within
    """.split()  # noqa: SIM905 - a list of words
)


@pytest.mark.parametrize(
    ("model_type", "label", "more"),
    [("RANDOM_FOREST_REGRESSOR", "y", ", num_parallel_tree = 2, max_tree_depth = 15"),
     ("BOOSTED_TREE_CLASSIFIER", "third", ", max_iterations = 2"),
     ("LOGISTIC_REG", "third", "")],
)  # fmt: skip
def test_no_name_of_ours_is_a_reserved_word(session, tmp_path, model_type, label, more):
    name = trained(session, model_type, label, more=more)
    text = exported(session, tmp_path, name, "bigquery")
    named = {word.lower() for word in re.findall(r"\bAS (\w+)(?=,|\n| FROM|\))", text)}
    types = {"float64", "int64", "string", "bool", "datetime"}
    assert {"f0", "s0", "p0"} <= named
    assert not (named - types) & RESERVED


def test_a_query_that_bigquery_does_not_take_is_refused(session, tmp_path, monkeypatch):
    name = trained(session, "LINEAR_REG", "y")
    assert DIALECTS["bigquery"].takes_bytes == 1024 * 1024
    small = replace(DIALECTS["bigquery"], takes_bytes=1_000)
    monkeypatch.setitem(DIALECTS, "bigquery", small)
    with pytest.raises(ProjectError, match=r"has [\d,]+ bytes, and bigquery takes 1,000"):
        exported(session, tmp_path, name, "bigquery")
    assert not (tmp_path / "q.sql").exists()


def exported(session, tmp_path, name, dialect, **more):
    target = tmp_path / "q.sql"
    options = QueryOptions(**{"dialect": dialect, "key": ("id",), **more})
    session.export(name, "sql", target, options=options)
    return target.read_text()


# Instants with a time zone -----------------------------------------------------------------------

MOMENTS = (
    "2024-07-01 12:30:15.25+00",
    "1969-12-31 23:59:59.999999+00",
    "2024-11-03 05:59:59+00",
    "2024-11-03 06:30:00+00",
    "2024-03-10 07:15:00+00",
    "1900-01-01 00:00:01+00",
    None,
)
ZONED = [("id", "BIGINT"), ("moment", "TIMESTAMP WITH TIME ZONE")]
OF_A_MOMENT = {
    "clock": "hour(moment) * 60 + minute(moment)", "day_": "dayofyear(moment)",
    "epoch_": "epoch(moment)", "hours": "date_diff('hour', moment, TIMESTAMP '2024-01-01')",
    "on": "CAST(moment AS DATE) = DATE '2024-11-03'",
}  # fmt: skip


@pytest.fixture(scope="module")
def zoned(session):
    values = ", ".join(
        f"({i}, {'NULL' if m is None else repr(m)}::TIMESTAMPTZ)" for i, m in enumerate(MOMENTS)
    )
    session.sql(f"CREATE TABLE moments AS SELECT * FROM (VALUES {values}) AS v(id, moment)")
    made = ", ".join(f"{sql} AS {name}" for name, sql in OF_A_MOMENT.items())
    session.sql(
        f"CREATE MODEL zoned TRANSFORM ({made}) OPTIONS (model_type = 'TRANSFORM_ONLY')"
        " PREDICT AT NONE AS SELECT moment FROM moments"
    )
    return session


def of_moments(session):
    told = session.sql("SELECT * FROM ML.TRANSFORM(MODEL zoned, TABLE moments) ORDER BY id")
    return [dict(zip(told.columns, row, strict=True)) for row in told.fetchall()]


def test_an_instant_with_a_zone_is_read_in_utc(zoned, postgres, tmp_path):
    expected = of_moments(zoned)
    assert expected[0]["clock"] == 12 * 60 + 30
    rows = list(enumerate(MOMENTS))
    for dialect, run in (
        ("duckdb", in_duckdb), ("postgres", lambda *given: in_postgres(postgres, *given)),
    ):  # fmt: skip
        with postgres.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'America/New_York'")
        try:
            found = run(exported(zoned, tmp_path, "zoned", dialect), ZONED, rows)
        finally:
            with postgres.cursor() as cursor:
                cursor.execute("RESET TIME ZONE")
        for mine, theirs in zip(found, expected, strict=True):
            assert {name: mine[name] for name in OF_A_MOMENT} == {
                name: theirs[name] for name in OF_A_MOMENT
            }, (dialect, theirs)


def test_an_instant_with_a_zone_is_read_in_utc_where_zones_are_another_matter(zoned, tmp_path):
    written_as = {
        "snowflake": """CAST(CONVERT_TIMEZONE('UTC', "MOMENT") AS TIMESTAMP_NTZ) AS i0""",
        "bigquery": "DATETIME(`moment`, 'UTC') AS i0",
        "spark": "make_dt_interval(0, 0, 0, CAST(unix_micros(`moment`) AS DECIMAL(20, 0))",
    }
    for dialect, told in written_as.items():
        text = exported(zoned, tmp_path, "zoned", dialect)
        assert told in text
        assert "AT TIME ZONE" not in text
    with pytest.raises(ProjectError, match='"moment" of type TIMESTAMP WITH TIME ZONE'):
        exported(zoned, tmp_path, "zoned", "sqlite")
