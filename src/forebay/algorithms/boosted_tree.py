"""How both BOOSTED_TREE types learn: LightGBM, made repeatable, fed from the engine's stream.

BigQuery ML trains with XGBoost. The options mean the same here, the trees are not the same:
LightGBM grows the leaf that saves most loss next, where XGBoost grows level by level, and it splits
categories natively. Compare by quality, not tree by tree.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.lightgbm_booster import LightGBMBooster
from forebay.algorithms.lightgbm_dataset import StreamedDataset
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.algorithms.link import Link, link_for, mean_loss
from forebay.algorithms.parallel_trees import ParallelTrees
from forebay.algorithms.row_weights import row_weights
from forebay.algorithms.target_encoding import TargetEncoding
from forebay.algorithms.tree_model import TreeModel
from forebay.algorithms.tree_parameters import tree_parameters
from forebay.algorithms.tree_rows import tree_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData


def train_boosted_trees(
    data: TrainingData,
    options: Mapping[str, Any],
    *,
    seed: int,
    threads: int,
    on_progress: OnProgress,
) -> TreeModel:
    """Learn boosted trees; regression if ``data.n_classes`` is 0, else classification."""
    params = lightgbm_parameters(data, options, seed=seed, threads=threads)
    link = link_for(data.n_classes)
    on_progress(None, "reading rows")
    with ExitStack() as held:
        rows = tree_rows(data, data.train, data.n_train)
        encoding = None
        if options["category_encoding_method"] == "TARGET_ENCODING":
            encoding = TargetEncoding.learn(rows, data.columns, data.n_classes)
            rows = encoding.of(rows)
        dataset = held.enter_context(StreamedDataset(rows, params))
        rows.release()
        class_weight = None
        if data.n_classes:
            count = np.bincount(dataset.label.astype(np.intp), minlength=data.n_classes)
            class_weight = weight_of_each_class(options, count)
        train = _Part.of(dataset, link, class_weight)
        tune = None
        if data.tune is not None and data.n_tune:
            rows = tree_rows(data, data.tune, data.n_tune)
            rows = encoding.of(rows) if encoding is not None else rows
            dataset = held.enter_context(StreamedDataset(rows, params, reference=dataset))
            rows.release()
            tune = _Part.of(dataset, link, class_weight, base_score=train.base_score)
        booster = held.enter_context(_booster(params, train, tune, link, options))
        iterations, note = _Rounds(booster, train, tune, options, link, on_progress).run()
        forest = read_lightgbm_text(booster.text(max(1, len(iterations))))
        if isinstance(booster, ParallelTrees):
            forest = booster.with_begin(forest)
        forest = encoding.as_sets(forest) if encoding is not None else forest
    return TreeModel(
        forest,
        link,
        base_score=train.base_score,
        iterations=iterations,
        notes=[note] if note else [],
    )


def lightgbm_parameters(
    data: TrainingData, options: Mapping[str, Any], *, seed: int, threads: int
) -> dict[str, Any]:
    """Return what LightGBM is told: how trees grow, then how they are boosted."""
    n_classes = data.n_classes
    params = tree_parameters(data, options, seed=seed, threads=threads)
    params |= {
        "objective": {0: "regression", 2: "binary"}.get(n_classes, "multiclass"),
        "boosting": "dart" if options["booster_type"] == "DART" else "gbdt",
        "learning_rate": options["learn_rate"],
        # Regression starts from the label mean, taken in float64 before LightGBM sees labels.
        "boost_from_average": n_classes > 0,
    }
    if n_classes == 2:  # noqa: PLR2004 - two classes
        params["metric"] = "binary_logloss"
    if n_classes > 2:  # noqa: PLR2004 - more than two classes
        params["num_class"] = n_classes
    if options["booster_type"] == "DART":
        params |= {
            "drop_rate": options["dropout"],
            "skip_drop": 0.0,
            "max_drop": 0,
            "uniform_drop": True,
            "xgboost_dart_mode": True,
        }
    return params


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The train or the tune rows: inside LightGBM, and what losses are computed from."""

    dataset: StreamedDataset
    label: NDArray[np.float64]  # class index, or value minus base_score
    weight: NDArray[np.float64] | None  # None: all 1
    base_score: float

    @classmethod
    def of(
        cls,
        dataset: StreamedDataset,
        link: Link,
        class_weight: NDArray[np.float64] | None,
        *,
        base_score: float | None = None,
    ) -> _Part:
        """Give LightGBM its labels and weights.

        It keeps labels as float32, so values are given as differences from their mean.
        """
        label, weight = dataset.label, row_weights(dataset, class_weight)
        if link != "identity":
            base_score = 0.0
        elif base_score is None:
            base_score = float(np.average(label, weights=weight))
        part = cls(dataset, label - base_score if base_score else label, weight, base_score)
        dataset.set_target(part.label, part.weight)
        return part


