"""MLflow, imported here and nowhere else: an extra, which most people have no use for."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# It asks the network for nothing of its own, and gives up on a server that does not answer.
_SETTINGS: Final = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "DO_NOT_TRACK": "true",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "20",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_REGISTRY_PRINT_MODEL_URLS_ON_CREATION": "false",
    "GIT_PYTHON_REFRESH": "quiet",
}


def can_load_models() -> bool:
    """Whether ``mlflow.pyfunc`` runs here; it needs pandas, which mlflow-skinny does not bring."""
    return all(find_spec(name) is not None for name in ("mlflow", "pandas"))


def loaded_answers(
    folder: str, table: Mapping[str, Sequence[object]]
) -> list[dict[str, Any]]:
    """Return what ``mlflow.pyfunc.load_model`` answers for rows, one mapping for each.

    Parameters
    ----------
    table
        Columns by name; None is NULL, which pandas makes of it what it makes of it.

    """
    _set_up()
    import mlflow.pyfunc
    import pandas as pd

    given = pd.DataFrame({name: pd.Series(v, dtype=object) for name, v in table.items()})
    found: list[dict[str, Any]] = (
        mlflow.pyfunc.load_model(folder).predict(given.infer_objects()).to_dict("records")
    )
    return found


def tracking_client(uri: str) -> Any:
    """Return a client of a tracking server; nothing is asked of it yet.

    Raises
    ------
    ProjectError
        ``library-missing``: the extra is not installed.

    """
    _set_up()
    try:
        from mlflow import MlflowClient
    except ImportError as error:
        raise ProjectError.of(
            "library-missing",
            "versions are published to MLflow, and mlflow is not installed",
            hint="pip install 'forebay[mlflow]', or take [mlflow] out of forebay.toml.",
        ) from error
    return MlflowClient(tracking_uri=uri, registry_uri=uri)


def _set_up() -> None:
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
