"""What a model has learned, as values that Python and SQL are written of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.cluster_space import Space
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.principal_components import PrincipalComponents
from forebay.algorithms.transform_only import TransformOnly
from forebay.algorithms.tree_model import TreeModel
from forebay.errors import ProjectError
from forebay.export.plain_trees import PlainTrees, plain_trees

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.link import Link
    from forebay.query.live_model import LiveModel

# For each number or category of a column, one float64 for each output, cluster or component.
Rows: TypeAlias = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model; `columns`: whether a matrix column holds codes, and its weights."""

    link: Link
    intercept: tuple[float, ...]
    columns: tuple[tuple[bool, Rows], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Centroids.

    `columns`: whether a matrix column holds codes, the scale and centre of its numbers, and for
    each centroid its coordinates; of codes with EUCLIDEAN the squared distances instead, the last
    one that of an unknown category.
    """

    is_cosine: bool
    n_nearest: int
    n_clusters: int
    columns: tuple[tuple[bool, float, float, Rows], ...]


@dataclass(frozen=True, slots=True)
class Directions:
    """Principal components; `columns`: whether it holds codes, its unit, its coordinates."""

    n_components: int
    columns: tuple[tuple[bool, float, Rows], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Trees, a starting score and a link."""

    trees: PlainTrees
    link: Link
    base_score: float


PlainModel: TypeAlias = Weights | Points | Directions | Trees | None


def plain_model(model: LiveModel) -> PlainModel:
    """Return what a model has learned; None for TRANSFORM_ONLY, which learns nothing.

    Raises
    ------
    ProjectError
        ``not-supported``: a model of series, a network from an ONNX file.

    """
    match model.learned:
        case TreeModel() as found:
            return Trees(plain_trees(found.forest), found.link, found.base_score)
        case LinearModel() as found:
            parts = zip(found.start[:-1].tolist(), found.start[1:].tolist(), strict=True)
            weights = [_rows(found.weight[start:stop]) for start, stop in parts]
            columns = tuple(zip(found.is_category.tolist(), weights, strict=True))
            return Weights(found.link, tuple(found.intercept.tolist()), columns)
        case Centroids() as found:
            return _points(found)
        case PrincipalComponents() as found:
            arrays = found.arrays()
            stops = np.cumsum(arrays["size"])
            own = np.split(arrays["directions"], stops[:-1], axis=1)
            flags, units = arrays["is_category"].tolist(), arrays["unit"].tolist()
            made = zip(flags, units, map(_rows, own), strict=True)
            return Directions(found.n_components, tuple(made))
        case TransformOnly():
            return None
        case _:
            raise ProjectError.of(
                "not-supported",
                f"a model of type {model.signature.model_type} is written as neither SQL nor"
                " Python",
                hint="these are: trees, linear models, KMEANS, PCA, TRANSFORM_ONLY.",
            )


def _points(found: Centroids) -> Points:
    arrays, kind = found.arrays(), found.describe()["distance_type"]
    flags, size = arrays["is_category"], arrays["coordinates"]
    own = np.split(arrays["points"], np.cumsum(size)[:-1], axis=1)
    columns = []
    for i, points in enumerate(own):
        rows = points
        if flags[i] and kind == "EUCLIDEAN":
            # The distances of each code, as scoring itself computes them.
            one, zero = np.ones(1), np.zeros(1)
            space = Space(kind, zero, one, size[i : i + 1], flags[i : i + 1])
            rows = space.squares([np.append(np.arange(size[i]), -1)], points)
        scale, center = float(arrays["scale"][i]), float(arrays["center"][i])
        columns.append((bool(flags[i]), scale, center, _rows(rows)))
    return Points(kind == "COSINE", found.n_nearest, found.n_clusters, tuple(columns))


def _rows(values: NDArray[Any]) -> Rows:
    return tuple(tuple(row) for row in values.tolist())
