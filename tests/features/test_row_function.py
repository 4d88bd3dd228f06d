"""The functions of a row give what ``FrozenFeatures.row`` gives, whose values the engine's are."""

from __future__ import annotations

import math

import pytest

from forebay.engine.protocol import Column
from forebay.errors import ProjectError
from forebay.features.expression import (
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    EngineOnly,
    Input,
    IsNull,
    Lookup,
    Number,
    Text,
)
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.matrix_column import MatrixColumn
from forebay.features.row_function import RowFunction

INPUTS = {"n": "INTEGER", "x": "DOUBLE", "f": "FLOAT", "flag": "BOOLEAN", "word": "VARCHAR"}
N, X, F = (Number(Input(name, INPUTS[name])) for name in ("n", "x", "f"))
WORD = Text(Input("word", "VARCHAR"))
EXPRESSIONS = {
    "integer": N,
    "double": X,
    "float": F,
    "boolean": Number(Input("flag", "BOOLEAN")),
    "constant": Constant(2.5),
    "null": Constant(None),
    "sum": Arithmetic("+", N, X),
    "difference": Arithmetic("-", X, F),
    "product": Arithmetic("*", X, Constant(1e300)),
    "quotient": Arithmetic("/", X, N),
    "first": Coalesce((X, N, Constant(-1.0))),
    "case": Case(((Compare(">", X, Constant(0.0)), N), (IsNull(X), Constant(7.0))), F),
    "code": Lookup(WORD, ("a", "b")),
    "code_of_null": Lookup(WORD, ("a", "b", "c"), 2),
    "code_of_number": Lookup(Text(Input("n", "INTEGER")), ("1", "0")),
    "scaled": Arithmetic("/", Arithmetic("-", N, Constant(0.1)), Constant(3.0)),
    "scaled_number": Number(Arithmetic("/", Arithmetic("-", X, Constant(0.1)), Constant(3.0))),
    "scaled_twice": Coalesce(
        (
            Arithmetic(
                "/",
                Arithmetic(
                    "-",
                    Number(Arithmetic("/", Arithmetic("-", X, Constant(0.1)), Constant(3.0))),
                    Constant(-7.5),
                ),
                Constant(1e-300),
            ),
            Constant(0.0),
        )
    ),
    "chain": Arithmetic("*", Arithmetic("+", Arithmetic("-", F, N), Constant(2.0)), Constant(9.0)),
    "plus_and_times": Arithmetic("*", Arithmetic("+", X, Constant(2.0)), Constant(1e308)),
    "by_zero": Arithmetic("/", X, Constant(0.0)),
    "with_null": Coalesce((Arithmetic("+", N, Constant(0.5)), Constant(-1.0))),
    "of_null": Arithmetic("+", Coalesce((X, Constant(1.0))), Constant(2.0)),
    "whole_constant": Arithmetic("+", X, Number(Constant(2))),
    "logarithm": Apply("ln", (Coalesce((Arithmetic("*", X, X), Constant(1.0))),)),
}
ROWS = [
    {"n": n, "x": x, "f": f, "flag": flag, "word": word}
    for n, x, f, flag, word in (
        (1, 0.5, 0.1, True, "a"),
        (0, -2.25, 16777217.0, False, "b"),
        (0, 0.0, 1.0, None, "zebra"),
        (2**31 - 1, 1e308, -0.0, True, ""),
        (None, None, None, None, None),
        (7, math.nan, math.inf, True, "a"),
    )
]


def frozen(expression, name="e"):
    is_code = isinstance(expression, Lookup)
    return FrozenFeatures(
        tuple(Column(name, kind) for name, kind in INPUTS.items()),
        (MatrixColumn(name, "category" if is_code else "number"),),
        (expression,),
    )


@pytest.mark.parametrize("name", EXPRESSIONS)
@pytest.mark.parametrize("row", ROWS)
def test_a_row_function_gives_what_the_expression_gives(name, row):
    features = frozen(EXPRESSIONS[name])
    (expected,), (found,) = _value(features.row, row), _value(RowFunction(features), row)
    assert type(found) is type(expected)
    assert repr(found) == repr(expected)


def _value(function, row):
    """Return the row; the name of the error where an expression has no value."""
    from forebay.errors import ForebayError

    try:
        return function(row)
    except ForebayError as error:
        return [error.problems[0].name]


def test_what_only_the_engine_can_compute_is_said_so():
    with pytest.raises(ProjectError, match="engine-only"):
        RowFunction(frozen(EngineOnly("soundex(word)", "VARCHAR")))(ROWS[0])
