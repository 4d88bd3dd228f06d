"""Train a model on a bounded sample, to compare with; it is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms import TrainingData, load_algorithm
from forebay.build.training_options import training_options
from forebay.features.frame import KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.algorithms.protocol import Model
    from forebay.build.model_work import ModelWork
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.label import Label

# What makes a training short; of the options that a model type has.
_SHORT: Final[Mapping[str, Any]] = {
    "max_iterations": 20, "num_parallel_tree": 20, "early_stop": False,
}  # fmt: skip
# Whose cost on a few thousand rows is known; one of a third party might take an hour.
COMPARABLE: Final = frozenset({
    "BOOSTED_TREE_CLASSIFIER", "BOOSTED_TREE_REGRESSOR", "RANDOM_FOREST_CLASSIFIER",
    "RANDOM_FOREST_REGRESSOR", "LINEAR_REG", "LOGISTIC_REG",
})  # fmt: skip


_WIDEST: Final = 2_000  # inputs of a linear model, whose cost grows with their square


def is_short(model_type: str, features: FrozenFeatures) -> bool:
    """Return whether training such a model on a few thousand rows takes no time to speak of."""
    if model_type not in COMPARABLE:
        return False
    wide = sum(max(1, len(column.categories)) for column in features.columns)
    return not model_type.endswith("_REG") or wide <= _WIDEST


def train_small(
    work: ModelWork, rows: str, features: FrozenFeatures, label: Label, options: Mapping[str, Any]
) -> Model:
    """Train on some rows; every row weighs the same.

    Parameters
    ----------
    rows
        The rows in FROM position and their condition: ``"frame" WHERE ...``.
    options
        All that the model type has; at most 20 trees are grown and nothing is stopped early.

    """
    index = label.index_sql()
    source = f"(SELECT * FROM {rows} AND {index} IS NOT NULL)"
    carried = [(index, "label"), ("1e0", "weight"), (KEY, "key")]
    ((count,),) = work.workspace.rows(f"SELECT count(*) FROM {source}")
    data = TrainingData(
        work.workspace,
        features.matrix_query(source, carried=carried),
        None,
        features.columns,
        label.n_classes,
        int(str(count)),
        0,
    )
    short = {name: value for name, value in _SHORT.items() if name in options}
    limited = {name: min(value, options[name] or value) for name, value in short.items()}
    algorithm = load_algorithm(str(options["model_type"]))
    return algorithm.train(
        data,
        training_options({**options, **limited}, label),
        seed=1,
        threads=1,  # of a few thousand rows, threads only wait for each other
        on_progress=lambda *_: None,
    )
