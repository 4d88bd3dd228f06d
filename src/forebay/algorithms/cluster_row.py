"""The nearest centroids of one matrix row, without arrays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.cluster_space import category_squares

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.algorithms.cluster_centroids import Centroids

    ScoresOf = Callable[[Sequence[Any]], list[float]]

_MOST_TERMS: Final = 600  # centroids times columns; with more of them arrays are faster


def cluster_row(model: Centroids) -> ScoresOf | None:
    """Return the function that gives what ``Centroids.score`` does, bit for bit, for one row.

    None where arrays are as good.
    """
    space, k = model.space, model.n_clusters
    if k * len(space.is_category) > _MOST_TERMS:
        return None
    squares = _angles(model) if space.distance_type == "COSINE" else _squares(model)
    n = model.n_nearest

    def scores(row: Sequence[Any]) -> list[float]:
        found = squares(row)
        if not all(map(math.isfinite, found)):
            return [math.nan] * (2 * n)
        order = sorted(range(k), key=found.__getitem__)[:n]
        return [*(i + 1.0 for i in order), *(math.sqrt(found[i]) for i in order)]

    return scores


def _squares(model: Centroids) -> ScoresOf:
    space, k = model.space, model.n_clusters
    columns: list[tuple[float, float, list[float], list[list[float]]]] = []
    for i, is_category in enumerate(space.is_category.tolist()):
        own = model.points[:, space.start[i] : space.start[i + 1]]
        # Of categories the distances of each code, as scoring computes them; the last: unknown.
        codes = category_squares(own).T.tolist() if is_category else []
        columns.append((float(space.scale[i]), float(space.center[i]), own[:, 0].tolist(), codes))

    def squares(row: Sequence[Any]) -> list[float]:
        total = [0.0] * k
        for given, (scale, center, own, codes) in zip(row, columns, strict=True):
            if codes:
                last = len(codes) - 1
                added = codes[given if 0 <= given < last else last]
                total = [one + other for one, other in zip(total, added, strict=True)]
            else:
                value = given * scale + center
                apart = [value - place for place in own]
                total = [one + d * d for one, d in zip(total, apart, strict=True)]
        return total

    return squares


def _angles(model: Centroids) -> ScoresOf:
    space, k = model.space, model.n_clusters
    columns = []
    for i, is_category in enumerate(space.is_category.tolist()):
        own = model.points[:, space.start[i] : space.start[i + 1]].T.tolist()
        columns.append((is_category, float(space.scale[i]), float(space.center[i]), own))

    def squares(row: Sequence[Any]) -> list[float]:
        dot, square = [0.0] * k, 0.0
        for given, (is_category, scale, center, own) in zip(row, columns, strict=True):
            if is_category:
                is_known = 0 <= given < len(own)
                square += 1.0 if is_known else 0.0
                if is_known:
                    dot = [one + other for one, other in zip(dot, own[given], strict=True)]
            else:
                value = given * scale + center
                dot = [one + value * place for one, place in zip(dot, own[0], strict=True)]
                square += value * value
        if math.isnan(square):
            return [math.nan] * k
        length = math.sqrt(square)
        cosines = [d / length if length else 0.0 for d in dot]
        return [c if math.isnan(c) else 1.0 - min(1.0, max(-1.0, c)) for c in cosines]

    return squares
