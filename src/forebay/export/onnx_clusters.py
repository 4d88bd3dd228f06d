"""Centroids as nodes of an ONNX graph, in float64."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.export.onnx_codes import onnx_rows_of_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.cluster_centroids import Centroids
    from forebay.export.onnx_features import MatrixNode
    from forebay.export.onnx_nodes import OnnxNodes


def onnx_clusters(nodes: OnnxNodes, model: Centroids, matrix: Sequence[MatrixNode]) -> str:
    """Add the nodes of a clustering; return what ``Centroids.score`` does, (n_rows, n_outputs)."""
    n_nearest = model.n_nearest
    squares = _Squares(nodes, model, matrix).of_rows()
    # A sum of infinite and unknown numbers is neither below nor at 0.
    total = nodes.add("ReduceSum", squares, nodes.constant([1], "int64"), keepdims=1)
    odd = nodes.add("IsNaN", nodes.add("Mul", total, nodes.constant([[0.0]], "float64")))
    squares = nodes.add("Where", odd, nodes.constant([[0.0]], "float64"), squares)
    count = nodes.constant([n_nearest], "int64")
    # Of equal ones TopK takes the first, as scoring does.
    nearest, places = nodes.add_two("TopK", squares, count, axis=1, largest=0, sorted=1)
    numbers = nodes.add("Cast", places, to=11)
    numbers = nodes.add("Add", numbers, nodes.constant([[1.0]], "float64"))
    found = nodes.add("Concat", numbers, nodes.add("Sqrt", nearest), axis=1)
    return nodes.add("Where", odd, nodes.constant([[float("nan")]], "float64"), found)


def cluster_outputs(nodes: OnnxNodes, scores: str, n_nearest: int) -> list[tuple[str, int, str]]:
    """Give what ML.PREDICT does: name, width and kind of each output.

    ``CENTROID_ID`` is 0 for a row that is near nothing.
    """
    axis = nodes.constant([1], "int64")
    begin, middle, end = (nodes.constant([n], "int64") for n in (0, n_nearest, 2 * n_nearest))
    numbers = nodes.add("Slice", scores, begin, middle, axis)
    odd = nodes.add("IsNaN", numbers)
    numbers = nodes.add("Where", odd, nodes.constant([[0.0]], "float64"), numbers)
    numbers = nodes.add("Cast", numbers, to=7)
    nodes.give(
        nodes.add("Slice", numbers, begin, nodes.constant([1], "int64"), axis), "CENTROID_ID"
    )
    nodes.give(numbers, "NEAREST_CENTROIDS")
    nodes.give(nodes.add("Slice", scores, middle, end, axis), "NEAREST_CENTROIDS_DISTANCE")
    return [
        ("CENTROID_ID", 1, "int64"),
        ("NEAREST_CENTROIDS", n_nearest, "int64"),
        ("NEAREST_CENTROIDS_DISTANCE", n_nearest, "float64"),
    ]


class _Squares:
    """The squared distances of rows to centroids, or one less the cosines of their angles."""

    def __init__(self, nodes: OnnxNodes, model: Centroids, matrix: Sequence[MatrixNode]) -> None:
        self.nodes = nodes
        self.matrix = matrix
        arrays = model.arrays()
        self.is_cosine = model.describe()["distance_type"] == "COSINE"
        self.scale, self.center = arrays["scale"], arrays["center"]
        stops = np.cumsum(arrays["coordinates"])[:-1]
        self.own: list[NDArray[Any]] = np.split(arrays["points"], stops, axis=1)

    def of_rows(self) -> str:
        """Return the result, shape (n_rows, n_clusters)."""
        zeros = self.nodes.constant(np.zeros((1, len(self.own[0]))), "float64")
        total, length = zeros, self.nodes.constant([[0.0]], "float64")
        for i, node in enumerate(self.matrix):
            add = self._angle if self.is_cosine else self._distance
            part, square = add(i, node)
            total = self.nodes.add("Add", total, part)
            if square:
                length = self.nodes.add("Add", length, square)
        return self._one_less(total, length) if self.is_cosine else total

    def _distance(self, i: int, node: MatrixNode) -> tuple[str, str]:
        own = self.own[i]
        if node.is_code:
            # The squares of all coordinates, and of the one that is 1 what it is off less.
            whole = (own * own).sum(axis=1)
            table = np.concatenate([whole + 1.0 - 2.0 * own.T, whole[None, :]])
            return onnx_rows_of_codes(self.nodes, node.name, np.maximum(table, 0.0)), ""
        difference = self.nodes.add(
            "Sub", self._value(i, node), self.nodes.constant(own.T, "float64")
        )
        return self.nodes.add("Mul", difference, difference), ""

    def _angle(self, i: int, node: MatrixNode) -> tuple[str, str]:
        """Return what a column adds to the products, and to the square of a row's length."""
        own = self.own[i]
        if node.is_code:
            size, k = own.shape[1], len(own)
            table = np.concatenate([own.T, np.zeros((1, k))])
            ones = np.append(np.ones(size), 0.0)[:, None]
            products = onnx_rows_of_codes(self.nodes, node.name, table)
            return products, onnx_rows_of_codes(self.nodes, node.name, ones)
        value = self._value(i, node)
        product = self.nodes.add("Mul", value, self.nodes.constant(own.T, "float64"))
        return product, self.nodes.add("Mul", value, value)

    def _one_less(self, products: str, square: str) -> str:
        zero, one = (self.nodes.constant([[n]], "float64") for n in (0.0, 1.0))
        length = self.nodes.add("Sqrt", square)
        # A row of zeros has no direction: its products are 0 as well.
        is_zero = self.nodes.add("Equal", length, zero)
        cosine = self.nodes.add("Div", products, self.nodes.add("Where", is_zero, one, length))
        limits = [self.nodes.constant(np.array(n), "float64") for n in (-1.0, 1.0)]
        return self.nodes.add("Sub", one, self.nodes.add("Clip", cosine, *limits))

    def _value(self, i: int, node: MatrixNode) -> str:
        scale = self.nodes.constant([[self.scale[i]]], "float64")
        center = self.nodes.constant([[self.center[i]]], "float64")
        return self.nodes.add("Add", self.nodes.add("Mul", node.name, scale), center)
