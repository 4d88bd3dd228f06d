"""SEMANTICS 24: the row function and the engine agree bit for bit."""

from __future__ import annotations

import json
import math
import struct
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.quote import literal
from forebay.errors import EngineError, ProjectError
from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression import (
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    EngineOnly,
    Field,
    Input,
    IsNull,
    Lookup,
    Number,
    Text,
    TimePart,
)
from forebay.features.expression_json import from_json, to_json
from forebay.features.render_sql import render_sql

COLUMNS = {
    "d": "DOUBLE",
    "e": "DOUBLE",
    "f": "FLOAT",
    "i": "BIGINT",
    "h": "HUGEINT",
    "m": "DECIMAL(18,4)",
    "b": "BOOLEAN",
    "s": "VARCHAR",
    "u": "VARCHAR",
    "day": "DATE",
    "clock": "TIME",
    "t": "TIMESTAMP",
}

floats = st.floats(width=64)
texts = st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), max_size=5)
values = {
    "d": floats | st.sampled_from([0.0, -0.0, 1.0]),
    "e": floats | st.sampled_from([0.0, -0.0, 1.0]),
    "f": st.floats(width=32),
    "i": st.integers(-(2**63), 2**63 - 1),
    "h": st.integers(-(2**53), 2**53),
    "m": st.decimals("-99999999999999", "99999999999999", places=4),
    "b": st.booleans(),
    "s": texts,
    "u": texts,
    "day": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "clock": st.times(),
    "t": st.datetimes(allow_imaginary=False),
}
rows = st.fixed_dictionaries({name: st.none() | value for name, value in values.items()})


def column(name):
    return Input(name, COLUMNS[name])


NUMBERS = [Number(column(name)) for name in "defihmb"] + [
    TimePart(part, column("t"))
    for part in ("EPOCH", "DOM", "DOW", "MOY", "HOD", "MOH", "WOY", "YEAR")
]
TEXTS = [
    column("s"),
    column("u"),
    Text(column("b")),
    Text(column("day")),
    Text(column("clock")),
    Text(TimePart("YEAR", column("t")), "integer"),
]

numbers = st.deferred(
    lambda: (
        st.sampled_from(NUMBERS)
        | floats.map(Constant)
        | st.builds(Arithmetic, st.sampled_from("+-*/"), numbers, numbers)
        | st.builds(lambda a, b: Coalesce((a, b)), numbers, numbers)
        | st.builds(lambda c, a, b: Case(((c, a),), b), conditions, numbers, numbers)
    )
)
plain_texts = st.sampled_from(TEXTS) | texts.map(Constant)
comparisons = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
conditions = st.deferred(
    lambda: (
        st.builds(Compare, comparisons, numbers, numbers)
        | st.builds(Compare, comparisons, plain_texts, plain_texts)
        | st.builds(IsNull, numbers)
    )
)
lookups = st.builds(
    lambda text, names, null: Lookup(text, tuple(names), len(names) if null else None),
    plain_texts,
    st.lists(texts | st.sampled_from(["true", "2024", "a"]), unique=True, max_size=4),
    st.booleans(),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("row")
    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[], scratch=folder
    ) as workspace:

        def one(expression, row):
            columns = ", ".join(
                f"CAST({as_literal(row.get(name))} AS {kind}) AS {name}"
                for name, kind in COLUMNS.items()
            )
            return workspace.rows(f"SELECT {render_sql(expression)} FROM (SELECT {columns})")[0][0]

        yield one


def as_literal(value):
    if isinstance(value, float) and not math.isfinite(value):
        return f"CAST('{value}' AS DOUBLE)"
    return literal(value)


def same(left, right):
    if isinstance(left, float) and isinstance(right, float):
        if math.isnan(left) or math.isnan(right):
            return math.isnan(left) and math.isnan(right)
        return struct.pack("d", left) == struct.pack("d", right)
    return left == right and type(left) is type(right)


@settings(max_examples=100)
@given(expression=numbers | conditions | lookups, row=rows)
def test_the_row_function_and_the_engine_agree_bit_for_bit(ask, expression, row):
    assert same(evaluate_row(expression, row), ask(expression, row))


@settings(max_examples=40)
@given(expression=numbers | conditions | lookups)
def test_an_expression_survives_json(expression):
    text = json.dumps(to_json(expression), allow_nan=False)

    assert repr(from_json(json.loads(text))) == repr(expression)


@pytest.mark.parametrize(
    ("value", "scale"),
    [("12345678901234567.1234", 4), ("-98765432109876543210.123456789", 9), ("0.1", 1)],
)
def test_wide_decimals_become_the_same_float(tmp_path, value, scale):
    expression = Number(Input("m", f"DECIMAL(38,{scale})"))

    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[], scratch=tmp_path
    ) as workspace:
        given = f"CAST('{value}' AS DECIMAL(38,{scale})) AS m"
        sql = f"SELECT {render_sql(expression)} FROM (SELECT {given})"
        ((found,),) = workspace.rows(sql)

    assert same(evaluate_row(expression, {"m": Decimal(value)}), found)


def test_a_struct_gives_its_field_and_null_for_null():
    whole = Input("s", "STRUCT(a INTEGER)")

    assert evaluate_row(Field(whole, "a"), {"s": {"a": 3}}) == 3
    assert evaluate_row(Field(whole, "a"), {"s": None}) is None


def test_weeks_begin_on_sunday_and_the_days_before_the_first_are_week_0():
    week = TimePart("WOY", Input("t", "TIMESTAMP"))

    days = [datetime(2024, 1, d, tzinfo=UTC) for d in (6, 7, 13, 14)]  # a Saturday, a Sunday, ...

    assert [evaluate_row(week, {"t": day}) for day in days] == [0.0, 1.0, 1.0, 2.0]


def test_sql_of_the_user_is_for_the_engine_alone():
    with pytest.raises(ProjectError, match=r"\[engine-only\].* only be computed"):
        evaluate_row(EngineOnly("soundex(s)", "VARCHAR"), {"s": "a"})


def test_a_row_without_the_column_is_an_error():
    with pytest.raises(ProjectError, match='no column "d"'):
        evaluate_row(Input("d", "DOUBLE"), {})


def test_json_that_is_no_expression_is_a_damaged_model():
    with pytest.raises(EngineError) as caught:
        from_json({"op": "eval", "text": "1"})

    assert caught.value.problems[0].name == "damaged-model"


def test_a_time_prints_as_the_engine_prints_it(ask):
    expression = Text(Input("clock", "TIME"))

    moment = time(5, 30, 0, 120_000)

    assert evaluate_row(expression, {"clock": moment}) == ask(expression, {"clock": moment})
