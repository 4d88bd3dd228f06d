"""SEMANTICS 24: SQL of the user as a tree has the value that the engine gives the text."""

from __future__ import annotations

import math
import struct
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.engine.protocol import Column
from forebay.engine.quote import literal
from forebay.errors import ForebayError, Source
from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression_json import from_json, to_json
from forebay.features.operations import OPERATIONS
from forebay.features.read_expression import read_expression
from forebay.features.render_sql import render_sql
from forebay.features.typed import OutsideTheSetError
from forebay.sql.tokenize import tokenize

COLUMNS = {
    "i": "BIGINT",
    "j": "INTEGER",
    "d": "DOUBLE",
    "e": "DOUBLE",
    "s": "VARCHAR",
    "u": "VARCHAR",
    "b": "BOOLEAN",
    "day": "DATE",
    "t": "TIMESTAMP",
}

_floats = st.floats(width=64) | st.sampled_from(
    [0.0, -0.0, 1.0, 0.5, -2.5, math.nan, math.inf, -math.inf, 2.0**53, 1e308]
)
_texts = st.text(alphabet=st.sampled_from("aAbB é\u00dfΣ1.-"), max_size=5) | st.sampled_from(
    ["1", "-2.5", "true", "no", " 7 ", "1e3"]
)
_values = {
    "i": st.integers(-(2**63), 2**63 - 1) | st.integers(-9, 9),
    "j": st.integers(-(2**31), 2**31 - 1) | st.integers(-9, 9),
    "d": _floats,
    "e": _floats,
    "s": _texts,
    "u": _texts,
    "b": st.booleans(),
    "day": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "t": st.datetimes(allow_imaginary=False),
}
rows = st.fixed_dictionaries({name: st.none() | value for name, value in _values.items()})


def find(name):
    """Return the column of a name, without regard to case."""
    key = name.casefold()
    return Column(key, COLUMNS[key]) if key in COLUMNS else None


def relation(row):
    """Return SQL of one row."""
    columns = (f"CAST({literal(v)} AS {COLUMNS[n]}) AS {n}" for n, v in row.items())
    return f"(SELECT {', '.join(columns)})"


def same(left, right):
    """Whether two values are equal to the bit; one NaN is as good as another."""
    if isinstance(left, float) and isinstance(right, float):
        both_nan = math.isnan(left) and math.isnan(right)
        return both_nan or struct.pack("d", left) == struct.pack("d", right)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    return type(left) is type(right) and left == right


def _one(*texts):
    return st.sampled_from(texts)


def _text(pattern, *parts):
    """Return texts of a pattern with something in the place of each ``{}``."""
    return st.tuples(*parts).map(lambda filled: pattern.format(*filled))


TIMES = _one(
    "t", "day", "TIMESTAMP '2020-02-29 12:00:00'", "CAST(day AS TIMESTAMP)", "DATE '1999-12-31'"
)  # fmt: skip
PARTS = _one(
    "year", "quarter", "month", "week", "day", "dow", "isodow", "doy", "hour", "minute", "second",
    "epoch",
)  # fmt: skip
UNITS = _one("second", "minute", "hour", "day", "month", "quarter", "year")
OF_ONE = _one(
    "abs", "sign", "sqrt", "ln", "log10", "log", "log2", "exp", "round", "floor", "ceil", "trunc",
    "-", "+",
)  # fmt: skip


def _numbers(depth):
    if depth == 0:
        return _one("i", "j", "d", "e", "2", "7", "0", "1.5e0", "-3", "1e2")
    n, x, c = _numbers(depth - 1), _texts_of(depth - 1), _conditions(depth - 1)
    return st.one_of(
        n,
        _text("{} {} {}", n, _one("+", "-", "*", "/", "%", "^", "**"), n),
        _text("{}({})", OF_ONE, n),
        _text("{} {} {}", _one("i", "j", "7"), _one("//", "%"), _one("i", "j", "3", "(j - i)")),
        _text("power({}, {})", n, n),
        _text("round(d * 1e0, {})", _one("0", "2", "-1", "5")),
        _text("{}({}, {})", _one("greatest", "least", "coalesce", "nullif", "mod"), n, n),
        _text("CASE WHEN {} THEN {} ELSE {} END", c, n, n),
        _text("CASE WHEN {} THEN {} WHEN b THEN 1 END", c, n),
        _text("if({}, {}, {})", c, n, n),
        _text("CAST({} AS {})", n, _one("BIGINT", "DOUBLE")),
        _text("length({})", x),
        _one("CAST(s AS DOUBLE)", "s::BIGINT", "b::INTEGER", "j::SMALLINT", "i::INTEGER"),
        _text("EXTRACT({} FROM {})", PARTS, TIMES),
        _text("date_diff('{}', {}, {})", UNITS, TIMES, TIMES),
        _one("day - DATE '2000-01-01'", "date_part('month', t)"),
    )


