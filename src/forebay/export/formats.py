"""The plug table of export formats, and which one a target means."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from forebay.algorithms.made_of_trees import made_of_trees
from forebay.errors import ProjectError, nearest
from forebay.export.query_options import QueryOptions

if TYPE_CHECKING:
    from pathlib import PurePath

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel


class Format(Protocol):
    """One module of ``export``."""

    FILE: str  # its name in a folder
    TOLERANCE: float  # of the parity test, relative to the largest answer

    def write(self, model: LiveModel) -> bytes:
        """Return the file; ``not-supported`` where the format cannot say what the model does."""
        ...

    def about(self, model: LiveModel) -> dict[str, bytes]:
        """Return files that stand beside it in a folder, by name."""
        ...

    def answers(
        self, data: bytes, model: LiveModel, workspace: Workspace, rows: str
    ) -> NDArray[Any]:
        """Return what the file answers for rows, as ``LiveModel.scorer`` does.

        Of principal components the coordinates alone; of TRANSFORM_ONLY a list of tuples, the
        columns of its clause.

        Parameters
        ----------
        rows
            The name of a relation with the model's raw columns.

        """
        ...


# Strings, not modules: most of a program's life nothing is exported.
FORMATS: Final[dict[str, str]] = {
    "xgboost": "forebay.export.xgboost_booster",
    "onnx": "forebay.export.onnx_graph",
    "python": "forebay.export.python_file",
    "sql": "forebay.export.sql_query",
    "mlflow": "forebay.export.mlflow_folder",
}
# What several files make, whatever the target is called.
FOLDERS: Final = frozenset({"mlflow"})
_SUFFIXES: Final = {".json": "xgboost", ".onnx": "onnx", ".py": "python", ".sql": "sql"}
# What BigQuery ML writes, or people ask for, and what to ask for instead.
_INSTEAD: Final = {
    ".bst": "write model.json: XGBoost loads it since version 1.0.",
    ".ubj": "write model.json: XGBoost loads both.",
    ".pb": "a SavedModel needs TensorFlow; write model.onnx.",
    ".pkl": "a pickle runs code when it is loaded; write model.onnx.",
    ".txt": "LightGBM's text is not written; write model.json or model.onnx.",
}


def load_format(name: str, options: QueryOptions | None = None) -> Format:
    """Return the module of a format, or for SQL what writes a query with these options."""
    module = import_module(FORMATS[name])
    if name == "sql":
        return cast("Format", module.SqlQuery(options or QueryOptions()))
    return cast("Format", module)


def format_of(target: PurePath, model_type: str) -> str:
    """Return the name of the format for a target; a target without a suffix is a folder.

    A folder gets what BigQuery ML gives where that is possible: a booster of XGBoost for trees.
    For anything else, where it gives a SavedModel of TensorFlow, ONNX.

    Raises
    ------
    ProjectError
        ``not-supported`` for a suffix of another format.

    Examples
    --------
    >>> from pathlib import PurePath
    >>> format_of(PurePath("out"), "BOOSTED_TREE_REGRESSOR"), format_of(PurePath("a.onnx"), "PCA")
    ('xgboost', 'onnx')

    """
    suffix = target.suffix.lower()
    if not suffix:
        # The thresholds of an imported LightGBM model are float64, which XGBoost has not.
        is_booster = made_of_trees(model_type) and model_type.upper() != "LIGHTGBM"
        return "xgboost" if is_booster else "onnx"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    near = nearest(suffix, _SUFFIXES)
    known = (
        "the formats are: model.json (XGBoost), model.onnx (ONNX), model.py (Python), model.sql"
        " (SQL), or a folder."
    )
    raise ProjectError.of(
        "not-supported",
        f'nothing is exported as "{suffix}"',
        detail=known if near is None else f'did you mean "{near}"?',
        hint=_INSTEAD.get(suffix, known),
    )
