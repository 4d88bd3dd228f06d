"""The matrix row of one raw row, by functions that are made once for a model.

``FrozenFeatures.row`` walks the expressions again for every row; a server asks for thousands of
rows a second. What is made here gives the same values, bit for bit.
"""

from __future__ import annotations

import operator
import struct
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression import (
    UNKNOWN_CODE,
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Constant,
    Input,
    IsNull,
    Lookup,
    Text,
)
from forebay.features.number_chain import NumberChain
from forebay.features.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.features.expression import Expression
    from forebay.features.frozen_features import FrozenFeatures

    ValueOf: TypeAlias = Callable[[Mapping[str, object]], object]

_NAN: Final = float("nan")
_FLOAT: Final = struct.Struct("f")


class RowFunction:
    """Makes matrix rows of raw rows.

    Parameters
    ----------
    features
        Of any model; where an expression is one that only the engine can compute, calling raises
        ProjectError ``engine-only``.

    Examples
    --------
    >>> from forebay.engine.protocol import Column
    >>> from forebay.features.expression import Number
    >>> from forebay.features.frozen_features import FrozenFeatures
    >>> from forebay.features.matrix_column import MatrixColumn
    >>> frozen = FrozenFeatures((Column("a", "INTEGER"),), (MatrixColumn("a", "number"),),
    ...                         (Number(Input("a", "INTEGER")),))
    >>> RowFunction(frozen)({"a": 3})
    [3.0]

    """

    def __init__(self, features: FrozenFeatures) -> None:
        self._values = [_compiled(expression) for expression in features.expressions]
        self._is_wide = any(column.position is not None for column in features.columns)
        self._features = features

    def __call__(self, row: Mapping[str, object]) -> list[float | int]:
        """Return the matrix row.

        Parameters
        ----------
        row
            Every raw column under the recorded name; see ``evaluate_row``. None is NULL.

        """
        if self._is_wide:
            return self._features.row(row)
        values = [value(row) for value in self._values]
        if None in values:
            values = [_NAN if value is None else value for value in values]
        return cast("list[float | int]", values)


def _compiled(expression: Expression) -> ValueOf:  # noqa: C901, PLR0911, PLR0912 - one line an operation
    """Return a function for an expression; what is rare is evaluated as it stands."""
    chain = NumberChain.of(expression)
    if chain is not None:
        return chain.compiled()
    match expression:
        case Input(name, "FLOAT"):
            return lambda row: _rounded(row[name])
        case Input(name, _):
            return itemgetter(name)
        case Constant(value):
            return lambda _: value
        case Text(Input(name, "VARCHAR"), "plain"):
            return itemgetter(name)
        case Arithmetic():
            return _arithmetic(expression)
        case Coalesce(values):
            return _coalesce([_compiled(value) for value in values])
        case IsNull(value):
            inner = _compiled(value)
            return lambda row: inner(row) is None
        case Case(branches, otherwise):
            return _case([(_compiled(c), _compiled(v)) for c, v in branches], _compiled(otherwise))
        case Lookup(Text(Input(name, "VARCHAR"), "plain")):
            return _word_lookup(name, expression)
        case Lookup():
            return _lookup(expression)
        case Apply():
            return _apply(expression)
        case _:
            return lambda row: evaluate_row(expression, row)


def _rounded(value: object) -> object:
    if isinstance(value, int | float):
        return float(_FLOAT.unpack(_FLOAT.pack(value))[0])
    return value


def _arithmetic(expression: Arithmetic) -> ValueOf:
    left, right = _compiled(expression.left), _compiled(expression.right)
    compute = _COMPUTED.get(expression.operator)
    if compute is None:  # the division by zero is evaluate_row's
        return lambda row: evaluate_row(expression, row)

    def value(row: Mapping[str, object]) -> float | None:
        one, other = left(row), right(row)
        if isinstance(one, float) and isinstance(other, float):
            return compute(one, other)
        return None

    return value


_COMPUTED: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def _apply(expression: Apply) -> ValueOf:
    operation = OPERATIONS[expression.operation]
    arguments = [_compiled(argument) for argument in expression.arguments]

    def value(row: Mapping[str, object]) -> object:
        values = [argument(row) for argument in arguments]
        if operation.strict and None in values:
            return None
        return operation.value(*values)

    return value


def _coalesce(values: list[ValueOf]) -> ValueOf:
    def value(row: Mapping[str, object]) -> object:
        for one in values:
            found = one(row)
            if found is not None:
                return found
        return None

    return value


def _case(branches: list[tuple[ValueOf, ValueOf]], otherwise: ValueOf) -> ValueOf:
    def value(row: Mapping[str, object]) -> object:
        for condition, then in branches:
            if condition(row) is True:
                return then(row)
        return otherwise(row)

    return value


def _word_lookup(name: str, lookup: Lookup) -> ValueOf:
    codes, null = _codes(lookup)

    def value(row: Mapping[str, object]) -> int:
        given = row[name]
        if type(given) is str:
            return codes.get(given, UNKNOWN_CODE)
        return null if given is None else codes.get(str(given), UNKNOWN_CODE)

    return value


def _lookup(lookup: Lookup) -> ValueOf:
    inner = _compiled(lookup.value)
    codes, null = _codes(lookup)

    def value(row: Mapping[str, object]) -> int:
        given = inner(row)
        return null if given is None else codes.get(str(given), UNKNOWN_CODE)

    return value


def _codes(lookup: Lookup) -> tuple[dict[str, int], int]:
    codes: dict[str, int] = {}
    for code, text in enumerate(lookup.categories):
        codes.setdefault(text, code)
    return codes, UNKNOWN_CODE if lookup.null_code is None else lookup.null_code
