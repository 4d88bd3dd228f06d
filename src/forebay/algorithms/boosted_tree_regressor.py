"""BOOSTED_TREE_REGRESSOR: gradient boosted decision trees that predict a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from forebay.algorithms.boosted_tree import train_boosted_trees
from forebay.algorithms.tree_model import TreeModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import Encoding, OnProgress, Task
    from forebay.algorithms.training_data import TrainingData


class BoostedTreeRegressor:
    """Gradient boosted decision trees that predict a number.

    Each round adds a tree that lowers the squared error
    of the training rows most, shrunk by `learn_rate`.

    References
    ----------
    [^1]: Friedman (2001). Greedy function approximation: a gradient boosting machine. Annals of
        Statistics 29(5), 1189-1232.
    [^2]: Ke et al. (2017). LightGBM: a highly efficient gradient boosting decision tree. NIPS 30.

    """

    model_type: ClassVar[str] = "BOOSTED_TREE_REGRESSOR"
    task: ClassVar[Task] = "regression"
    encoding: ClassVar[Encoding] = "tree"

    def train(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        on_progress: OnProgress,
    ) -> TreeModel:
        """Learn a model; see ``Algorithm.train``."""
        return train_boosted_trees(
            data, options, seed=seed, threads=threads, on_progress=on_progress
        )

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> TreeModel:
        """Return the model that was stored."""
        return TreeModel.load(describe, arrays)
