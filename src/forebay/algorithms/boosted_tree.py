"""How both BOOSTED_TREE types learn: LightGBM, made repeatable, fed from the engine's stream.

BigQuery ML trains with XGBoost. The options mean the same here, the trees are not the same:
LightGBM grows the leaf that saves most loss next, where XGBoost grows level by level, and it splits
categories natively. Compare by quality, not tree by tree. Where an option asks for what LightGBM
lacks, XGBoost trains here, too.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.lightgbm_trainer import LightGBMTrainer
from forebay.algorithms.link import Link, link_for, mean_loss
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

    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData
    from forebay.algorithms.tree_trainer import HeldRows, TreeBooster, TreeTrainer


def train_boosted_trees(
    data: TrainingData,
    options: Mapping[str, Any],
    *,
    seed: int,
    threads: int,
    on_progress: OnProgress,
) -> TreeModel:
    """Learn boosted trees; regression if ``data.n_classes`` is 0, else classification."""
    trainer = _trainer(data, options, seed=seed, threads=threads)
    link = link_for(data.n_classes)
    on_progress(None, "reading rows")
    with ExitStack() as held:
        rows = tree_rows(data, data.train, data.n_train)
        encoding = None
        if options["category_encoding_method"] == "TARGET_ENCODING":
            encoding = TargetEncoding.learn(rows, data.columns, data.n_classes)
            rows = encoding.of(rows)
        dataset = held.enter_context(trainer.hold(rows))
        rows.release()
        class_weight = None
        if data.n_classes:
            count = np.bincount(dataset.label.astype(np.intp), minlength=data.n_classes)
            class_weight = weight_of_each_class(options, count)
        train, base_score = _part(dataset, link, class_weight)
        tune = None
        if data.tune is not None and data.n_tune:
            rows = tree_rows(data, data.tune, data.n_tune)
            rows = encoding.of(rows) if encoding is not None else rows
            dataset = held.enter_context(trainer.hold(rows, reference=dataset))
            rows.release()
            tune, _ = _part(dataset, link, class_weight, base_score)
        parts = [train, *([tune] if tune else [])]
        booster = held.enter_context(trainer.booster(parts, link))
        iterations, note = _Rounds(booster, train, tune, options, link, on_progress).run()
        forest = booster.forest(max(1, len(iterations)))
        forest = encoding.as_sets(forest) if encoding is not None else forest
    return TreeModel(
        forest,
        link,
        base_score=base_score,
        iterations=iterations,
        notes=[text for text in (trainer.note, note) if text],
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


def _trainer(
    data: TrainingData, options: Mapping[str, Any], *, seed: int, threads: int
) -> TreeTrainer:
    if xgboost_reasons(options):
        rate = options["learn_rate"]
        return XGBoostTrainer(data, options, seed=seed, threads=threads, learn_rate=rate)
    params = lightgbm_parameters(data, options, seed=seed, threads=threads)
    return LightGBMTrainer(params, options["num_parallel_tree"])


def _part(
    rows: HeldRows,
    link: Link,
    class_weight: NDArray[np.float64] | None,
    base_score: float | None = None,
) -> tuple[TreePart, float]:
    """Return rows with what losses are computed from, and the mean that labels are less.

    Trainers keep labels as float32, so values are given as differences from their mean.
    """
    label, weight = rows.label, row_weights(rows, class_weight)
    if link != "identity":
        base_score = 0.0
    elif base_score is None:
        base_score = float(np.average(label, weights=weight))
    return TreePart(rows, label - base_score if base_score else label, weight), base_score


@dataclass(slots=True, eq=False)
class _Rounds:
    """The boosting rounds, with early stopping as BigQuery ML states it.

    Training stops after the first round that lowers the loss of the tune rows (without them: of
    the train rows) by less than `min_rel_progress` of its value. A round that raised the loss is
    taken back, except with DART, where each round also changes the trees before it.
    """

    booster: TreeBooster
    train: TreePart
    tune: TreePart | None
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
