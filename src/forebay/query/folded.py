"""Linear models whose weights hold the constants of their features."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.sql_scores_of import sql_scores_of
from forebay.features.expression import Arithmetic, Coalesce, Constant, Input, Number
from forebay.features.number_chain import NumberChain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.features.expression import Expression
    from forebay.query.live_model import LiveModel

# A column further from 0, in units of its own spread, would lose digits: a year is some hundreds of
# spreads away from 0, and 256 of them cost 8 of the 53 bits of that column's part of the sum.
_FARTHEST: Final = 256.0
_LEAST: Final = 1e-100
_MOST: Final = 1e100


def folded(model: LiveModel) -> LiveModel:
    r"""Return a model that the engine scores, with the same sums in fewer operations for each row.

    A number that is moved and scaled, $w (x - m) / s$, is $(w / s) x$ with $- w m / s$ in the
    intercept. The two differ by rounding: at most 1e-13 of the weight for each column. Whoever
    shall answer with the bits of ML.PREDICT uses this too. Any other model is returned as it is,
    among them one whose answer is the sum itself: where there is an exponential, the engine's own
    differs from NumPy's in the last place anyway.
    """
    learned, features = model.learned, model.features
    if not isinstance(learned, LinearModel) or model.calibration is not None:
        return model
    if learned.link == "identity":  # its sums are the answers, and those are NumPy's to the bit
        return model
    if sql_scores_of(learned, features.columns, learned.n_outputs) is None:
        return model
    expressions = list(features.expressions)
    weight, intercept = learned.weight.copy(), learned.intercept.copy()
    for i, expression in enumerate(expressions):
        found = None if learned.is_category[i] else _line(expression)
        if found is None:
            continue
        slope, start, expressions[i] = found
        own = weight[learned.start[i]].copy()
        weight[learned.start[i]] = own * slope
        intercept += own * start
    arrays: dict[str, NDArray[Any]] = {
        "weight": weight, "intercept": intercept, "start": learned.start,
        "is_category": learned.is_category, "mean": learned.mean,
    }  # fmt: skip
    made = LinearModel(
        arrays, learned.link, fit_intercept=learned.fit_intercept, training=learned.training
    )
    return replace(model, features=replace(features, expressions=tuple(expressions)), learned=made)


def _line(expression: Expression) -> tuple[float, float, Expression] | None:
    """Return slope, start, and the column that both belong to; None where that is not exact."""
    chain = NumberChain.of(expression)
    if chain is None or not chain.steps:
        return None
    slope, start = 1.0, 0.0
    for operator, constant in chain.steps:
        match operator:
            case "+":
                start += constant
            case "-":
                start -= constant
            case "*":
                slope, start = slope * constant, start * constant
            case "/":
                slope, start = slope / constant, start / constant
    # Written so that NaN is refused too.
    if not (_LEAST < abs(slope) < _MOST and abs(start) <= _FARTHEST):
        return None
    column = _column(expression)
    if chain.null is None:
        return slope, start, column
    if not abs(chain.null) <= _FARTHEST:
        return None
    return slope, start, Coalesce((column, Constant((chain.null - start) / slope)))


def _column(expression: Expression) -> Expression:
    match expression:
        case Number(Input()):
            return expression
        case Number(inner) | Coalesce((inner, _)) | Arithmetic(_, inner, _):
            return _column(inner)
        case _ as other:  # a chain has nothing else
            return other
