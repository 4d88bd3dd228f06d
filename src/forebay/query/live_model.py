"""A model version in memory: everything that answering with it needs, and nothing that runs."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms import load_model
from forebay.errors import EngineError
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.label import Label
from forebay.query.signature import ModelSignature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.algorithms import Model

FORMAT = 1
DOCUMENT, ARRAYS, TRAINING, GATE = "model.json", "arrays.npz", "training.json", "gate.parquet"


@dataclass(frozen=True, slots=True)
class LiveModel:
    """One version of a model.

    Parameters
    ----------
    threshold
        Two classes: a row is predicted positive if its probability is above this.
    about
        What else ``model.json`` says: options, split, SELECT, roles, lineage.
    training
        The rows of ML.TRAINING_INFO.
    folder
        Where its files lie; None while it is being trained.

    """

    name: str
    number: int
    model_type: str
    label: Label
    features: FrozenFeatures
    model: Model
    threshold: float = 0.5
    about: Mapping[str, Any] = field(default_factory=dict)
    training: tuple[Mapping[str, Any], ...] = ()
    folder: Path | None = None

    @property
    def signature(self) -> ModelSignature:
        """The model as its callers see it."""
        label = self.label
        return ModelSignature(
            self.name,
            self.model_type,
            label.task,
            label.name,
            label.type,
            self.features.inputs,
            label.classes,
        )

    def write(self, folder: Path) -> None:
        """Write ``model.json``, ``arrays.npz`` and ``training.json``.

        The first two depend on data, SQL, options and libraries alone, so that equal trainings
        give equal bytes; how long training took stands in the third.
        """
        document = {
            "format": FORMAT,
            "name": self.name,
            "model_type": self.model_type,
            "label": asdict(self.label),
            "threshold": self.threshold.hex(),
            "about": dict(self.about),
            "features": self.features.to_json(),
            "algorithm": self.model.describe(),
        }
        text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / DOCUMENT).write_text(text + "\n", encoding="utf-8")
        (folder / TRAINING).write_text(json.dumps([dict(row) for row in self.training], indent=1))
        with (folder / ARRAYS).open("wb") as file:
            arrays = self.model.arrays()
            np.savez(file, **{name: arrays[name] for name in sorted(arrays)})


def read_live_model(folder: Path, number: int) -> LiveModel:
    """Read a model whose files were verified (``catalog.verify_files``); never runs code.

    Raises
    ------
    EngineError
        ``damaged-model``: the files are not what ``LiveModel.write`` wrote.

    """
    try:
        document = json.loads((folder / DOCUMENT).read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise ValueError(f"format {document['format']}")  # noqa: EM102, TRY003, TRY301
        label = document["label"]
        with np.load(io.BytesIO((folder / ARRAYS).read_bytes()), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return LiveModel(
            document["name"],
            number,
            document["model_type"],
            Label(label["name"], label["type"], label["task"], tuple(label["classes"])),
            FrozenFeatures.from_json(document["features"]),
            load_model(document["model_type"], document["algorithm"], arrays),
            float.fromhex(document["threshold"]),
            document["about"],
            tuple(json.loads((folder / TRAINING).read_text(encoding="utf-8"))),
            folder,
        )
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise EngineError.of(
            "damaged-model",
            f'the model in "{folder.parent.name}/{folder.name}" cannot be read',
            detail=f"{error!r}.",
            hint="build with --force to train it again.",
        ) from error
