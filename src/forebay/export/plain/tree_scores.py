"""The sums of trees for one row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from forebay.export.plain.link import linked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def tree_scores(model: Mapping[str, Any], values: Sequence[float]) -> list[float]:
    """Return the predictions of trees.

    Parameters
    ----------
    model
        What ``export.plain_trees`` makes of a forest.
    values
        The matrix row: float64, NaN for NULL; codes of categories, -1 for an unknown one.

    """
    sums = [0.0] * model["n_outputs"]
    leaves, is_code = model["leaf"], model["is_code"]
    # The code of an unknown category, compared as a number, is missing.
    numbers = [
        math.nan if code and value < 0 else float(value)
        for value, code in zip(values, is_code)  # noqa: B905 - of Python 3.10
    ]
    for tree, root in enumerate(model["root"]):
        at = root
        while at >= 0:
            at = _next(model, at, numbers, values)
        sums[tree % len(sums)] += leaves[~at]
    return linked([value + model["base_score"] for value in sums], model["link"])


def _next(
    model: Mapping[str, Any], node: int, numbers: Sequence[float], values: Sequence[float]
) -> int:
    feature = model["feature"][node]
    goes_in = model["set"][node]
    if goes_in >= 0:
        code = values[feature]
        left = code == code and int(code) in model["sets"][goes_in]  # noqa: PLR0124 - NaN
    else:
        value = numbers[feature]
        near = model["near_zero"] if model["zero_is_missing"][node] else -1.0
        is_missing = math.isnan(value) or -near <= value <= near
        left = model["missing_left"][node] if is_missing else value <= model["cut"][node]
    found: int = model["left"][node] if left else model["right"][node]
    return found