def _texts_of(depth):
    if depth == 0:
        return _one("s", "u", "'a'", "'\u00c9a '", "''")
    x = _texts_of(depth - 1)
    return st.one_of(
        x,
        _text("{}({})", _one("lower", "upper", "trim", "ltrim", "rtrim"), x),
        _text("{}({}, {})", _one("trim", "rtrim", "ltrim"), x, x),
        _text("substr({}, {})", x, _one("0", "1", "2", "-1", "-9", "j")),
        _text("substr({}, {}, {})", x, _one("0", "2", "-1", "j"), _one("2", "-1", "0", "j")),
        _text("replace({}, {}, {})", x, x, x),
        _text("concat({}, {})", x, _one("s", "i", "d", "b", "day")),
        _text("{} || {}", x, _one("s", "j", "CAST(b AS VARCHAR)", "day::VARCHAR")),
        _text("CAST({} AS VARCHAR)", _one("i", "b", "d", "day")),
        _text("CASE s WHEN 'a' THEN {} WHEN u THEN s END", x),
        _text("coalesce({}, u, 'none')", x),
    )


def _conditions(depth):
    if depth == 0:
        return _one("b", "TRUE", "i > 0", "d IS NULL", "s = 'a'", "day < DATE '2000-01-01'")
    c, n, x = _conditions(depth - 1), _numbers(depth - 1), _texts_of(depth - 1)
    order = _one("=", "<>", "<", "<=", ">", ">=", "!=")
    return st.one_of(
        c,
        _text("{} {} {}", n, order, n),
        _text("{} {} {}", x, order, x),
        _text("{} {} {}", c, _one("AND", "OR"), c),
        _text("NOT {}", c),
        _text("({}) {} b", c, _one("=", "<>")),
        _text("{} {}", n, _one("IS NULL", "IS NOT NULL")),
        _text("{} {} {} AND {}", n, _one("BETWEEN", "NOT BETWEEN"), n, n),
        _text("{} {} ({}, NULL, 2)", n, _one("IN", "NOT IN"), n),
        _text("{} {} ('a', {})", x, _one("IN", "NOT IN"), x),
        _text("{}({}, {})", _one("contains", "starts_with", "suffix"), x, x),
        _one("CAST(d AS BOOLEAN)", "CAST(i AS BOOLEAN)", "CAST(s AS BOOLEAN)", "t > day"),
    )


expressions = st.one_of(_numbers(2), _texts_of(2), _conditions(2))

# Where an operand cannot change the value, an error in it may be raised or not.
LAZY = (" AND ", " OR ", " IN ", "CASE", "if(", "coalesce", "greatest", "least", "concat", "nullif")
NOTHING = dict.fromkeys(COLUMNS)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    root = tmp_path_factory.mktemp("expressions")
    with DuckDBEngine().workspace(
        threads=1, memory_limit="512MB", readable=[root], scratch=root / "scratch"
    ) as workspace:
        yield workspace


def tree(text):
    return read_expression(tokenize(Source("m.sql", text)), find).expression


def of_engine(engine, sql, row):
    try:
        return engine.rows(f"SELECT {sql} FROM {relation(row)}")[0][0], None
    except ForebayError as error:
        return None, error


def of_row(expression, row):
    try:
        return evaluate_row(expression, row), None
    except ForebayError as error:
        return None, error


@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(text=expressions, row=rows)
def test_the_text_the_tree_and_the_row_function_have_one_value(engine, text, row):
    try:
        expression = tree(text)
    except OutsideTheSetError:
        return
    assert from_json(to_json(expression)) == expression

    value, error = of_engine(engine, render_sql(expression), row)
    ours, our_error = of_row(expression, row)

    if (error is None) != (our_error is None):
        assert any(word in text for word in LAZY) or value is None, (error, our_error)
        return
    assert same(value, ours)
    own, own_error = of_engine(engine, text, row)
    if error is None and own_error is None:  # the text's integers are narrower, and overflow before
        assert same(float(own) if isinstance(value, float) and own is not None else own, value)


