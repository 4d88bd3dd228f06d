"""Random SQL expressions over columns of every kind, as hypothesis strategies of text."""

from __future__ import annotations

import math
import struct
from datetime import date, datetime

from hypothesis import strategies as st

from forebay.engine.protocol import Column
from forebay.engine.quote import literal

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
    "t": st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), allow_imaginary=False),
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


def _joined(*parts):
    return st.tuples(*parts).map("".join)


def _numbers(depth):
    if depth == 0:
        return _one("i", "j", "d", "e", "2", "7", "0", "1.5e0", "-3", "1e2")
    n, x, c = _numbers(depth - 1), _texts_of(depth - 1), _conditions(depth - 1)
    t = _one("t", "day", "TIMESTAMP '2020-02-29 12:00:00'", "CAST(day AS TIMESTAMP)", "DATE '1999-12-31'")
    return st.one_of(
        n,
        _joined(n, _one(" + ", " - ", "*", " / ", " % "), n),
        _joined(_one("(", "abs(", "sign(", "sqrt(", "ln(", "log10(", "log(", "exp(", "round(",
                     "floor(", "ceil(", "trunc(", "- (", "CAST(-"), n, st.just(")")).map(
            lambda text: text[:-1] + " AS DOUBLE)" if text.startswith("CAST(") else text
        ),
        _joined(_one("i", "j", "7"), _one(" // ", " % "), _one("i", "j", "3", "(j - i)")),
        _joined(st.just("power("), n, st.just(", "), n, st.just(")")),
        _joined(st.just("round(d * 1e0, "), _one("0", "2", "-1", "5"), st.just(")")),
        _joined(n, _one(" ^ ", " ** "), n),
        _joined(_one("greatest(", "least(", "coalesce(", "nullif(", "mod("), n, st.just(", "), n, st.just(")")),
        _joined(st.just("CASE WHEN "), c, st.just(" THEN "), n, _one(" ELSE ", " WHEN b THEN 1 ELSE "), n, st.just(" END")),
        _joined(st.just("if("), c, st.just(", "), n, st.just(", "), n, st.just(")")),
        _joined(_one("CAST(", "CAST(trunc("), n, st.just(")")).map(
            lambda text: text[:-1] + (") AS BIGINT)" if "trunc" in text[:11] else " AS BIGINT)")
        ),
        _joined(st.just("length("), x, st.just(")")),
        _joined(_one("CAST(s AS DOUBLE)", "s::BIGINT", "b::INTEGER", "j::SMALLINT", "i::INTEGER")),
        _joined(st.just("EXTRACT("), _one("year", "quarter", "month", "week", "day", "dow", "isodow", "doy", "hour", "minute", "second", "epoch"), st.just(" FROM "), t, st.just(")")),
        _joined(st.just("date_diff('"), _one("second", "minute", "hour", "day", "month", "quarter", "year"), st.just("', "), t, st.just(", "), t, st.just(")")),
        _one("day - DATE '2000-01-01'", "date_part('month', t)"),
    )  # fmt: skip


def _texts_of(depth):
    if depth == 0:
        return _one("s", "u", "'a'", "'Éa '", "''")
    x, n = _texts_of(depth - 1), _numbers(depth - 1)
    return st.one_of(
        x,
        _joined(_one("lower(", "upper(", "trim(", "ltrim(", "rtrim("), x, st.just(")")),
        _joined(_one("trim(", "rtrim(", "ltrim("), x, st.just(", "), x, st.just(")")),
        _joined(st.just("substr("), x, st.just(", "), _one("0", "1", "2", "-1", "-9", "j"), _one(")", ", 2)", ", -1)", ", 0)", ", j)")),
        _joined(st.just("replace("), x, st.just(", "), x, st.just(", "), x, st.just(")")),
        _joined(st.just("concat("), x, st.just(", "), _one("s", "i", "d", "b", "day"), st.just(")")),
        _joined(x, st.just(" || "), _one("s", "j", "CAST(b AS VARCHAR)", "day::VARCHAR")),
        _joined(st.just("CAST("), _one("i", "b", "d", "day"), st.just(" AS VARCHAR)")),
        _joined(st.just("CASE s WHEN 'a' THEN "), x, st.just(" WHEN u THEN s END")),
        _joined(st.just("coalesce("), x, st.just(", u, 'none')")),
    )  # fmt: skip


def _conditions(depth):
    if depth == 0:
        return _one("b", "TRUE", "i > 0", "d IS NULL", "s = 'a'", "day < DATE '2000-01-01'")
    c, n, x = _conditions(depth - 1), _numbers(depth - 1), _texts_of(depth - 1)
    order = _one(" = ", " <> ", " < ", " <= ", " > ", " >= ", " != ")
    return st.one_of(
        c,
        _joined(n, order, n),
        _joined(x, order, x),
        _joined(c, _one(" AND ", " OR "), c),
        _joined(st.just("NOT "), c),
        _joined(st.just("("), c, st.just(")"), _one(" = ", " <> "), st.just("b")),
        _joined(n, _one(" IS NULL", " IS NOT NULL")),
        _joined(n, _one(" BETWEEN ", " NOT BETWEEN "), n, st.just(" AND "), n),
        _joined(n, _one(" IN (", " NOT IN ("), n, st.just(", NULL, 2)")),
        _joined(x, _one(" IN ('a', ", " NOT IN ('b', "), x, st.just(")")),
        _joined(_one("contains(", "starts_with(", "suffix("), x, st.just(", "), x, st.just(")")),
        _joined(_one("CAST(d AS BOOLEAN)", "CAST(i AS BOOLEAN)", "CAST(s AS BOOLEAN)", "t > day")),
    )  # fmt: skip


expressions = st.one_of(_numbers(2), _texts_of(2), _conditions(2))
