"""What each MODEL_TYPE is for; standard library only, because a project is validated with it."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

# Of a model type, not of a model: whether classes are two or more is for the data to say.
ModelTask: TypeAlias = Literal[
    "regression", "classification", "clustering", "reduction", "transform", "forecast", "imported"
]

MODEL_TASKS: Final[dict[str, ModelTask]] = {
    "LINEAR_REG": "regression",
    "LOGISTIC_REG": "classification",
    "BOOSTED_TREE_CLASSIFIER": "classification",
    "BOOSTED_TREE_REGRESSOR": "regression",
    "RANDOM_FOREST_CLASSIFIER": "classification",
    "RANDOM_FOREST_REGRESSOR": "regression",
    # Without a label.
    "KMEANS": "clustering",
    "PCA": "reduction",
    "TRANSFORM_ONLY": "transform",
    "ARIMA_PLUS": "forecast",
    # Trained elsewhere.
    "ONNX": "imported",
    "XGBOOST": "imported",
    "LIGHTGBM": "imported",
}


def model_task(model_type: str) -> ModelTask | None:
    """Return what a model type is for; None if there is no such type.

    Examples
    --------
    >>> model_task("linear_reg"), model_task("MAGIC")
    ('regression', None)

    """
    return MODEL_TASKS.get(model_type.upper())


def has_label(task: ModelTask | None) -> bool:
    """Return whether models of a task learn from a label; an unknown type is taken to."""
    return task in {"regression", "classification", None}
