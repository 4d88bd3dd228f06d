"""The centroids of an earlier version, as the first ones of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.cluster_centroids import Centroids
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.cluster_space import Space
    from forebay.algorithms.earlier_model import EarlierModel
    from forebay.features.matrix_column import MatrixColumn


def earlier_centroids(
    earlier: EarlierModel, space: Space, columns: Sequence[MatrixColumn], n_clusters: int | None
) -> NDArray[np.float64]:
    """Return the earlier centroids as points of the present space.

    Features and categories are taken over by name, numbers by their value on their own scale; what
    is new begins at the mean of a number, and at 0 for a category.

    Raises
    ------
    EngineError
        ``warm-start-mismatch``: the earlier version has another number of clusters.

    """
    model = Centroids.load(earlier.describe, earlier.arrays)
    if n_clusters not in {None, model.n_clusters}:
        raise EngineError.of(
            "warm-start-mismatch",
            f"num_clusters is {n_clusters}, and the version to begin with has {model.n_clusters}",
            hint="build once without warm_start, then add it again.",
        )
    points = np.zeros((model.n_clusters, space.n_coordinates))
    place = {column.name: i for i, column in enumerate(columns)}
    for i, column in enumerate(columns):
        if column.kind == "number":  # the mean, for what the earlier version does not know
            points[:, space.start[i]] = space.center[i]
    for row in model.centroids(earlier.columns):
        if row["feature"] in place:
            at = place[row["feature"]]
            _take_over(points[row["centroid_id"] - 1], space, at, columns[at], row)
    return space.directed(points)


def _take_over(
    point: NDArray[np.float64], space: Space, i: int, column: MatrixColumn, row: dict[str, Any]
) -> None:
    start = int(space.start[i])
    if column.kind == "category":
        shares = {pair["category"]: pair["value"] for pair in row["categorical_value"]}
        point[start : start + len(column.categories)] = [
            shares.get(name, 0.0) for name in column.categories
        ]
    elif row.get("numerical_value") is not None:
        standard = (row["numerical_value"] - column.center) / column.scale
        point[start] = standard * space.scale[i] + space.center[i]


def earlier_runs(earlier: EarlierModel) -> list[dict[str, Any]]:
    """Return the iterations of the trainings before."""
    return list(earlier.describe["training_info"])
