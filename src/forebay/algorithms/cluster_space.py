"""How far rows of a matrix are from centroids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.features.matrix_column import MatrixColumn

DistanceType: TypeAlias = Literal["EUCLIDEAN", "COSINE"]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """How a matrix is measured.

    Parameters
    ----------
    center, scale
        For each matrix column what its numbers are multiplied by and then added to; 1 and 0 for
        categories, which are 0 or 1 in one coordinate each.
    size
        For each matrix column how many coordinates it has: 1 for a number, one for each category.
    is_category
        Whether a matrix column holds codes.

    """

    distance_type: DistanceType
    center: NDArray[np.float64]
    scale: NDArray[np.float64]
    size: NDArray[np.int64]
    is_category: NDArray[np.bool_]

    @classmethod
    def of(
        cls, columns: Sequence[MatrixColumn], distance_type: DistanceType, *, standardize: bool
    ) -> Space:
        """Return the space of some matrix columns, whose numbers come standardised."""
        is_category = np.array([c.kind == "category" for c in columns], np.bool_)
        own_unit = not standardize
        return cls(
            distance_type,
            np.array([c.center if own_unit else 0.0 for c in columns], np.float64),
            np.array([c.scale if own_unit else 1.0 for c in columns], np.float64),
            np.array([max(1, len(c.categories)) for c in columns], np.int64),
            is_category,
        )

    @property
    def start(self) -> NDArray[np.int64]:
        """Where each matrix column's coordinates begin, with the end last."""
        return np.concatenate([[0], np.cumsum(self.size)]).astype(np.int64)

    @property
    def n_coordinates(self) -> int:
        """How many numbers a centroid has."""
        return int(self.size.sum())

    def add(
        self, sums: NDArray[np.float64], columns: Sequence[NDArray[Any]], cluster: NDArray[np.intp]
    ) -> None:
        """Add the coordinates of rows to the sums of their clusters, shape (k, n_coordinates).

        With COSINE a row counts with length 1: only its direction does.
        """
        weight = self._shrink(columns) if self.distance_type == "COSINE" else None
        k = len(sums)
        for i, given in enumerate(columns):
            first, size = int(self.start[i]), int(self.size[i])
            if self.is_category[i]:
                code, known = _codes(given, size)
                place = np.where(known, cluster * size + code, k * size)
                counted = np.bincount(place, weight, k * size + 1)[:-1]
                sums[:, first : first + size] += counted.reshape(k, size)
            else:
                value = self.value(i, given)
                value = value if weight is None else value * weight
                sums[:, first] += np.bincount(cluster, value, k)

    def _shrink(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        """Return what makes each row as long as 1; 0 for a row of zeros."""
        square = np.zeros(len(columns[0]))
        for i, given in enumerate(columns):
            if self.is_category[i]:
                square += _codes(given, int(self.size[i]))[1]
            else:
                square += self.value(i, given) ** 2
        length = np.sqrt(square)
        return np.asarray(np.divide(1.0, length, out=np.zeros_like(length), where=length != 0))

    def rows(self, columns: Sequence[NDArray[Any]], chosen: NDArray[np.intp]) -> NDArray[Any]:
        """Return some rows as points of this space, shape (n_chosen, n_coordinates)."""
        points = np.zeros((len(chosen), self.n_coordinates))
        for i, given in enumerate(columns):
            first = int(self.start[i])
            if self.is_category[i]:
                code, known = _codes(given[chosen], int(self.size[i]))
                points[np.flatnonzero(known), first + code[known]] = 1.0
            else:
                points[:, first] = self.value(i, given[chosen])
        return self.directed(points)

    def directed(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points; with COSINE as long as 1, except those without a direction."""
        if self.distance_type == "EUCLIDEAN":
            return points
        length = np.sqrt((points * points).sum(axis=1, keepdims=True))
        return np.asarray(np.divide(points, length, out=np.zeros_like(points), where=length != 0))

    def value(self, column: int, given: NDArray[Any]) -> NDArray[np.float64]:
        """Return numbers as this space measures them."""
        return np.asarray(given * self.scale[column] + self.center[column], np.float64)

    @property
    def rounding(self) -> float:
        """Up to which squared distance two rows are equal."""
        return 0.0 if self.distance_type == "EUCLIDEAN" else 1e-12

    def squares(
        self, columns: Sequence[NDArray[Any]], centroids: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the squared distance of each row to each centroid, shape (k, n_rows).

        Columns are added one after the other, so that a row's distance depends neither on the rows
        beside it nor on threads. A row with NaN has NaN.

        Parameters
        ----------
        centroids
            Shape (k, n_coordinates); for COSINE of length 1.

        """
        if self.distance_type == "COSINE":
            return self._angles(columns, centroids)
        total = np.zeros((len(centroids), len(columns[0])))
        for i, given in enumerate(columns):
            own = centroids[:, self.start[i] : self.start[i + 1]]
            if self.is_category[i]:
                total += _per_code(own, given)
            else:
                difference = self.value(i, given)[None, :] - own
                total += difference * difference
        return total

    def _angles(
        self, columns: Sequence[NDArray[Any]], centroids: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return 1 - cosine, in [0, 2]; 1 for a row of zeros, which has no direction."""
        dot, square = np.zeros((len(centroids), len(columns[0]))), np.zeros(len(columns[0]))
        for i, given in enumerate(columns):
            own = centroids[:, self.start[i] : self.start[i + 1]]
            if self.is_category[i]:
                code, known = _codes(given, int(self.size[i]))
                dot += np.where(known, own[:, code], 0.0)
                square += known
            else:
                value = self.value(i, given)
                dot += value[None, :] * own
                square += value * value
        length = np.sqrt(square)
        cosine = np.divide(dot, length, out=np.zeros_like(dot), where=length != 0)
        return np.asarray(1.0 - np.clip(cosine, -1.0, 1.0))


def _codes(given: NDArray[Any], size: int) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return usable codes, and which of them are known."""
    code = given.astype(np.intp, copy=False)
    known = (code >= 0) & (code < size)
    return np.where(known, code, 0), known


def category_squares(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return squared distances over the coordinates of one categorical column.

    Parameters
    ----------
    own
        The coordinates of points, shape (n_points, n_categories).

    Returns
    -------
    numpy.ndarray
        For each point its distance from a row of each category, and of an unknown one, shape
        (n_points, n_categories + 1).

    """
    square = np.pad(own * own, ((0, 0), (1, 0)))
    before = np.cumsum(square, axis=1)
    after = np.cumsum(square[:, :0:-1], axis=1)[:, ::-1]
    after = np.pad(after[:, 1:], ((0, 0), (0, 1)))
    # Sums of what stands before and after, not "all less one": that would lose digits.
    table = before[:, :-1] + after + (1.0 - own) ** 2
    # An unknown category is 0 in every coordinate.
    return np.concatenate([table, before[:, -1:]], axis=1)


def _per_code(own: NDArray[np.float64], given: NDArray[Any]) -> NDArray[np.float64]:
    code, known = _codes(given, own.shape[1])
    return np.asarray(category_squares(own)[:, np.where(known, code, own.shape[1])])