@pytest.mark.parametrize(
    ("text", "row", "value"),
    [
        ("0.1 + 0.2", {}, 0.30000000000000004),  # not the 0.3 of a DECIMAL
        ("-0.0", {}, -0.0),
        ("1 / 0", {}, math.inf),
        ("-7 // 2", {}, -3),
        ("-7 % 2", {}, -1),
        ("2147483647 + j", {"j": 1}, 2147483648),  # an INTEGER of 32 bits would overflow
        ("CAST(2.5e0 AS BIGINT)", {}, 2),
        ("CAST(d AS VARCHAR)", {"d": 1e20}, "1e+20"),
        ("upper('stra\u00dfe')", {}, "STRA\u1e9eE"),
        ("substr('hello', -3, 2)", {}, "ll"),
        ("substr('hello', 4, -2)", {}, "el"),
        ("substr('hello', 0, 2)", {}, "h"),
        ("round(2.5e0) + round(-2.5e0)", {}, 0.0),
        ("sign(d)", {"d": math.nan}, 0),
        ("i IN (1, NULL)", {"i": 2}, None),
        ("i IN (1, NULL)", {"i": 1}, True),
        ("NULL IS NULL", {}, True),
        ("NOT b AND FALSE", {}, False),
        ("date_diff('month', DATE '2020-01-31', DATE '2020-02-01')", {}, 1),
        ("EXTRACT(week FROM DATE '2021-01-01')", {}, 53),
        ("day - DATE '2000-01-01'", {}, None),
    ],
)
def test_what_operations_mean(engine, text, row, value):
    row = NOTHING | row
    expression = tree(text)

    assert same(evaluate_row(expression, row), value)
    assert same(of_engine(engine, render_sql(expression), row)[0], value)


@pytest.mark.parametrize(
    ("text", "row", "name"),
    [
        ("i + 1", {"i": 2**63 - 1}, "out-of-range"),
        ("i * 2", {"i": -(2**63)}, "out-of-range"),
        ("-i", {"i": -(2**63)}, "out-of-range"),
        ("abs(i)", {"i": -(2**63)}, "out-of-range"),
        ("i // -1", {"i": -(2**63)}, "out-of-range"),
        ("i // j", {"i": 1, "j": 0}, "division-by-zero"),
        ("i % j", {"i": 1, "j": 0}, "division-by-zero"),
        ("CAST(d AS BIGINT)", {"d": math.nan}, "out-of-range"),
        ("CAST(d AS BIGINT)", {"d": 2.0**63}, "out-of-range"),
        ("CAST(i AS SMALLINT)", {"i": 40_000}, "out-of-range"),
        ("CAST(s AS DOUBLE)", {"s": "1_000"}, "cast-failed"),
        ("CAST(s AS BOOLEAN)", {"s": "maybe"}, "cast-failed"),
    ],
)
def test_what_has_no_value_is_an_error_in_both_renderings(engine, text, row, name):
    row = NOTHING | row
    expression = tree(text)

    _, error = of_engine(engine, render_sql(expression), row)
    _, ours = of_row(expression, row)

    assert error is not None
    assert ours is not None
    assert ours.problems[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "regexp_matches(s, 'a')", "s LIKE 'a%'", "i = j = 1", "i BETWEEN 1 AND 2 = b", "d // 2",
        "CAST(i AS DECIMAL(9, 2))", "t + INTERVAL 1 DAY", "s > 3", "i + b", "nothing", "t.i",
        "9223372036854775808", "(i, j)", "i IS NOT TRUE", "",
    ],
)  # fmt: skip
def test_what_is_not_of_the_set_is_left_to_the_engine(text):
    with pytest.raises(OutsideTheSetError):
        tree(text)


def test_very_deep_brackets_are_left_to_the_engine():
    with pytest.raises(OutsideTheSetError):
        tree("(" * 2000 + "i" + ")" * 2000)


def test_every_operation_says_what_it_means():
    assert all(operation.meaning for operation in OPERATIONS.values())
