"""All trials of a tuned model, and the models that they gave."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms import load_model
from forebay.engine.protocol import Column
from forebay.query.trial import Trial
from forebay.query.tuned import Tuned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.algorithms import StoredModel


@dataclass(frozen=True, slots=True)
class Trials:
    """What a tuning tried.

    Parameters
    ----------
    rows
        In the order of their numbers.
    serving
        The number of the trial whose model is the version.
    folder
        Where the models of the trials lie, see ``keep_model``.

    """

    tuned: Tuned
    rows: tuple[Trial, ...]
    serving: int
    folder: Path

    @property
    def numbers(self) -> tuple[int, ...]:
        """The trials that have a model."""
        return tuple(trial.number for trial in self.rows if trial.status == "SUCCEEDED")

    def model(self, number: int, model_type: str) -> StoredModel:
        """Return the model of a trial; the files of a version were verified before."""
        arrays_file, document_file = _files(self.folder, number)
        with np.load(arrays_file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return load_model(model_type, json.loads(document_file.read_bytes()), arrays)

    def copy_models(self, folder: Path) -> None:
        """Copy the model of every trial but the serving one, which is the version's own."""
        for number in self.numbers:
            if number != self.serving:
                for file in _files(self.folder, number):
                    shutil.copyfile(file, folder / file.name)

    def to_json(self) -> dict[str, Any]:
        """Return everything but the models as JSON has it."""
        return {
            "objective": self.tuned.objective,
            "hyperparameters": [[c.name, c.type] for c in self.tuned.hyperparameters],
            "serving": self.serving,
            "rows": [trial.to_json() for trial in self.rows],
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any], folder: Path) -> Trials:
        """Return what ``to_json`` was made of; models are read when they are asked for."""
        columns = tuple(Column(name, kind) for name, kind in document["hyperparameters"])
        return cls(
            Tuned(columns, document["objective"]),
            tuple(Trial(**row) for row in document["rows"]),
            document["serving"],
            folder,
        )


def keep_model(folder: Path, number: int, model: StoredModel) -> None:
    """Write the model of a trial into a folder; equal models are equal arrays."""
    arrays_file, document_file = _files(folder, number)
    arrays: dict[str, Any] = dict(sorted(model.arrays().items()))
    np.savez(arrays_file, **arrays)
    text = json.dumps(model.describe(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    document_file.write_bytes(text.encode())


def _files(folder: Path, number: int) -> tuple[Path, Path]:
    return folder / f"trial_{number}.npz", folder / f"trial_{number}.json"
