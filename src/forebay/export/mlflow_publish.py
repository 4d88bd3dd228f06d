"""Versions of models on an MLflow tracking server: a run and a registered version for each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.export.mlflow_library import log_numbers_and_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_VERSION: Final = "forebay.version"
_LONGEST: Final = 500  # letters of a parameter that every server takes


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One version of a model as the server shall show it.

    Parameters
    ----------
    number
        The version's own number.
    figures
        Its figures on the gate rows; those that are not finite are left out.
    parameters
        Its options.
    tags
        What else is known: verdict, run, data.
    card
        Its ``model.json``.

    """

    model: str
    number: int
    figures: Mapping[str, float]
    parameters: Mapping[str, object]
    tags: Mapping[str, str]
    card: Path


class MlflowServer:
    """What is there under the name of a project, and how more is added.

    Parameters
    ----------
    client
        See ``mlflow_library.tracking_client``.
    project
        The name of the experiment; a model is registered as ``<project>.<model>``.

    """

    def __init__(self, client: Any, project: str) -> None:
        self._client = client
        self._project = project

    def registered(self, model: str) -> str:
        """Return the name under which a model is registered."""
        return f"{self._project}.{model}".replace("/", "_").replace(":", "_")

    def known(self, model: str) -> dict[int, str]:
        """Return for each version that is there the server's own number of it."""
        name = self.registered(model).replace("'", "\\'")
        found = self._client.search_model_versions(f"name='{name}'")
        return {
            int(entry.tags[_VERSION]): str(entry.version)
            for entry in found
            if entry.tags.get(_VERSION, "").isdecimal()
        }

    def add(self, version: PublishedVersion, folder: Path | None) -> str:
        """Add a version; return the server's own number of it.

        Parameters
        ----------
        folder
            The model as MLflow loads it; None if it has no such form: then its card alone is there.

        """
        client = self._client
        tags = {_VERSION: str(version.number), **version.tags}
        run = client.create_run(
            self._experiment(),
            run_name=f"{version.model}@{version.number}",
            tags={**tags, "forebay.model": version.model},
        )
        run_id = run.info.run_id
        try:
            self._log(run_id, version)
            client.log_artifact(run_id, str(version.card), "forebay")
            if folder is not None:
                client.log_artifacts(run_id, str(folder), "model")
            added = self._register(version, run_id, "model" if folder is not None else "forebay")
        except BaseException:
            client.set_terminated(run_id, "FAILED")
            raise
        client.set_terminated(run_id, "FINISHED")
        return added

    def point(self, model: str, alias: str, number: str | None) -> None:
        """Let an alias mean a version, by the server's own number; None takes it away."""
        name = self.registered(model)
        if number is not None:
            self._client.set_registered_model_alias(name, alias, number)
        elif alias in self._client.get_registered_model(name).aliases:
            self._client.delete_registered_model_alias(name, alias)

    def _experiment(self) -> str:
        found = self._client.get_experiment_by_name(self._project)
        if found is not None:
            return str(found.experiment_id)
        return str(self._client.create_experiment(self._project))

    def _log(self, run_id: str, version: PublishedVersion) -> None:
        numbers = {name: v for name, v in version.figures.items() if math.isfinite(v)}
        words = {name: str(value)[:_LONGEST] for name, value in version.parameters.items()}
        log_numbers_and_words(self._client, run_id, numbers, words)

    def _register(self, version: PublishedVersion, run_id: str, artifact: str) -> str:
        name = self.registered(version.model)
        if not self._client.search_registered_models(f"name='{name}'"):
            self._client.create_registered_model(name)
        tags = {_VERSION: str(version.number), **version.tags}
        source = f"runs:/{run_id}/{artifact}"
        return str(self._client.create_model_version(name, source, run_id, tags=tags).version)
