"""The weights of a linear model with their standard errors and p-values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.student_t import two_sided_p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.protocol import Model
    from forebay.features.matrix_column import MatrixColumn


def advanced_weights(
    model: Model, columns: Sequence[MatrixColumn], *, standardize: bool = False
) -> list[dict[str, Any]]:
    """Return the rows of ML.ADVANCED_WEIGHTS, the intercept last; none without p-values.

    One row for each number and for each category. A category that DUMMY_ENCODING left out has the
    weight 0, the standard error 0 and NaN for a p-value.

    Parameters
    ----------
    standardize
        True: for numbers as the model sees them. False: on the original scale.

    """
    if not isinstance(model, LinearModel) or model.standard_error is None:
        return []
    rows: list[dict[str, Any]] = []
    for i, column in enumerate(columns):
        is_category = column.kind == "category"
        scale = 1.0 if standardize or is_category else column.scale
        of_column = slice(model.start[i], model.start[i + 1])
        names = column.categories if is_category else (None,)
        weights = model.weight[of_column, 0] / scale
        errors = model.standard_error[of_column] / scale
        rows += [
            _row(model, (column.name, name), float(weight), float(error))
            for name, weight, error in zip(names, weights, errors, strict=True)
        ]
    if model.fit_intercept and model.intercept_error is not None:
        weight = model.weights(columns, standardize=standardize)[-1]["weight"]
        error = float(model.intercept_error[0 if standardize else 1])
        rows.append(_row(model, ("__INTERCEPT__", None), weight, error))
    return rows


def _row(
    model: LinearModel, name: tuple[str, str | None], weight: float, error: float
) -> dict[str, Any]:
    freedom = model.training.freedom or math.inf
    return {
        "processed_input": name[0],
        "category": name[1],
        "weight": weight,
        "standard_error": error,
        "p_value": two_sided_p_value(weight / error, freedom) if error > 0 else math.nan,
    }
