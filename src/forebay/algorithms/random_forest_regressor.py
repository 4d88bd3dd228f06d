"""RANDOM_FOREST_REGRESSOR: decision trees grown apart, which together predict a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from forebay.algorithms.random_forest import train_random_forest
from forebay.algorithms.tree_model import TreeModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import Encoding, OnProgress, Task
    from forebay.algorithms.training_data import TrainingData


class RandomForestRegressor:
    """Decision trees, each grown on other rows and columns, that predict a number.

    A tree gives the mean label of the training rows of a leaf; the forest gives the mean over its
    trees.

    References
    ----------
    [^1]: Breiman (2001). Random forests. Machine Learning 45(1), 5-32.
    [^2]: Ke et al. (2017). LightGBM: a highly efficient gradient boosting decision tree. NIPS 30.

    """

    model_type: ClassVar[str] = "RANDOM_FOREST_REGRESSOR"
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
        return train_random_forest(
            data, options, seed=seed, threads=threads, on_progress=on_progress
        )

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> TreeModel:
        """Return the model that was stored."""
        return TreeModel.load(describe, arrays)
