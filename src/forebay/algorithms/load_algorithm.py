"""Find the Algorithm of a MODEL_TYPE, and read back a Model that was stored."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.protocol import Algorithm, Model

# Strings, not classes: importing this package must import neither NumPy nor LightGBM.
ALGORITHMS: Final[dict[str, str]] = {
    "LINEAR_REG": "forebay.algorithms.linear_reg:LinearReg",
    "LOGISTIC_REG": "forebay.algorithms.logistic_reg:LogisticReg",
    "BOOSTED_TREE_CLASSIFIER": "forebay.algorithms.boosted_tree_classifier:BoostedTreeClassifier",
    "BOOSTED_TREE_REGRESSOR": "forebay.algorithms.boosted_tree_regressor:BoostedTreeRegressor",
}


def load_algorithm(model_type: str) -> Algorithm:
    """Return the algorithm of a model type that ``validate_options`` accepted.

    Examples
    --------
    >>> load_algorithm("BOOSTED_TREE_REGRESSOR").task
    'regression'

    """
    module, name = ALGORITHMS[model_type.upper()].split(":")
    return cast("Algorithm", getattr(import_module(module), name)())


def load_model(
    model_type: str, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> Model:
    """Return the model that ``Model.describe()`` and ``Model.arrays()`` came from.

    Nothing is executed: the caller reads `describe` from JSON, `arrays` from a file without
    objects (``numpy.load(..., allow_pickle=False)``).
    """
    return load_algorithm(model_type).load(describe, arrays)
