"""How both BOOSTED_TREE types learn: LightGBM, made repeatable, fed from the engine's stream.

BigQuery ML trains with XGBoost. The options mean the same here, the trees are not the same:
LightGBM grows the leaf that saves most loss next, where XGBoost grows level by level, and it splits
categories natively. Compare by quality, not tree by tree.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.lightgbm_booster import LightGBMBooster
from forebay.algorithms.lightgbm_dataset import StreamedDataset
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.algorithms.link import Link, link_for, mean_loss
from forebay.algorithms.row_blocks import MatrixLayout, RowBlocks
from forebay.algorithms.tree_model import TreeModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData

MAX_LEAVES: Final = 1024  # 2 ** 10: the cap on leaves that follows max_tree_depth
_BLOCK_ROWS: Final = 65_536

# Categories that are split natively need more restraint than LightGBM's defaults (10, 10, 100),
# which overfit: AUC 0.688 against 0.694 on the flights, measured.
_CATEGORY_SMOOTHING: Final = {"cat_smooth": 100.0, "cat_l2": 50.0}
_ROWS_OF_CATEGORY: Final = 200


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
        rows = _rows(data, data.train, data.n_train)
        dataset = held.enter_context(StreamedDataset(rows, params))
        rows.release()
        class_weight = None
        if data.n_classes:
            count = np.bincount(dataset.label.astype(np.intp), minlength=data.n_classes)
            class_weight = weight_of_each_class(options, count)
        train = _Part.of(dataset, link, class_weight)
        tune = None
        if data.tune is not None and data.n_tune:
            rows = _rows(data, data.tune, data.n_tune)
            dataset = held.enter_context(StreamedDataset(rows, params, reference=dataset))
            rows.release()
            tune = _Part.of(dataset, link, class_weight, base_score=train.base_score)
        parts = [train.dataset, *([tune.dataset] if tune else [])]
        booster = held.enter_context(LightGBMBooster(params, parts))
        iterations, note = _Rounds(booster, train, tune, options, link, on_progress).run()
        forest = read_lightgbm_text(booster.text(max(1, len(iterations))))
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
    """Return what LightGBM is told: the table of ``options``, then what makes it repeatable."""
    n_classes = data.n_classes
    encoding = options["category_encoding_method"]
    native = encoding != "LABEL_ENCODING"
    categories = [i for i, c in enumerate(data.columns) if c.kind == "category" and native]
    params: dict[str, Any] = {
        "objective": {"identity": "regression", "logistic": "binary", "softmax": "multiclass"}[
            link_for(n_classes)
        ],
        "boosting": "dart" if options["booster_type"] == "DART" else "gbdt",
        "learning_rate": options["learn_rate"],
        "max_depth": options["max_tree_depth"],
        "num_leaves": min(2 ** options["max_tree_depth"], MAX_LEAVES),
        "min_sum_hessian_in_leaf": options["min_tree_child_weight"],
        "min_data_in_leaf": 1,  # XGBoost has no such limit
        "min_data_in_bin": 1,
        "min_gain_to_split": options["min_split_loss"],
        "lambda_l1": options["l1_reg"],
        "lambda_l2": options["l2_reg"],
        "bagging_fraction": options["subsample"],
        "bagging_freq": 1 if options["subsample"] < 1 else 0,
        "feature_fraction": options["colsample_bytree"],
        "feature_fraction_bynode": options["colsample_bynode"],
        "categorical_feature": ",".join(map(str, categories)),
        # Regression starts from the label mean, taken in float64 before LightGBM sees labels.
        "boost_from_average": n_classes > 0,
        "metric": "None",  # losses are computed here, in fixed order
        "deterministic": True,
        "force_col_wise": True,
        "seed": seed,
        "num_threads": threads,
        "feature_pre_filter": False,
        "verbosity": -1,
    }
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
    if encoding == "ONE_HOT_ENCODING":
        params["max_cat_to_onehot"] = 2**31 - 1  # one category against the rest, at every split
    params |= _CATEGORY_SMOOTHING
    params["min_data_per_group"] = max(1, min(_ROWS_OF_CATEGORY, data.n_train // 100))
    return {name: value for name, value in params.items() if value != ""}


def _rows(data: TrainingData, query: str, n_rows: int) -> RowBlocks:
    layout = MatrixLayout(
        columns=data.columns,
        order=tuple(range(len(data.columns))),
        unknown_code=np.nan,
        dtype=np.float32,
        block_rows=_BLOCK_ROWS,
    )
    return RowBlocks(data.workspace, query, n_rows, layout)


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
        label, weight = dataset.label, dataset.weight
        if class_weight is not None:
            weight = weight * class_weight[label.astype(np.intp)]
        if link != "identity":
            base_score = 0.0
        elif base_score is None:
            base_score = float(np.average(label, weights=weight))
        part = cls(
            dataset,
            label - base_score if base_score else label,
            None if np.all(weight == 1.0) else weight,
            base_score,
        )
        dataset.set_target(part.label, part.weight)
        return part


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
            mean_loss(part.label, self.booster.predicted(i), part.weight, self.link)
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
