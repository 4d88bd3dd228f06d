"""MODEL_TYPE KMEANS: Lloyd's algorithm over blocks of rows."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.cluster_rows import ClusterRows
from forebay.algorithms.cluster_space import Space
from forebay.algorithms.earlier_centroids import earlier_centroids, earlier_runs
from forebay.algorithms.first_centroids import first_centroids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.model_task import ModelTask
    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData

_FEWEST: Final = 2  # clusters


class KMeans:
    """Groups of rows around centroids."""

    model_type = "KMEANS"
    task: ModelTask = "clustering"

    def train(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        on_progress: OnProgress,
    ) -> Centroids:
        """Move centroids to the middle of their rows until that gains little.

        Rows are read in blocks, in their order, and sums are added block by block, so that neither
        memory depends on the number of rows nor the result on threads.

        Raises
        ------
        EngineError
            See ``first_centroids`` and ``earlier_centroids``.

        """
        del threads
        space = Space.of(
            data.columns, options["distance_type"], standardize=options["standardize_features"]
        )
        rows = ClusterRows(data, space)
        given = options["num_clusters"]
        on_progress(None, "first centroids")
        if data.earlier is not None:
            points = earlier_centroids(data.earlier, space, data.columns, given)
        else:
            points = first_centroids(
                rows,
                given or automatic_clusters(data.n_train),
                options["kmeans_init_method"],
                seed=seed,
                at_most=given is None,
            )
        found = _lloyd(rows, space, points, options, on_progress)
        return found if data.earlier is None else found.after(earlier_runs(data.earlier))

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Centroids:
        """Return the model that ``describe`` and ``arrays`` came from."""
        return Centroids.load(describe, arrays)


def automatic_clusters(n_rows: int) -> int:
    """Return how many clusters there are if nobody says: log10 of the rows, rounded, at least 2.

    Examples
    --------
    >>> [automatic_clusters(n) for n in (10, 344, 1_000_000)]
    [2, 3, 6]

    """
    return max(_FEWEST, round(math.log10(max(1, n_rows))))


@dataclass(slots=True)
class _Assigned:
    """What one pass over the rows says of some centroids."""

    sums: NDArray[np.float64]
    size: NDArray[np.int64]
    square: NDArray[np.float64]
    farthest: list[tuple[float, NDArray[np.float64]]] = field(default_factory=list)

    @property
    def loss(self) -> float:
        """The mean squared distance."""
        return float(self.square.sum()) / int(self.size.sum())


def _lloyd(
    rows: ClusterRows,
    space: Space,
    points: NDArray[np.float64],
    options: Mapping[str, Any],
    on_progress: OnProgress,
) -> Centroids:
    found = _assign(rows, space, points)
    iterations: list[dict[str, Any]] = []
    most = int(options["max_iterations"])
    for number in range(most):
        began = time.monotonic()
        before = found.loss
        moved = _moved(space, points, found)
        still = bool((moved == points).all())
        points = moved
        found = _assign(rows, space, points)
        iterations.append(_iteration(number, found, began))
        on_progress((number + 1) / most, f"iteration {number + 1} of {most}, loss {found.loss:.4g}")
        if still or (options["early_stop"] and _is_enough(before, found.loss, options)):
            break
    return Centroids(space, points, found.size, found.square, iterations)


def _is_enough(before: float, after: float, options: Mapping[str, Any]) -> bool:
    return before - after < float(options["min_rel_progress"]) * before


def _assign(rows: ClusterRows, space: Space, points: NDArray[np.float64]) -> _Assigned:
    """Give each row to its nearest centroid, the first of equally near ones."""
    k = len(points)
    found = _Assigned(np.zeros_like(points), np.zeros(k, np.int64), np.zeros(k))
    for block in rows:
        squares = space.squares(block.columns, points)
        cluster = squares.argmin(axis=0)
        nearest = np.take_along_axis(squares, cluster[None, :], axis=0)[0]
        space.add(found.sums, block.columns, cluster)
        found.size += np.bincount(cluster, minlength=k)
        found.square += np.bincount(cluster, nearest, k)
        far = np.argsort(-nearest, kind="stable")[:k]
        candidates = zip(nearest[far].tolist(), space.rows(block.columns, far), strict=True)
        found.farthest = sorted([*found.farthest, *candidates], key=lambda pair: -pair[0])[:k]
    return found


def _moved(space: Space, points: NDArray[np.float64], found: _Assigned) -> NDArray[np.float64]:
    """Return the middle of each cluster; one without rows goes to a row far from all centroids."""
    moved = points.copy()
    used = found.size > 0
    moved[used] = space.directed(found.sums[used] / found.size[used, None])
    far = (point for _, point in found.farthest)
    for empty in np.flatnonzero(~used):
        moved[empty] = next(far, points[empty])
    return moved


def _iteration(number: int, found: _Assigned, began: float) -> dict[str, Any]:
    radius = np.sqrt(found.square / np.maximum(found.size, 1))
    return {
        "training_run": 0,
        "iteration": number,
        "loss": found.loss,
        "duration_ms": round(1000 * (time.monotonic() - began)),
        "cluster_info": [
            {"centroid_id": i + 1, "cluster_radius": float(r), "cluster_size": int(n)}
            for i, (r, n) in enumerate(zip(radius, found.size, strict=True))
        ],
    }
