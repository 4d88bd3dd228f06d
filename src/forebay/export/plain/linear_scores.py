"""The sum of weights for one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.export.plain.link import linked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def linear_scores(model: Mapping[str, Any], values: Sequence[float]) -> list[float]:
    """Return the predictions of a linear model.

    Parameters
    ----------
    model
        ``intercept``: one number for each output. ``columns``: for each matrix column whether it
        holds codes, and its weights, for each number or category a list with one for each output.
    values
        See ``tree_scores``.

    """
    sums = list(model["intercept"])
    for column, (is_code, weights) in enumerate(model["columns"]):
        value = values[column]
        if is_code:
            known = 0 <= value < len(weights)
            added = weights[int(value)] if known else [0.0] * len(sums)
        else:
            added = [value * weight for weight in weights[0]]
        sums = [one + other for one, other in zip(sums, added)]  # noqa: B905 - of Python 3.10
    return linked(sums, model["link"])
