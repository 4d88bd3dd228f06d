"""Find the Algorithm of a MODEL_TYPE, and read back a Model that was stored."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, assert_never, cast

from forebay.algorithms.model_task import MODEL_TASKS
from forebay.algorithms.transform_only import TransformOnly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.matrix_protocol import MatrixAlgorithm, StoredModel
    from forebay.algorithms.protocol import Algorithm

# Strings, not classes: importing this package must import neither NumPy nor LightGBM.
ALGORITHMS: Final[dict[str, str]] = {
    "LINEAR_REG": "forebay.algorithms.linear_reg:LinearReg",
    "LOGISTIC_REG": "forebay.algorithms.logistic_reg:LogisticReg",
    "BOOSTED_TREE_CLASSIFIER": "forebay.algorithms.boosted_tree_classifier:BoostedTreeClassifier",
    "BOOSTED_TREE_REGRESSOR": "forebay.algorithms.boosted_tree_regressor:BoostedTreeRegressor",
    "RANDOM_FOREST_CLASSIFIER": (
        "forebay.algorithms.random_forest_classifier:RandomForestClassifier"
    ),
    "RANDOM_FOREST_REGRESSOR": "forebay.algorithms.random_forest_regressor:RandomForestRegressor",
    # Without a label.
    "KMEANS": "forebay.algorithms.kmeans:KMeans",
    "PCA": "forebay.algorithms.pca:Pca",
    "TRANSFORM_ONLY": "forebay.algorithms.transform_only:TransformOnly",
    "ARIMA_PLUS": "forebay.algorithms.arima_plus:ArimaPlus",
    # Read from files of other libraries.
    "ONNX": "forebay.algorithms.onnx:Onnx",
    "XGBOOST": "forebay.algorithms.xgboost:XGBoost",
    "LIGHTGBM": "forebay.algorithms.lightgbm:LightGbm",
}


def load_algorithm(model_type: str) -> Algorithm:
    """Return the algorithm of a model type that learns from a label.

    Examples
    --------
    >>> load_algorithm("BOOSTED_TREE_REGRESSOR").task
    'regression'

    """
    return cast("Algorithm", _plugged(model_type))


def load_matrix_algorithm(model_type: str) -> MatrixAlgorithm:
    """Return the algorithm of a model type that learns from a matrix without a label."""
    return cast("MatrixAlgorithm", _plugged(model_type))


def _plugged(model_type: str) -> object:
    return _named(model_type)()


def _named(model_type: str) -> Any:
    module, name = ALGORITHMS[model_type.upper()].split(":")
    return getattr(import_module(module), name)


def load_model(
    model_type: str, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> StoredModel:
    """Return the model that ``Model.describe()`` and ``Model.arrays()`` came from.

    Nothing is executed: the caller reads `describe` from JSON, `arrays` from a file without
    objects (``numpy.load(..., allow_pickle=False)``).
    """
    task = MODEL_TASKS[model_type.upper()]
    match task:
        case "regression" | "classification":
            return load_algorithm(model_type).load(describe, arrays)
        case "clustering" | "reduction":
            return load_matrix_algorithm(model_type).load(describe, arrays)
        case "transform":
            return TransformOnly()
        case "forecast":
            return cast("StoredModel", _named(model_type).load(describe, arrays))
        case "imported":
            return load_matrix_algorithm(model_type).load(describe, arrays)
        case _:
            assert_never(task)
