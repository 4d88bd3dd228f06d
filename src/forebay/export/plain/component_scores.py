"""The coordinates of one row among principal components."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def component_scores(model: Mapping[str, Any], values: Sequence[float]) -> list[float]:
    """Return the coordinates.

    Parameters
    ----------
    model
        ``columns``: for each matrix column whether it holds codes, its unit, and for each component
        the coordinates: one of a number, one for each category.
    values
        See ``tree_scores``.

    """
    at = [0.0] * model["n_components"]
    for column, (is_code, unit, own) in enumerate(model["columns"]):
        value = values[column]
        if is_code:
            known = own and 0 <= value < len(own[0])
            added = [direction[int(value)] if known else 0.0 for direction in own]
        else:
            added = [value * unit * direction[0] for direction in own]
        at = [one + other for one, other in zip(at, added)]  # noqa: B905 - of Python 3.10
    return at
