"""MODEL_TYPE XGBOOST: a forest of XGBoost, from its JSON or UBJSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.import_trees import import_trees
from forebay.algorithms.tree_model import TreeModel
from forebay.algorithms.xgboost_file import read_xgboost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.imported_file import ImportedFile
    from forebay.algorithms.matrix_protocol import MatrixModel


class XGBoost:
    """Reads a file once, when the model is made; what is stored is a Forest as any other."""

    def read(self, data: bytes) -> ImportedFile:
        """Return the forest of a file; see ``read_xgboost``."""
        return import_trees(read_xgboost(data))

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> MatrixModel:
        """Return the stored forest."""
        return TreeModel.load(describe, arrays)
