"""How both BOOSTED_TREE types learn: LightGBM, made repeatable, fed from the engine's stream.

BigQuery ML trains with XGBoost. The options mean the same here, the trees are not the same:
LightGBM grows the leaf that saves most loss next, where XGBoost grows level by level, and it splits
categories natively. Compare by quality, not tree by tree.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.class_weights import weight_of_each_class
from forebay.algorithms.iteration import Iteration
from forebay.algorithms.lightgbm_dataset import StreamedDataset, stream_dataset
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.algorithms.link import Link, link_for, mean_loss
from forebay.algorithms.row_blocks import MatrixLayout, RowBlocks
from forebay.algorithms.tree_model import TreeModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    import lightgbm
    from numpy.typing import NDArray

    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData

MAX_LEAVES: Final = 1024  # 2 ** 10: the cap on leaves that follows max_tree_depth
_BLOCK_ROWS: Final = 65_536

# Categories that are split natively need more restraint than LightGBM's defaults (10, 10, 100),
# which overfit: AUC 0.688 against 0.694 on the flights, measured.
_CATEGORY_SMOOTHING: Final = {"cat_smooth": 100.0, "cat_l2": 50.0}
_ROWS_OF_CATEGORY: Final = 200

_LOGGER = logging.getLogger("forebay.algorithms.lightgbm")
_LOGGER.addHandler(logging.NullHandler())  # else warnings reach the terminal by themselves


def train_boosted_trees(
    data: TrainingData,
    options: Mapping[str, Any],
    *,
    seed: int,
    threads: int,
    on_progress: OnProgress,
) -> TreeModel:
    """Learn boosted trees; regression if ``data.n_classes`` is 0, else classification."""
    _spin_briefly()
    import lightgbm  # heavy, and only training needs it

    lightgbm.register_logger(_LOGGER)
    params = lightgbm_parameters(data, options, seed=seed, threads=threads)
    link = link_for(data.n_classes)
    on_progress(None, "reading rows")
    train = _Part.read(data, data.train, data.n_train, params, seed=seed)
    class_weight = None
    if data.n_classes:
        count = np.bincount(train.label.astype(np.intp), minlength=data.n_classes)
        class_weight = weight_of_each_class(options, count)
    train.set_label(link, class_weight)
    booster = lightgbm.Booster(params, train.streamed.dataset)
    tune = None
    if data.tune is not None and data.n_tune:
        reference = train.streamed.dataset
        tune = _Part.read(data, data.tune, data.n_tune, params, seed=seed, reference=reference)
        tune.set_label(link, class_weight, base_score=train.base_score)
        booster.add_valid(tune.streamed.dataset, "tune")
    iterations, note = _Rounds(booster, train, tune, options, link, on_progress).run()
    text = booster.model_to_string(num_iteration=max(1, len(iterations)))
    return TreeModel(
        read_lightgbm_text(text),
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


def _spin_briefly() -> None:
    """Make LightGBM's threads sleep soon when they wait, unless the user decided otherwise.

    GNU OpenMP lets them spin for about a millisecond, thousands of times in a training: on two
    cores with other work to do that took 13 s instead of 3. It is read when LightGBM is loaded.
    """
    if not {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & os.environ.keys():
        os.environ["GOMP_SPINCOUNT"] = "1000"


@dataclass(slots=True, eq=False)
class _Part:
    """The train or the tune rows inside LightGBM."""

    streamed: StreamedDataset
    label: NDArray[np.float64]  # class index, or value minus base_score
    weight: NDArray[np.float64] | None = None
    base_score: float = 0.0

    @classmethod
    def read(
        cls,
        data: TrainingData,
        query: str,
        n_rows: int,
        params: Mapping[str, Any],
        *,
        seed: int,
        reference: lightgbm.Dataset | None = None,
    ) -> _Part:
        layout = MatrixLayout(
            order=tuple(range(len(data.columns))),
            codes=tuple(column.kind == "category" for column in data.columns),
            unknown_code=np.nan,
            dtype=np.float32,
            block_rows=_BLOCK_ROWS,
        )
        rows = RowBlocks(data.workspace, query, n_rows, layout)
        streamed = stream_dataset(rows, params, seed=seed, reference=reference)
        return cls(streamed, streamed.label)

    def set_label(
        self,
        link: Link,
        class_weight: NDArray[np.float64] | None,
        *,
        base_score: float | None = None,
    ) -> None:
        """Give LightGBM labels and weights.

        It keeps labels as float32, so values are given as differences from their mean.
        """
        weight = self.streamed.weight
        if class_weight is not None:
            weight = weight * class_weight[self.label.astype(np.intp)]
        self.weight = None if np.all(weight == 1.0) else weight
        if link == "identity":
            if base_score is None:
                base_score = float(np.average(self.label, weights=weight))
            self.base_score = base_score
            self.label = self.label - base_score
        self.streamed.dataset.set_label(self.label)
        if self.weight is not None:
            self.streamed.dataset.set_weight(self.weight)


@dataclass(slots=True, eq=False)
class _Rounds:
    """The boosting rounds, with early stopping as BigQuery ML states it.

    Training stops after the first round that lowers the loss of the tune rows (without them: of
    the train rows) by less than `min_rel_progress` of its value. A round that raised the loss is
    taken back, except with DART, where each round also changes the trees before it.
    """

    booster: lightgbm.Booster
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
        loss = self.booster.eval_train(self._feval(self.train))[0][2]
        eval_loss = None
        if self.tune is not None:
            eval_loss = float(self.booster.eval_valid(self._feval(self.tune))[0][2])
        duration_ms = round(1000 * (time.monotonic() - began))
        learn_rate = float(self.options["learn_rate"])
        return Iteration(number, float(loss), eval_loss, learn_rate, duration_ms)

    def _feval(self, part: _Part) -> Any:
        def loss(predicted: NDArray[np.float64], _: object) -> tuple[str, float, bool]:
            return "loss", mean_loss(part.label, predicted, part.weight, self.link), False

        return loss

    def _tell(self, iteration: Iteration, limit: int) -> None:
        figure = "squared error" if self.link == "identity" else "log_loss"
        part = "train" if iteration.eval_loss is None else "tune"
        text = f"round {iteration.iteration} of {limit}, {part} {figure} {_judged(iteration):.4g}"
        self.on_progress(iteration.iteration / limit, text)


def _judged(iteration: Iteration) -> float:
    return iteration.loss if iteration.eval_loss is None else iteration.eval_loss
