"""MLflow, imported here and nowhere else: an extra, which most people have no use for."""

from __future__ import annotations

import os
import time
import warnings
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
_AT_ONCE: Final = 100  # parameters in one call, the most that a server takes


def can_load_models() -> bool:
    """Whether ``mlflow.pyfunc`` runs here; it needs pandas, which mlflow-skinny does not bring."""
    return all(find_spec(name) is not None for name in ("mlflow", "pandas"))


def loaded_answers(folder: str, table: Mapping[str, Sequence[object]]) -> list[dict[str, Any]]:
    """Return what ``mlflow.pyfunc.load_model`` answers for rows, one mapping for each.

    Parameters
    ----------
    table
        Columns by name; None is NULL, which pandas makes of it what it makes of it.

    """
    _set_up()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs are for people who write such models by hand
        import mlflow.pyfunc
        import pandas as pd  # type: ignore[import-untyped]

        given = pd.DataFrame({name: pd.Series(v, dtype=object) for name, v in table.items()})
        answers = mlflow.pyfunc.load_model(folder).predict(given.infer_objects())
    found: list[dict[str, Any]] = answers.to_dict("records")
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from mlflow import MlflowClient
    except ImportError as error:
        raise ProjectError.of(
            "library-missing",
            "versions are published to MLflow, and mlflow is not installed",
            hint="pip install 'forebay[mlflow]', or take [mlflow] out of forebay.toml.",
        ) from error
    return MlflowClient(tracking_uri=uri, registry_uri=uri)


def log_numbers_and_words(
    client: Any, run_id: str, numbers: Mapping[str, float], words: Mapping[str, str]
) -> None:
    """Write metrics and parameters into a run of the server."""
    from mlflow.entities import Metric, Param

    now = int(time.time() * 1000)
    client.log_batch(run_id, metrics=[Metric(name, v, now, 0) for name, v in numbers.items()])
    parameters = [Param(name, word) for name, word in words.items()]
    for start in range(0, len(parameters), _AT_ONCE):
        client.log_batch(run_id, params=parameters[start : start + _AT_ONCE])


def _set_up() -> None:
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
