"""How both RANDOM_FOREST types learn: LightGBM's forests, made repeatable, fed from a stream.

Each tree is grown on a part of the rows by squared error, and predictions are averaged. A class is
an indicator, 0 or 1: the mean of a leaf is the share of the class there, and squared error chooses
the splits that Gini's impurity would (Breiman et al. 1984, section 4.3). More than two classes have
one forest each, against the rest.

BigQuery ML trains with XGBoost, whose forest is one Newton step of boosting, averaged: its
probabilities are squeezed together. Compare by quality, not tree by tree. Where an option asks for
what LightGBM lacks, XGBoost grows the same trees of shares, and not that step.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.average_trees import average_trees
from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.lightgbm_trainer import LightGBMTrainer
from forebay.algorithms.link import Link, mean_loss, predictions
from forebay.algorithms.row_weights import row_weights
from forebay.algorithms.target_encoding import TargetEncoding
from forebay.algorithms.tree_model import TreeModel
from forebay.algorithms.tree_parameters import tree_parameters
from forebay.algorithms.tree_rows import tree_rows
from forebay.algorithms.tree_trainer import TreePart
from forebay.algorithms.xgboost_reasons import xgboost_reasons
from forebay.algorithms.xgboost_trainer import XGBoostTrainer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData
    from forebay.algorithms.tree_trainer import HeldRows, TreeTrainer

# LightGBM wants a forest to draw rows or columns. This share of the columns is all of them, because
# it is rounded.
_ALL_COLUMNS: Final = 1.0 - 1e-9


def train_random_forest(
    data: TrainingData,
    options: Mapping[str, Any],
    *,
    seed: int,
    threads: int,
    on_progress: OnProgress,
) -> TreeModel:
    """Learn a forest; regression if ``data.n_classes`` is 0, else classification."""
    began = time.monotonic()
    trainer = _trainer(data, options, seed=seed, threads=threads)
    on_progress(None, "reading rows")
    with ExitStack() as held:
        rows = tree_rows(data, data.train, data.n_train)
        encoding = None
        if options["category_encoding_method"] == "TARGET_ENCODING":
            encoding = TargetEncoding.learn(rows, data.columns, data.n_classes)
            rows = encoding.of(rows)
        dataset = held.enter_context(trainer.hold(rows))
        rows.release()
        weight = _weight(data, dataset, options)
        growth = _Growth(dataset, weight, trainer, options["num_parallel_tree"], on_progress)
        forest, loss = growth.run(data.n_classes)
        forest = encoding.as_sets(forest) if encoding is not None else forest
    lasted = round(1000 * (time.monotonic() - began))
    only = Iteration(1, loss, None, 1.0, lasted)
    notes = [trainer.note] if trainer.note else []
    link = _link(data.n_classes)
    return TreeModel(forest, link, base_score=0.0, iterations=[only], notes=notes)


def forest_parameters(
    data: TrainingData, options: Mapping[str, Any], *, seed: int, threads: int
) -> dict[str, Any]:
    """Return what LightGBM is told: how trees grow, then that they are averaged."""
    params = tree_parameters(data, options, seed=seed, threads=threads)
    params |= {
        "objective": "regression",
        "boosting": "rf",
        # Trees hold differences from the mean, which is taken in float64 and added afterwards.
        "boost_from_average": False,
    }
    if params["bagging_freq"] == 0:
        params["feature_fraction"] = min(params["feature_fraction"], _ALL_COLUMNS)
    return params


def _trainer(
    data: TrainingData, options: Mapping[str, Any], *, seed: int, threads: int
) -> TreeTrainer:
    if xgboost_reasons(options):
        # A round of XGBoost is the whole forest. Each tree weighs the rate divided by their number.
        rate = options["num_parallel_tree"]
        return XGBoostTrainer(data, options, seed=seed, threads=threads, learn_rate=rate)
    return LightGBMTrainer(forest_parameters(data, options, seed=seed, threads=threads))


def _link(n_classes: int) -> Link:
    if n_classes == 0:
        return "identity"
    return "share" if n_classes == 2 else "shares"  # noqa: PLR2004 - two classes


def _weight(
    data: TrainingData, dataset: HeldRows, options: Mapping[str, Any]
) -> NDArray[np.float64] | None:
    if data.n_classes == 0:
        return row_weights(dataset, None)
    count = np.bincount(dataset.label.astype(np.intp), minlength=data.n_classes)
    return row_weights(dataset, weight_of_each_class(options, count))


@dataclass(slots=True, eq=False)
class _Growth:
    """The training rows inside a trainer, and the forests that grow on them."""

    dataset: HeldRows
    weight: NDArray[np.float64] | None
    trainer: TreeTrainer
    n_trees: int
    on_progress: OnProgress

    def run(self, n_classes: int) -> tuple[Forest, float]:
        """Return all trees, and the loss of the training rows."""
        label = self.dataset.label
        if n_classes > 2:  # noqa: PLR2004 - more than two classes
            return self._against_the_rest(n_classes)
        forest, mean, predicted = self._grow(label)
        loss = mean_loss(label, predicted, self.weight, _link(n_classes))
        return average_trees([forest], [mean]), loss

    def _against_the_rest(self, n_classes: int) -> tuple[Forest, float]:
        label = self.dataset.label
        own, every = np.zeros(len(label)), np.zeros(len(label))
        forests, means = [], []
        for number in range(n_classes):
            is_class = label == number
            target = is_class.astype(np.float64)
            forest, mean, predicted = self._grow(target, (number, n_classes))
            forests.append(forest)
            means.append(mean)
            share = predictions(predicted, "share")
            every += share
            own[is_class] = share[is_class]
        # Where no class has a share, all are alike.
        of_label = np.where(every > 0, own / np.where(every > 0, every, 1.0), 1.0 / n_classes)
        loss = mean_loss(np.ones(len(label)), of_label, self.weight, "share")
        return average_trees(forests, means), loss

    def _grow(
        self, target: NDArray[np.float64], place: tuple[int, int] = (0, 1)
    ) -> tuple[Forest, float, NDArray[np.float64]]:
        """Return a forest, the mean that its trees differ from, and what training rows get."""
        mean = float(np.average(target, weights=self.weight))
        part = TreePart(self.dataset, target - mean, self.weight)
        at_once = self.trainer.n_at_once
        with self.trainer.booster([part], "identity") as booster:
            for tree in range(at_once, self.n_trees + 1, at_once):
                booster.update()
                self._tell(tree, *place)
            forest = booster.forest(self.n_trees // at_once)
            # What trees together add to a row; LightGBM averages its forests itself.
            return forest, mean, booster.predicted(0) / at_once + mean

    def _tell(self, tree: int, number: int, n_forests: int) -> None:
        text = f"tree {tree} of {self.n_trees}"
        if n_forests > 1:
            text = f"class {number + 1} of {n_forests}, {text}"
        self.on_progress((number + tree / self.n_trees) / n_forests, text)
