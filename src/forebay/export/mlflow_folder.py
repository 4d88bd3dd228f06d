"""A model as a folder that ``mlflow models serve`` and ``mlflow.pyfunc.load_model`` run.

The code is the Python file of ``python_file`` and a few lines that turn a table into rows, as
MLflow's "models from code" has it: nothing is pickled, and Forebay is not needed.
"""

from __future__ import annotations

import json
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.engine.quote import quote, quote_list
from forebay.errors import ProjectError
from forebay.export import python_file
from forebay.export.mlflow_library import can_load_models, loaded_answers
from forebay.features.class_values import class_values
from forebay.features.value_kind import value_kind
from forebay.query.interval_columns import INTERVAL_COLUMNS
from forebay.query.target import Imported

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

FILE: Final = "pyfunc_model.py"
TOLERANCE: Final = 1e-9
_WORDS: Final = {
    "DOUBLE": "double", "FLOAT": "float", "VARCHAR": "string", "BOOLEAN": "boolean",
    # MLflow takes no int64 for its integer, and int64 is what pandas has.
    "TINYINT": "long", "SMALLINT": "long", "INTEGER": "long", "BIGINT": "long",
    "UTINYINT": "long", "USMALLINT": "long", "UINTEGER": "long",
}  # fmt: skip
_WRAPPER: Final = '''

import pandas
from mlflow.models import set_model
from mlflow.pyfunc import PythonModel


def _given(value, kind):
    """Return a value of a table as the row function takes it: pandas has NaN and NA for NULL."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or value is pandas.NA or value != value:
        return None
    if isinstance(value, float) and value.is_integer() and kind.endswith(("INT", "INTEGER")):
        return int(value)  # whole numbers beside NULL are floats in pandas
    if kind.startswith("DECIMAL("):
        return str(value)
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
        return value.date() if kind == "DATE" else value
    return value


class ForebayModel(PythonModel):
    def predict(self, context, model_input: pandas.DataFrame, params=None):
        kinds = {name.casefold(): kind for name, kind in INPUTS.items()}
        names = list(model_input.columns)
        found = []
        for values in model_input.itertuples(index=False, name=None):
            row = {n: _given(v, kinds.get(n.casefold(), "")) for n, v in zip(names, values)}
            for name in INPUTS:
                row.setdefault(name, None)  # MLflow leaves out what may be NULL
            found.append(predict(row))
        return pandas.DataFrame(found, index=model_input.index)


set_model(ForebayModel())
'''


def write(model: LiveModel) -> bytes:
    """Return the code; ``not-supported``, ``engine-only`` as for Python."""
    text, _, _ = python_file.write(model).decode().partition("\n\ndef _main():")
    return (text.rstrip("\n") + "\n" + _WRAPPER).encode()


def about(model: LiveModel) -> dict[str, bytes]:
    """Return the files that MLflow reads beside the code."""
    environment = {"virtualenv": "python_env.yaml"}
    flavor = {
        "loader_module": "mlflow.pyfunc.loaders.code_model",
        "model_code_path": FILE,
        "env": environment,
        "python_version": "3.11.0",
        "streamable": False,
    }
    inputs = [_input(name, kind) for name, kind in _columns(model)]
    signature = {"inputs": json.dumps(inputs), "outputs": json.dumps(_outputs(model))}
    document = {
        "flavors": {"python_function": flavor},
        "metadata": {
            "forebay_model": model.name,
            "forebay_version": model.number,
            "model_type": model.signature.model_type,
        },
        "mlflow_version": "3.0.0",
        "signature": {**signature, "params": None},
    }
    needs = ["mlflow>=3", "pandas>=2"]
    return {
        "requirements.txt": ("\n".join(needs) + "\n").encode(),
        "python_env.yaml": _json(
            {
                "python": "3.11",
                "build_dependencies": ["pip"],
                "dependencies": ["-r requirements.txt"],
            }
        ),
        "MLmodel": _json(document),  # the last one: what reads the folder begins with it
    }


def answers(data: bytes, model: LiveModel, workspace: Workspace, rows: str) -> Any:
    """Return what MLflow answers with the folder; without MLflow, what its Python answers."""
    if not _is_loaded(model):
        return python_file.answers(data.partition(_WRAPPER.encode())[0], model, workspace, rows)
    with tempfile.TemporaryDirectory(prefix="forebay-") as folder:
        for name, content in {FILE: data, **about(model)}.items():
            Path(folder, name).write_bytes(content)
        return folder_answers(Path(folder), model, workspace, rows)


