"""What every model is as a stored thing, and what a MODEL_TYPE without a label gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forebay.algorithms.model_task import ModelTask
    from forebay.algorithms.training_data import TrainingData
    from forebay.features.matrix_column import MatrixColumn


N_SQUARES: Final = 2  # what a ReductionModel's scores have beside the coordinates


class StoredModel(Protocol):
    """What was learned: numbers and names only, so that loading it never executes code."""

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the learned arrays; none has the object type."""
        ...

    def describe(self) -> dict[str, Any]:
        """Return the rest of the model as JSON-able values, without arrays."""
        ...


class MatrixModel(StoredModel, Protocol):
    """A model that gives numbers for each row of a matrix."""

    @property
    def n_outputs(self) -> int:
        """How many numbers it gives for a row."""
        ...

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return its numbers, shape (n_rows, n_outputs).

        Parameters
        ----------
        columns
            One array for each matrix column, all of shape (n_rows,): DOUBLE for numbers (trees:
            NaN is missing), integer codes for categories (-1 is unknown).
        threads
            How many blocks of rows are scored at once; never changes the result.

        """
        ...

    def training_info(self) -> list[dict[str, Any]]:
        """Return the rows of ML.TRAINING_INFO, in order of iteration."""
        ...


class ClusterModel(MatrixModel, Protocol):
    """Centroids. ``score`` gives the numbers of the nearest ones, then the distances to them."""

    @property
    def n_clusters(self) -> int: ...

    @property
    def n_nearest(self) -> int:
        """How many centroids ``score`` tells of each row, the nearest first."""
        ...

    def centroids(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Return the rows of ML.CENTROIDS."""
        ...

    def radii(self) -> NDArray[np.float64]:
        """Return the root mean square distance of the training rows of each cluster."""
        ...

    def figures(
        self, counts: NDArray[np.float64], squares: NDArray[np.float64]
    ) -> Mapping[str, float]:
        """Return the figures of ML.EVALUATE for some rows.

        Parameters
        ----------
        counts, squares
            For each cluster how many of the rows are nearest to it, and the sum of their squared
            distances.

        """
        ...


class ReductionModel(MatrixModel, Protocol):
    """Components.

    ``score`` gives the coordinates of a row, the square of what they do not tell of it, and the
    square of the whole row.
    """

    @property
    def n_components(self) -> int: ...

    def components(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Return the rows of ML.PRINCIPAL_COMPONENTS."""
        ...

    def component_info(self) -> list[dict[str, Any]]:
        """Return the rows of ML.PRINCIPAL_COMPONENT_INFO."""
        ...


class MatrixAlgorithm(Protocol):
    """How one MODEL_TYPE learns from a matrix without a label."""

    @property
    def model_type(self) -> str:
        """The word of ``model_type = '...'``, in capitals."""
        ...

    @property
    def task(self) -> ModelTask: ...

    def train(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        on_progress: Any,
    ) -> MatrixModel:
        """Learn a model; see ``Algorithm.train``."""
        ...

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> MatrixModel:
        """Return the model that ``describe`` and ``arrays`` came from."""
        ...
