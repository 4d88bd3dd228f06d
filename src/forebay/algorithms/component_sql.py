"""The coordinates of a row among principal components as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.sql_scores import NOT_A_NUMBER, SqlScores, of_place, sums
from forebay.engine.quote import literal

if TYPE_CHECKING:
    from forebay.algorithms.principal_components import PrincipalComponents

_ZERO = literal(0.0)


def component_sql(
    model: PrincipalComponents, n_outputs: int, *, may_be_null: bool = True
) -> SqlScores:
    """Return SQL for the first outputs of ``PrincipalComponents.score``.

    Coordinates are the same sums in the same order, the same float64. Squares over the categories
    of a column are added one by one, where NumPy adds them in pairs.

    Parameters
    ----------
    n_outputs
        How many are needed; more than there are components: the squares too.
    may_be_null
        Whether a number may be NULL, so that there are no sums.

    """
    k, n_columns = model.n_components, len(model.size)
    given = [f"__f{i}" for i in range(n_columns)]
    values = tuple(
        (f"__v{i}", f if is_category or unit == 1.0 else f"{f} * {_number(unit)}")
        for i, (f, is_category, unit) in enumerate(
            zip(given, model.is_category, model.unit, strict=True)
        )
    )
    terms, lengths = [], []
    for i in range(n_columns):
        own = model.own(i)
        if model.is_category[i]:
            terms.append([of_place(f"__v{i}", direction) for direction in own])
            lengths.append([f"CAST(__v{i} BETWEEN 2 AND {own.shape[1] + 1} AS DOUBLE)"])
        else:
            terms.append([f"(__v{i} * {_number(direction[0])})" for direction in own])
            lengths.append([f"(__v{i} * __v{i})"])
    layers, names = sums([_ZERO] * k, terms, "__s")
    at = tuple((f"__at{c}", name) for c, name in enumerate(names))
    layers = [values, *layers, at]
    scores = [f"__at{c}" for c in range(k)]
    if n_outputs > k:
        rest, (left_out,) = sums([_ZERO], [[sql] for sql in _rest(model)], "__rest")
        whole, (length,) = sums([_ZERO], lengths, "__whole")
        layers += [*rest, *whole]
        scores += [left_out, length]
    known = scores[:n_outputs]
    if may_be_null:
        known = [f"coalesce({sql}, {NOT_A_NUMBER})" for sql in known]
    return SqlScores(tuple(layers), tuple(known))


def _rest(model: PrincipalComponents) -> list[str]:
    """Return for each coordinate of the row the square of what the components leave out."""
    squares = []
    for i in range(len(model.size)):
        for code, direction in enumerate(model.own(i).T.tolist()):
            told = " + ".join(f"(__at{c} * {_number(d)})" for c, d in enumerate(direction))
            given = f"CAST(__v{i} = {code + 2} AS DOUBLE)" if model.is_category[i] else f"__v{i}"
            squares.append(f"(({told} - {given}) * ({told} - {given}))")
    return squares


def _number(value: float) -> str:
    return literal(float(value))