def folder_answers(folder: Path, model: LiveModel, workspace: Workspace, rows: str) -> Any:
    """Return what MLflow answers with a folder, as ``LiveModel.scorer`` does.

    Raises
    ------
    ProjectError
        ``library-missing``: MLflow or pandas is not installed.

    """
    if not can_load_models():
        raise ProjectError.of(
            "library-missing",
            "mlflow.pyfunc is not installed here",
            hint="pip install 'forebay[mlflow]' pandas.",
        )
    names = [column.name for column in model.features.inputs]
    found = workspace.rows(f"SELECT {quote_list(names)} FROM {quote(rows)}")
    table = {
        column.name: [_cell(value, column.type) for value in values]
        for column, values in zip(model.features.inputs, zip(*found, strict=True), strict=True)
    }
    told = loaded_answers(str(folder), table)
    return np.array([scores_of(answer, model) for answer in told], np.float64)


def proof(data: bytes) -> str:
    """Return what was run before the folder was written."""
    del data
    if can_load_models():
        return "run by mlflow.pyfunc.load_model"
    return "its Python was run; mlflow or pandas is not installed here, so MLflow itself was not"


def _is_loaded(model: LiveModel) -> bool:
    if not can_load_models() or isinstance(model.signature.target, Imported):
        return False
    return model.task != "transform"


def _cell(value: object, kind: str) -> object:
    """Return a stored value as a person's table has it."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) and kind == "DATE" else value


def scores_of(answer: Mapping[str, Any], model: LiveModel) -> Sequence[float]:
    """Return the numbers of an answer, as ``LiveModel.scorer`` gives them."""
    match model.task:
        case "clustering":
            pairs = answer["nearest_centroids_distance"]
            n = model.clusters.n_nearest
            if not isinstance(pairs, list):
                return [np.nan] * (2 * n)
            return [*(p["centroid_id"] for p in pairs), *(p["distance"] for p in pairs)]
        case "regression":
            value = answer[model.signature.predicted]
            return [np.nan if value is None else value]
        case "reduction":
            return [np.nan if value is None else value for value in answer.values()]
        case _:
            pairs = answer[f"{model.signature.predicted}_probs"]
            classes = class_values(model.label)
            if not isinstance(pairs, list):
                return [np.nan] * model.scorer.n_outputs
            shares = {repr(p["label"]): p["prob"] for p in pairs}
            in_order = [shares[repr(value)] for value in classes]
            return in_order[1:] if model.task == "binary" else in_order


def _columns(model: LiveModel) -> list[tuple[str, str]]:
    return [(column.name, column.type) for column in model.features.inputs]


def _input(name: str, kind: str) -> dict[str, Any]:
    """Return the entry of a column.

    pandas has no whole number and no truth value that is NULL, and MLflow refuses what pandas makes
    of them; ML.PREDICT takes NULL in every column.
    """
    word = _WORDS.get(kind.upper(), "string" if value_kind(kind) == "text" else "any")
    if word in {"long", "boolean"}:
        word = "any"
    # A column that may be left out is one that may be NULL; ours must be there.
    return {"type": word, "name": name, "required": word != "any"}


def _outputs(model: LiveModel) -> list[dict[str, Any]]:
    match model.task:
        case "regression":
            told = [{"type": "double", "name": model.signature.predicted, "required": True}]
            ends = INTERVAL_COLUMNS if model.signature.interval_level is not None else ()
            return [
                *told, *({"type": "double", "name": c.name, "required": False} for c in ends)
            ]  # fmt: skip
        case "binary" | "multiclass":
            name = model.signature.predicted
            told = [{"type": _WORDS.get(model.label.type, "string"), "name": name}]
            return [*told, {"type": "any", "name": f"{name}_probs", "required": False}]
        case "reduction":
            n = model.components.n_components
            return [{"type": "double", "name": f"principal_component_{i + 1}"} for i in range(n)]
        case "clustering":
            return [
                {"type": "long", "name": "centroid_id"},
                {"type": "any", "name": "nearest_centroids_distance", "required": False},
            ]
        case "transform":
            made = [output for output in model.features.outputs if not output.is_role]
            return [{"type": "any", "name": output.name, "required": False} for output in made]
        case _:
            return [{"type": "any", "name": "answer", "required": False}]


def _json(document: object) -> bytes:
    """Return a document as JSON, which is YAML."""
    return (json.dumps(document, indent=1) + "\n").encode()
