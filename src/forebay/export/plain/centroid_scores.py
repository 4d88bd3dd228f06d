"""The nearest centroids of one row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def centroid_scores(model: Mapping[str, Any], values: Sequence[float]) -> list[float]:
    """Return the numbers of the nearest centroids, then the distances to them.

    Parameters
    ----------
    model
        ``columns``: for each matrix column whether it holds codes, the scale, the centre, and the
        coordinates of each centroid (for codes with EUCLIDEAN: squared distances, the last one
        that of an unknown category). ``is_cosine``; ``n_nearest``.
    values
        See ``tree_scores``.

    """
    squares = _angles(model, values) if model["is_cosine"] else _squares(model, values)
    if not all(math.isfinite(square) for square in squares):
        return [math.nan] * (2 * model["n_nearest"])
    order = sorted(range(len(squares)), key=lambda i: squares[i])[: model["n_nearest"]]
    return [i + 1.0 for i in order] + [math.sqrt(squares[i]) for i in order]


def _squares(model: Mapping[str, Any], values: Sequence[float]) -> list[float]:
    total = [0.0] * model["n_clusters"]
    for column, (is_code, scale, center, points) in enumerate(model["columns"]):
        value = values[column]
        if is_code:
            known = 0 <= value < len(points[0]) - 1
            added = [point[int(value) if known else -1] for point in points]
        else:
            own = value * scale + center
            added = [(own - point[0]) * (own - point[0]) for point in points]
        total = [one + other for one, other in zip(total, added)]  # noqa: B905 - of Python 3.10
    return total


def _angles(model: Mapping[str, Any], values: Sequence[float]) -> list[float]:
    dots, square = [0.0] * model["n_clusters"], 0.0
    for column, (is_code, scale, center, points) in enumerate(model["columns"]):
        value = values[column]
        if is_code:
            known = 0 <= value < len(points[0])
            square += known
            added = [point[int(value)] if known else 0.0 for point in points]
        else:
            own = value * scale + center
            square += own * own
            added = [own * point[0] for point in points]
        dots = [one + other for one, other in zip(dots, added)]  # noqa: B905 - of Python 3.10
    length = math.sqrt(square) if square == square else math.nan  # noqa: PLR0124 - NaN
    cosines = [dot / length if length != 0 else 0.0 for dot in dots]
    return [
        cosine if math.isnan(cosine) else 1.0 - min(1.0, max(-1.0, cosine)) for cosine in cosines
    ]
