"""The scores of linear models as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from forebay.algorithms.sql_scores import NOT_A_NUMBER, SqlScores, of_place, sums
from forebay.engine.quote import literal
from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.linear_model import LinearModel
    from forebay.algorithms.link import Link


def linear_sql(model: LinearModel, *, may_be_null: bool = True) -> SqlScores:
    """Return SQL for ``LinearModel.score``.

    The sums are added in the same order, so that they are the same float64; the exponential is the
    engine's own, which differs from NumPy's by one unit in the last place at times.

    Parameters
    ----------
    may_be_null
        Whether a number may be NULL, so that there is no sum.

    """
    terms = [[_term(model, i, o) for o in range(model.n_outputs)] for i in range(model.n_columns)]
    layers, names = sums([literal(b) for b in model.intercept.tolist()], terms, "__r")
    raw = [f"coalesce({name}, {NOT_A_NUMBER})" for name in names] if may_be_null else names
    return _linked(tuple(layers), raw, model.link)


def _term(model: LinearModel, column: int, output: int) -> str:
    weight = model.weight[model.start[column] : model.start[column + 1], output]
    if model.is_category[column]:
        return of_place(f"__f{column}", weight)
    return f"(__f{column} * {literal(float(weight[0]))})"


def _linked(
    layers: tuple[tuple[tuple[str, str], ...], ...], raw: Sequence[str], link: Link
) -> SqlScores:
    """Return SQL for ``link.predictions``."""
    match link:
        case "identity":
            return SqlScores(layers, tuple(raw))
        case "exp":
            return SqlScores(layers, tuple(f"exp({sql})" for sql in raw))
        case "logistic":
            return SqlScores(layers, tuple(f"1e0 / (1e0 + exp(-({sql})))" for sql in raw))
        case "softmax":
            # NaN is above every number, so that one sum without a value leaves none.
            greatest = (("__greatest", f"greatest({', '.join(raw)})"),)
            parts = tuple((f"__e{i}", f"exp({sql} - __greatest)") for i, sql in enumerate(raw))
            total = (("__total", " + ".join(name for name, _ in parts)),)
            scores = tuple(f"{name} / __total" for name, _ in parts)
            return SqlScores((*layers, greatest, parts, total), scores)
        case "share" | "shares":
            raise InternalError.of("other-link", f"no linear model has the link {link}")
        case _:
            assert_never(link)
