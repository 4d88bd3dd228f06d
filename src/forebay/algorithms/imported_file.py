"""A model file of another library, once it is read; and who reads which kind."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from forebay.algorithms.load_algorithm import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from forebay.algorithms.imported_feature import ImportedFeature
    from forebay.algorithms.imported_output import ImportedOutput
    from forebay.algorithms.matrix_protocol import MatrixModel


@dataclass(frozen=True, slots=True, eq=False)
class ImportedFile:
    """What a model file is, before a statement names its columns.

    Parameters
    ----------
    inputs
        In the order in which the model reads them; a name is empty where the file has none.
    outputs
        What it answers with, also what cannot be a column.
    about
        What a person should know of the file: its objective, who wrote it.
    predicts
        What its numbers are where a label says what they mean: a value, or the probabilities of
        classes in ascending order; None if that is not known.

    """

    learned: MatrixModel
    inputs: tuple[ImportedFeature, ...]
    outputs: tuple[ImportedOutput, ...]
    about: Mapping[str, str]
    predicts: Literal["regression", "classification"] | None = None


class ImportedAlgorithm(Protocol):
    """How one MODEL_TYPE is read from a file."""

    def read(self, data: bytes) -> ImportedFile:
        """Return what a file holds; ProjectError ``model-file`` or ``not-supported`` otherwise.

        Nothing of the file is executed.
        """
        ...

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> MatrixModel:
        """Return the model that ``describe()`` and ``arrays()`` came from."""
        ...


def imported_algorithm(model_type: str) -> ImportedAlgorithm:
    """Return what reads model files of a type."""
    module, name = ALGORITHMS[model_type.upper()].split(":")
    return cast("ImportedAlgorithm", getattr(import_module(module), name)())
