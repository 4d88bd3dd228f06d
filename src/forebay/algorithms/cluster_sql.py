"""The nearest centroids of a row as SQL."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from forebay.algorithms.cluster_space import category_squares
from forebay.algorithms.sql_scores import NOT_A_NUMBER, SqlScores, of_place, sums
from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.cluster_centroids import Centroids
    from forebay.algorithms.cluster_space import Space

_ZERO = literal(0.0)


def cluster_sql(model: Centroids, *, may_be_null: bool = True) -> SqlScores:
    """Return SQL for ``Centroids.score``: the same sums in the same order, the same float64.

    The number of the nearest and its distance need no ranks, which the engine then leaves out.

    Parameters
    ----------
    may_be_null
        Whether a number may be NULL, which is NaN to NumPy.

    """
    space, k = model.space, model.n_clusters
    values = tuple(
        (f"__v{i}", _value(space, i, may_be_null=may_be_null)) for i in range(len(space.size))
    )
    layers, names = _squares(model) if space.distance_type == "EUCLIDEAN" else _angles(model)
    square = [f"__d{i}" for i in range(k)]
    distances = tuple(zip(square, names, strict=True))
    both = f"least({', '.join(square)})", f"greatest({', '.join(square)})"
    nearest = (("__least", both[0]), ("__most", both[1]), *_ranks(square))
    is_known = "isfinite(__most)"
    whens = " ".join(f"WHEN {d} = __least THEN {i + 1}e0" for i, d in enumerate(square))
    numbers, far = [f"CASE {whens} END"], ["sqrt(__least)"]
    for place in range(1, model.n_nearest):
        at = [f"WHEN __rank{i} = {place} THEN" for i in range(k)]
        numbers.append(f"CASE {' '.join(f'{w} {i + 1}e0' for i, w in enumerate(at))} END")
        far.append(f"sqrt(CASE {' '.join(f'{w} {square[i]}' for i, w in enumerate(at))} END)")
    scores = (f"CASE WHEN {is_known} THEN {sql} ELSE {NOT_A_NUMBER} END" for sql in numbers + far)
    return SqlScores((values, *layers, distances, nearest), tuple(scores))


def _value(space: Space, column: int, *, may_be_null: bool) -> str:
    given = f"__f{column}"
    if space.is_category[column]:
        return given
    if may_be_null:
        given = f"coalesce({given}, {NOT_A_NUMBER})"
    scale, center = float(space.scale[column]), float(space.center[column])
    if scale == 1.0 and center == 0.0:  # standardised: nothing to do
        return given
    return f"{given} * {literal(scale)} + {literal(center)}"


def _ranks(square: Sequence[str]) -> list[tuple[str, str]]:
    """Return for each centroid how many are nearer; of equally near ones the first is."""
    nearer: list[list[str]] = [[] for _ in square]
    for i, j in combinations(range(len(square)), 2):
        nearer[j].append(f"CAST({square[i]} <= {square[j]} AS INTEGER)")
        nearer[i].append(f"CAST({square[j]} < {square[i]} AS INTEGER)")
    return [(f"__rank{i}", " + ".join(parts) or "0") for i, parts in enumerate(nearer)]


def _squares(model: Centroids) -> tuple[list[tuple[tuple[str, str], ...]], list[str]]:
    space, points = model.space, model.points
    terms = []
    for i, first in enumerate(space.start[:-1].tolist()):
        own = points[:, first : int(space.start[i + 1])]
        if space.is_category[i]:
            tables = category_squares(own)
            terms.append([of_place(f"__v{i}", t[:-1], float(t[-1])) for t in tables])
        else:
            off = [f"(__v{i} - {literal(float(point[0]))})" for point in own]
            terms.append([f"({difference} * {difference})" for difference in off])
    return sums([_ZERO] * len(points), terms, "__s")


def _angles(model: Centroids) -> tuple[list[tuple[tuple[str, str], ...]], list[str]]:
    """Return 1 - cosine for each centroid; 1 for a row of zeros, which has no direction."""
    space, points = model.space, model.points
    k, terms = len(points), []
    for i, first in enumerate(space.start[:-1].tolist()):
        own = points[:, first : int(space.start[i + 1])]
        if space.is_category[i]:
            is_known = f"CAST(__v{i} BETWEEN 2 AND {own.shape[1] + 1} AS DOUBLE)"
            terms.append([*(of_place(f"__v{i}", point) for point in own), is_known])
        else:
            dots = [f"(__v{i} * {literal(float(point[0]))})" for point in own]
            terms.append([*dots, f"(__v{i} * __v{i})"])
    layers, names = sums([_ZERO] * (k + 1), terms, "__s")
    length = (("__length", f"sqrt({names[k]})"),)
    cosines = tuple(
        (f"__c{i}", f"CASE WHEN __length <> 0 THEN {name} / __length ELSE {_ZERO} END")
        for i, name in enumerate(names[:k])
    )
    # `least` would take 1 for NaN.
    clipped = [
        f"CASE WHEN isnan({c}) THEN {c} ELSE 1e0 - least(greatest({c}, -1e0), 1e0) END"
        for c, _ in cosines
    ]
    return [*layers, length, cosines], clipped
