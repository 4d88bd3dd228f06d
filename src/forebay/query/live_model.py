"""Everything that answers with one version of a model."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from forebay.algorithms import load_model
from forebay.algorithms.conformal_interval import interval_arrays
from forebay.algorithms.score_calibration import ScoreCalibration
from forebay.catalog import layout
from forebay.catalog.integrity import verify_folder
from forebay.engine.protocol import Column
from forebay.errors import EngineError, ForebayError, InternalError
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.task import LABEL_TASKS
from forebay.query.calibrated_scorer import CalibratedScorer
from forebay.query.signature import ModelSignature
from forebay.query.target import target_from_json, target_to_json
from forebay.query.trials import Trials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.algorithms import Model, StoredModel
    from forebay.algorithms.arima_plus import ArimaPlus
    from forebay.algorithms.conformal_interval import ConformalInterval
    from forebay.algorithms.matrix_protocol import ClusterModel, MatrixModel, ReductionModel
    from forebay.catalog import Version
    from forebay.features.label import Label
    from forebay.features.task import Task
    from forebay.query.row_scorer import RowScorer

MODEL_FILE = "model.json"
ARRAYS_FILE = "arrays.npz"
GATE_FILE = "gate.parquet"
TRAINING_FILE = "training.parquet"
SCATTER_FILE = "scatter.parquet"
PROFILE_FILE = "profile.json"
SERIES_FILE = "series.parquet"
HISTORY_FILE = "history.parquet"
GOLDEN_FILE = "golden.parquet"
FORMAT = 3
CALIBRATED_FORMAT = 4  # its scores are not its answers, which a reader of format 3 would not know
_FILES = {
    "gate": GATE_FILE,
    "training": TRAINING_FILE,
    "scatter": SCATTER_FILE,
    "profile": PROFILE_FILE,
    "series": SERIES_FILE,
    "history": HISTORY_FILE,
}


@dataclass(frozen=True, slots=True)
class LiveModel:
    """A trained model with its features: pure data, loaded without executing anything.

    Parameters
    ----------
    signature
        Name, type, what it answers with, and raw features.
    number
        Its version.
    features
        How raw columns become the matrix that it scores; no columns where it scores none.
    learned
        What training gave: see `model`, `clusters`, `components` and `scorer`.
    threshold
        Two classes: a row whose probability of the positive class is above it is predicted
        positive (SEMANTICS 29).
    options
        The options it was trained with, defaults included.
    figures
        Its figures on the gate rows; empty if there were none. Of a model without a label: on its
        held-out rows, or, where no split was asked for, on its training rows.
    gate
        The file of its gate rows, None if there are none: the columns of the AS SELECT,
        ``__label`` (as ``Label.index_sql`` gives it) and ``__score`` (DOUBLE; DOUBLE[] for more
        than two classes).
    training
        The file of rows that it was trained on, with the same columns, where there is no gate row:
        for questions of a person alone, never for a judgement.
    scatter
        Of a model without a label: the file with one DOUBLE column ``unlike``, how unlike the
        others each training row is, ascending; see ``anomaly_sql``.
    trials
        What its tuning tried; None if it was not tuned.
    trial
        The trial whose model `learned` is, where it is another one than the serving trial; else 0.
    profile
        The file that says how its raw columns were spread in training; see ``training_profile``.
    series, history
        Of a model of series: which number each has (``series_schema``), and its points, taken
        apart (``HISTORY_SCHEMA``).
    calibration
        What makes probabilities of a classifier's scores; None: they are taken as they are.
    interval
        How far its predictions lie from the truth; None if nobody asked, or where that could not be
        measured.
    facts
        Anything else that is written into ``model.json`` for people and later commands.

    """

    signature: ModelSignature
    number: int
    features: FrozenFeatures
    learned: StoredModel
    threshold: float = 0.5
    options: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    gate: Path | None = None
    training: Path | None = None
    scatter: Path | None = None
    trials: Trials | None = None
    trial: int = 0
    profile: Path | None = None
    series: Path | None = None
    history: Path | None = None
    calibration: ScoreCalibration | None = None
    interval: ConformalInterval | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name as written."""
        return self.signature.name

    @property
    def task(self) -> Task:
        """What it predicts."""
        return self.signature.task

    @property
    def model(self) -> Model:
        """What a model with a label has learned."""
        return cast("Model", self._of(LABEL_TASKS))

    @property
    def trees(self) -> Model:
        """What a model made of trees has learned, also one from a file without a label."""
        return cast("Model", self._of(LABEL_TASKS | {"imported"}))

    @property
    def clusters(self) -> ClusterModel:
        """What a clustering has learned."""
        return cast("ClusterModel", self._of(frozenset({"clustering"})))

    @property
    def components(self) -> ReductionModel:
        """What a reduction to fewer dimensions has learned."""
        return cast("ReductionModel", self._of(frozenset({"reduction"})))

    @property
    def forecaster(self) -> ArimaPlus:
        """What a model of series has learned."""
        return cast("ArimaPlus", self._of(frozenset({"forecast"})))

    @property
    def trained(self) -> MatrixModel:
        """What training gave, where it takes rows of a matrix; its scores are not calibrated."""
        return cast("MatrixModel", self._of(LABEL_TASKS | {"clustering", "reduction", "imported"}))

    @property
    def scorer(self) -> RowScorer:
        """What gives the numbers that the model answers with, for each row of the matrix."""
        if self.calibration is None:
            return self.trained
        return CalibratedScorer(self.trained, self.calibration)

    def _of(self, tasks: frozenset[Task]) -> StoredModel:
        """Return what was learned; functions are asked for models of their own tasks only."""
        if self.task not in tasks:
            raise InternalError.of("other-task", f'"{self.name}" is a {self.signature.model_type}')
        return self.learned

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes as text, ascending; with two, the second is the positive one."""
        return self.signature.classes

    @property
    def positive(self) -> str:
        """The positive class of two as text; empty for anything else."""
        return self.classes[1] if self.task == "binary" else ""

    @property
    def label(self) -> Label:
        """The label, as SQL reads it."""
        return self.signature.labelled

    def to_documents(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what ``model.json`` and ``arrays.npz`` hold."""
        s = self.signature
        document = {
            "format": FORMAT if self.calibration is None else CALIBRATED_FORMAT,
            "name": s.name,
            "number": self.number,
            "model_type": s.model_type,
            "task": s.task,
            "target": target_to_json(s.target),
            "positive_class": self.positive,
            "threshold": self.threshold,
            "options": _plain(self.options),
            "figures": {name: repr(value) for name, value in self.figures.items()},
            "facts": _plain(self.facts),
            "calibration": self.calibration.to_json() if self.calibration is not None else None,
            "interval_level": s.interval_level,
            "trials": self.trials.to_json() if self.trials is not None else None,
            "model": self.learned.describe(),
            "features": self.features.to_json(),
        }
        arrays = self.learned.arrays()
        return document, arrays | (self.interval.arrays() if self.interval is not None else {})

    @classmethod
    def from_folder(cls, folder: Path) -> LiveModel:
        """Return the model that lies in a folder whose files were verified before.

        Raises
        ------
        EngineError
            ``damaged-model`` if a file is missing or does not hold a model.

        """
        try:
            document = json.loads((folder / MODEL_FILE).read_bytes())
            with np.load(folder / ARRAYS_FILE, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            model = _read(document, arrays, folder)
            files: dict[str, Any] = {
                name: folder / file for name, file in _FILES.items() if (folder / file).exists()
            }
            return replace(model, **files)
        except ForebayError:
            raise
        except Exception as error:
            # Whatever a parser says of bytes that are no model: it is no bug of ours.
            raise EngineError.of(
                "damaged-model",
                f'the model in "{folder.name}" cannot be read',
                detail=f"{error!r}.",
                hint="build it again with --force, or roll back.",
            ) from error


def load_live_model(root: Path, version: Version) -> LiveModel:
    """Return a model version of the catalog; every byte is verified before it is parsed.

    Parameters
    ----------
    root
        The project folder.

    """
    folder = layout.model_folder(root, version.node, version.number)
    verify_folder(root, folder, version.files)
    return LiveModel.from_folder(folder)


def write_documents(model: LiveModel, folder: Path) -> None:
    """Write ``model.json`` and ``arrays.npz`` into a folder that is not sealed yet.

    The arrays are stored without compression and without times, so that equal models are equal
    files.
    """
    document, arrays = model.to_documents()
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    (folder / MODEL_FILE).write_bytes(text.encode())
    named: dict[str, Any] = {name: arrays[name] for name in sorted(arrays)}
    np.savez(folder / ARRAYS_FILE, **named)
    if model.trials is not None:
        model.trials.copy_models(folder)


def _read(
    document: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], folder: Path
) -> LiveModel:
    if document["format"] not in {FORMAT, CALIBRATED_FORMAT}:
        raise EngineError.of(
            "newer-model",
            f'the model "{document["name"]}" was written by another version of Forebay',
            detail=f"its format is {document['format']}, this version reads {CALIBRATED_FORMAT}.",
            hint="install that version, or train the model again with this one.",
        )
    features = FrozenFeatures.from_json(document["features"])
    found = document.get("trials")  # versions from before tuning have no such entry
    trials = Trials.from_json(found, folder) if found is not None else None
    signature = ModelSignature(
        name=document["name"],
        model_type=document["model_type"],
        target=target_from_json(document["task"], document["target"]),
        features=tuple(Column(c.name, c.type) for c in features.inputs),
        transform=features.transform_columns,
        tuned=trials.tuned if trials is not None else None,
        interval_level=document.get("interval_level"),  # older versions have none
    )
    own, interval = interval_arrays(arrays)
    learned = load_model(signature.model_type, document["model"], own)
    return LiveModel(
        signature=signature,
        number=document["number"],
        features=features,
        learned=learned,
        threshold=document["threshold"],
        options=document["options"],
        figures={name: float(text) for name, text in document["figures"].items()},
        trials=trials,
        calibration=_calibration(document.get("calibration"), learned),
        interval=interval,
        facts=document["facts"],
    )


def _calibration(
    content: Mapping[str, Any] | None, learned: StoredModel
) -> ScoreCalibration | None:
    if content is None:
        return None
    return ScoreCalibration.from_json(content, cast("MatrixModel", learned).n_outputs)


def _plain(value: Any) -> Any:
    """Return values as JSON has them: tuples are lists, names of mappings are texts."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value
