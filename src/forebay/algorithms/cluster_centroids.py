"""The Model of KMEANS: centroids, what training saw of them, and the nearest for each row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.cluster_space import Space

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.features.matrix_column import MatrixColumn

MOST_NEAREST: Final = 5  # BigQuery ML's NEAREST_CENTROIDS_DISTANCE has no more
_SCORED_ROWS: Final = 16_384


class Centroids:
    """Points, one for each cluster; cluster i is number i + 1 for people.

    Parameters
    ----------
    points
        Shape (n_clusters, n_coordinates), in the space's own units.
    size, square
        For each cluster its training rows, and the sum of their squared distances.
    iterations
        The rows of ML.TRAINING_INFO.

    """

    def __init__(
        self,
        space: Space,
        points: NDArray[np.float64],
        size: NDArray[np.int64],
        square: NDArray[np.float64],
        iterations: Sequence[Mapping[str, Any]],
    ) -> None:
        self.space = space
        self.points = points
        self._size = size
        self._square = square
        self._iterations = tuple(dict(row) for row in iterations)

    def after(self, earlier: Sequence[Mapping[str, Any]]) -> Centroids:
        """Return the same, with the iterations of the trainings that it began with before its own.

        Each training has its own ``training_run``, and counts its iterations from 0.
        """
        run = 1 + max((int(row["training_run"]) for row in earlier), default=-1)
        own = [{**row, "training_run": run} for row in self._iterations]
        return Centroids(self.space, self.points, self._size, self._square, [*earlier, *own])

    @property
    def n_clusters(self) -> int:
        """How many there are."""
        return len(self.points)

    @property
    def n_nearest(self) -> int:
        """How many centroids ``score`` tells of each row, the nearest first."""
        return min(self.n_clusters, MOST_NEAREST)

    @property
    def n_outputs(self) -> int:
        """Twice `n_nearest`: numbers, then distances."""
        return 2 * self.n_nearest

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the numbers of the nearest centroids and the distances to them.

        Of equally near ones the first stands first. A row with a number that is not finite has NaN
        throughout: it is near nothing.

        Returns
        -------
        numpy.ndarray
            Shape (n_rows, n_outputs).

        """
        del threads  # blocks of rows are scored side by side already
        n_rows = len(columns[0])
        result = np.empty((n_rows, self.n_outputs))
        for start in range(0, n_rows, _SCORED_ROWS):
            part = slice(start, start + _SCORED_ROWS)
            result[part] = self._nearest([column[part] for column in columns])
        return result

    def _nearest(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        with np.errstate(over="ignore", invalid="ignore"):  # infinite numbers: see `score`
            squares = self.space.squares(columns, self.points).T
        order = np.argsort(squares, axis=1, kind="stable")[:, : self.n_nearest]
        distance = np.sqrt(np.take_along_axis(squares, order, axis=1))
        found = np.concatenate([order + 1.0, distance], axis=1)
        found[~np.isfinite(squares).all(axis=1)] = math.nan
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the learned arrays."""
        space = self.space
        return {
            "points": self.points,
            "size": self._size,
            "square": self._square,
            "center": space.center,
            "scale": space.scale,
            "coordinates": space.size,
            "is_category": space.is_category,
        }

    def describe(self) -> dict[str, Any]:
        """Return what ``load`` needs beside the arrays, and figures for a person."""
        return {
            "kind": "centroids",
            "distance_type": self.space.distance_type,
            "n_clusters": self.n_clusters,
            "training_info": self.training_info(),
        }

    @classmethod
    def load(cls, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Centroids:
        """Return the model that ``describe()`` and ``arrays()`` came from."""
        space = Space(
            describe["distance_type"],
            arrays["center"],
            arrays["scale"],
            arrays["coordinates"],
            arrays["is_category"],
        )
        points, size, square = (arrays[name] for name in ("points", "size", "square"))
        return cls(space, points, size, square, describe["training_info"])

    def training_info(self) -> list[dict[str, Any]]:
        """Return the rows of ML.TRAINING_INFO, from iteration 0."""
        return [dict(row) for row in self._iterations]

    def radii(self) -> NDArray[np.float64]:
        """Return the root mean square distance of the training rows of each cluster."""
        return np.sqrt(self._square / np.maximum(self._size, 1))

    def centroids(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Return the rows of ML.CENTROIDS: one for each feature of each centroid.

        Numbers are on the scale of the column itself, categories are shares of the cluster's rows.
        """
        rows = []
        for cluster, point in enumerate(self.points):
            for i, column in enumerate(columns):
                own = point[self.space.start[i] : self.space.start[i + 1]].tolist()
                row: dict[str, Any] = {"centroid_id": cluster + 1, "feature": column.name}
                if column.kind == "category":
                    pairs = zip(column.categories, own, strict=True)
                    row["categorical_value"] = [{"category": c, "value": v} for c, v in pairs]
                else:
                    row["numerical_value"] = self._on_own_scale(i, column, own[0])
                    row["categorical_value"] = []
                rows.append(row)
        return rows

    def _on_own_scale(self, i: int, column: MatrixColumn, value: float) -> float:
        standard = (value - float(self.space.center[i])) / float(self.space.scale[i])
        return standard * column.scale + column.center

    def figures(
        self, counts: NDArray[np.float64], squares: NDArray[np.float64]
    ) -> Mapping[str, float]:
        """Return the figures of ML.EVALUATE for some rows.

        ``davies_bouldin_index`` is the mean over the clusters of the largest (r_i + r_j) / d_ij:
        r is the root mean square distance of a cluster's rows, d the distance of two centroids
        [^1]. ``mean_squared_distance`` is that of a row to its centroid.

        Parameters
        ----------
        counts, squares
            For each cluster how many of the rows are nearest to it, and the sum of their squared
            distances.

        Returns
        -------
        Mapping[str, float]
            NaN without rows; the index is also NaN with fewer than two clusters that have rows.

        References
        ----------
        [^1]: Davies, Bouldin (1979). A cluster separation measure. IEEE Transactions on Pattern
        Analysis and Machine Intelligence 1, 224-227.

        """
        n_rows = float(counts.sum())
        index, used = math.nan, np.flatnonzero(counts > 0)
        if len(used) > 1:
            radius = np.sqrt(squares[used] / counts[used])
            apart = self._between()[np.ix_(used, used)]
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = (radius[:, None] + radius[None, :]) / apart
            np.fill_diagonal(ratio, -math.inf)
            index = float(ratio.max(axis=1).mean())
        mean = float(squares.sum()) / n_rows if n_rows else math.nan
        return {"davies_bouldin_index": index, "mean_squared_distance": mean}

    def _between(self) -> NDArray[np.float64]:
        """Return the distances of the centroids from each other."""
        points = self.points
        if self.space.distance_type == "COSINE":
            cosine = (points[:, None, :] * points).sum(axis=2)
            return np.asarray(np.sqrt(1.0 - np.clip(cosine, -1.0, 1.0)))
        return np.asarray(np.sqrt(((points[:, None, :] - points) ** 2).sum(axis=2)))
