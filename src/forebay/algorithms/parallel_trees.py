"""Several trees a round: each is grown on the same gradients, on rows and columns of its own.

LightGBM has one tree a round. Given gradients from outside it grows a tree on them, though, and
draws rows and columns anew; asked several times with the same gradients it grows the trees of a
round side by side. As in XGBoost (``gbtree``, ``num_parallel_tree``) each weighs the learning rate
divided by their number. The gradients are LightGBM's own: ``src/objective``, version 4.
"""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.lightgbm_booster import LightGBMBooster
from forebay.algorithms.link import Link, mean_loss, predictions
from forebay.algorithms.tree_gradients import TreeGradients

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.lightgbm_dataset import StreamedDataset


class ParallelTrees(LightGBMBooster):
    """Boosting with `n_trees` trees a round; a context manager like the booster that it is.

    Parameters
    ----------
    params
        Those of a booster of one tree a round.
    parts
        The rows to train on, then rows to predict for after each round.
    labels, weights
        Of each part: class indices, or values less their mean; None weighs all rows alike.

    """

    def __init__(
        self,
        params: Mapping[str, Any],
        parts: Sequence[StreamedDataset],
        labels: Sequence[NDArray[np.float64]],
        weights: Sequence[NDArray[np.float64] | None],
        link: Link,
        n_trees: int,
    ) -> None:
        own = {
            "objective": "none",
            "metric": "None",
            "boost_from_average": False,
            "learning_rate": params["learning_rate"] / n_trees,
        }
        super().__init__({**params, **own}, parts)
        self.n_trees = n_trees
        self._n_trees: list[int] = []  # after each round: a tree that splits nothing is left out
        self._labels, self._weights, self._link = tuple(labels), tuple(weights), link
        n_classes = int(params.get("num_class", 1))
        factor = n_classes / (n_classes - 1) if n_classes > 1 else 1.0
        self._rows = TreeGradients(labels[0], weights[0], link, n_classes, factor)
        self._begin = self._rows.begin()

    def update(self) -> bool:
        """Do one round; True if no leaf of any tree could be split."""
        gradient, hessian = self._gradients()
        is_finished, n_trees = ctypes.c_int(), ctypes.c_int()
        was_split = False
        for _ in range(self.n_trees):
            arguments = (gradient, hessian, ctypes.byref(is_finished))
            self._call("BoosterUpdateOneIterCustom", self._handle, *arguments)
            was_split |= is_finished.value == 0
        self._call("BoosterGetCurrentIteration", self._handle, ctypes.byref(n_trees))
        self._n_trees.append(n_trees.value)
        return not was_split

    def predicted(self, part: int) -> NDArray[np.float64]:
        """Return values or probabilities for the rows of a part, as a booster does."""
        raw = super().predicted(part) + self._begin
        columns = raw.reshape(len(raw), -1)
        return predictions(columns, self._link).reshape(raw.shape)

    def metric(self, part: int) -> float:
        """Return the mean log loss of the rows of a part, weighted."""
        found = self.predicted(part)
        return mean_loss(self._labels[part], found, self._weights[part], self._link)

    def forest(self, n_rounds: int) -> Forest:
        """Return the trees of the first rounds; the first of them add what rows begin with."""
        forest = super().forest(max(1, self._n_trees[n_rounds - 1]))
        values = forest.leaf_value.copy()
        begin = np.atleast_1d(self._begin)
        for output in range(forest.n_outputs):
            first, last = forest.leaf_start[output : output + 2]
            values[first:last] += begin[output]
        return replace(forest, leaf_value=values)

    def _gradients(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return first and second derivatives of the training loss, class after class."""
        gradient, hessian = self._rows.at(self.predicted(0))
        return (
            np.ascontiguousarray(gradient.T, np.float32).ravel(),
            np.ascontiguousarray(hessian.T, np.float32).ravel(),
        )