def _booster(
    params: Mapping[str, Any],
    train: _Part,
    tune: _Part | None,
    link: Link,
    options: Mapping[str, Any],
) -> LightGBMBooster:
    parts = [train, *([tune] if tune else [])]
    datasets = [part.dataset for part in parts]
    n_trees = options["num_parallel_tree"]
    if n_trees == 1:
        return LightGBMBooster(params, datasets)
    labels, weights = [part.label for part in parts], [part.weight for part in parts]
    return ParallelTrees(params, datasets, labels, weights, link, n_trees)


@dataclass(slots=True, eq=False)
class _Rounds:
    """The boosting rounds, with early stopping as BigQuery ML states it.

    Training stops after the first round that lowers the loss of the tune rows (without them: of
    the train rows) by less than `min_rel_progress` of its value. A round that raised the loss is
    taken back, except with DART, where each round also changes the trees before it.
    """

    booster: LightGBMBooster
    train: _Part
    tune: _Part | None
    options: Mapping[str, Any]
    link: Link
    on_progress: OnProgress

    def run(self) -> tuple[list[Iteration], str]:
        """Return one Iteration for each round kept, and a note if training ended early."""
        done: list[Iteration] = []
        limit = self.options["max_iterations"]
        for number in range(1, limit + 1):
            began = time.monotonic()
            if self.booster.update():
                return done, "No split of any leaf lowers the loss further: training ended."
            iteration = self._measure(number, began)
            self._tell(iteration, limit)
            before, now = (_judged(row) for row in (done[-1] if done else iteration, iteration))
            done.append(iteration)
            if number == 1 or not self.options["early_stop"]:
                continue
            if before - now < self.options["min_rel_progress"] * abs(before):
                if now > before and self.options["booster_type"] != "DART":
                    done.pop()
                note = (
                    f"Early stop after round {number} of {limit}: the loss went from {before:.6g} "
                    f"to {now:.6g}, less than min_rel_progress "
                    f"{self.options['min_rel_progress']:g} allows."
                )
                return done, note
        return done, ""

    def _measure(self, number: int, began: float) -> Iteration:
        losses = [
            self.booster.metric(i)
            if self.link == "logistic"
            else mean_loss(part.label, self.booster.predicted(i), part.weight, self.link)
            for i, part in enumerate((self.train, self.tune))
            if part is not None
        ]
        eval_loss = losses[1] if self.tune is not None else None
        duration_ms = round(1000 * (time.monotonic() - began))
        learn_rate = float(self.options["learn_rate"])
        return Iteration(number, losses[0], eval_loss, learn_rate, duration_ms)

    def _tell(self, iteration: Iteration, limit: int) -> None:
        figure = "squared error" if self.link == "identity" else "log_loss"
        part = "train" if iteration.eval_loss is None else "tune"
        text = f"round {iteration.iteration} of {limit}, {part} {figure} {_judged(iteration):.4g}"
        self.on_progress(iteration.iteration / limit, text)


def _judged(iteration: Iteration) -> float:
    return iteration.loss if iteration.eval_loss is None else iteration.eval_loss
