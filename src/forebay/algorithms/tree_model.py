"""The Model of boosted trees: a Forest, a starting score and a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.forest import Forest
from forebay.algorithms.forest_scorer import ForestScorer
from forebay.algorithms.iteration import Iteration, info_rows, iterations_from
from forebay.algorithms.link import Link, predictions
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest_row import ForestRow
    from forebay.features.matrix_column import MatrixColumn


class TreeModel:
    """Trees whose leaf values are added to a starting score.

    Parameters
    ----------
    base_score
        What every row starts from: the label mean for regression; 0 for classifiers, whose first
        trees hold the log-odds of the class shares.
    iterations
        One for each round that was kept.
    notes
        What a person should know about the training, as sentences.

    """

    def __init__(
        self,
        forest: Forest,
        link: Link,
        *,
        base_score: float,
        iterations: Iterable[Iteration],
        notes: Iterable[str] = (),
    ) -> None:
        self.forest = forest
        self._scorer = ForestScorer(forest)
        self.link = link
        self.base_score = base_score
        self._iterations = tuple(iterations)
        self._notes = tuple(notes)

    @property
    def n_outputs(self) -> int:
        """1 for regression and for two classes, else the number of classes."""
        return self.forest.n_outputs

    @property
    def scored_by(self) -> str:
        """What scores here, for people: see ``ForestScorer.scored_by``."""
        return self._scorer.scored_by

    def row_sums(self, is_category: Sequence[bool]) -> ForestRow | None:
        """Return what gives the sums of leaf values of one row: see ``ForestScorer.row_sums``."""
        return self._scorer.row_sums(is_category)

    def raw(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the sums of leaf values and the starting score, shape (n_rows, n_outputs)."""
        return self._scorer.score(columns, threads=threads) + self.base_score

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return values or probabilities, shape (n_rows, n_outputs)."""
        return predictions(self.raw(columns, threads=threads), self.link)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the forest's arrays."""
        return self.forest.arrays()

    def describe(self) -> dict[str, Any]:
        """Return what ``load`` needs beside the arrays, and figures for a person."""
        return {
            "kind": "trees",
            "link": self.link,
            "base_score": self.base_score,
            "n_features": self.forest.n_features,
            "n_outputs": self.forest.n_outputs,
            "n_trees": self.forest.n_trees,
            "n_splits": self.forest.n_nodes,
            "training_info": self.training_info(),
            "notes": list(self._notes),
        }

    @classmethod
    def load(cls, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> TreeModel:
        """Return the model that ``describe()`` and ``arrays()`` came from."""
        return cls(
            Forest.load(describe["n_features"], describe["n_outputs"], arrays),
            describe["link"],
            base_score=describe["base_score"],
            iterations=iterations_from(describe["training_info"]),
            notes=describe["notes"],
        )

    def training_info(self) -> list[dict[str, Any]]:
        """Return the rows of ML.TRAINING_INFO, from iteration 1."""
        return info_rows(self._iterations)

    def weights(
        self, columns: Sequence[MatrixColumn], *, standardize: bool = False
    ) -> list[dict[str, Any]]:
        """Refuse: trees have no weights."""
        del columns, standardize
        raise ProjectError.of(
            "not-supported",
            "ML.WEIGHTS is for linear models; this model is made of trees",
            hint="ML.FEATURE_IMPORTANCE says how much each feature counts.",
        )

    def importance(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Return the rows of ML.FEATURE_IMPORTANCE, the highest gain first.

        Columns that come from one raw column are taken together. As XGBoost defines them:
        `importance_weight` is the number of splits, `importance_gain` and `importance_cover` the
        mean gain and cover of those splits; all are 0 for a feature that no split uses.
        """
        names = [column.raw_name or column.name for column in columns]
        position = {name: i for i, name in enumerate(dict.fromkeys(names))}
        group = np.array([position[name] for name in names], np.intp)[self.forest.feature]
        count, gain, cover = (
            np.bincount(group, weights, len(position)).tolist()
            for weights in (None, self.forest.gain, self.forest.cover)
        )
        rows = [
            {
                "feature": name,
                "importance_weight": int(count[i]),
                "importance_gain": gain[i] / max(1, count[i]),
                "importance_cover": cover[i] / max(1, count[i]),
            }
            for name, i in position.items()
        ]
        return sorted(rows, key=lambda row: (-row["importance_gain"], row["feature"]))
