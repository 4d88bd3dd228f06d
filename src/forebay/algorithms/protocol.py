"""What every MODEL_TYPE with a label gives: an Algorithm that learns, the Model it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from forebay.algorithms.matrix_protocol import MatrixModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forebay.algorithms.link import Link
    from forebay.algorithms.training_data import TrainingData
    from forebay.features.matrix_column import MatrixColumn

Task: TypeAlias = Literal["regression", "classification"]
Encoding: TypeAlias = Literal["linear", "tree"]

# Called with the share done in [0, 1] (None: unknown) and a short text: "round 12 of 20, ...".
OnProgress: TypeAlias = "Callable[[float | None, str], None]"


class Model(MatrixModel, Protocol):
    """What was learned from a label: numbers only, so that loading it never executes code."""

    @property
    def n_outputs(self) -> int:
        """1 for regression and for two classes, else the number of classes."""
        ...

    @property
    def link(self) -> Link:
        """What ``raw`` is, and how ``score`` comes from it."""
        ...

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return predictions, shape (n_rows, n_outputs).

        Parameters
        ----------
        columns
            One array for each matrix column, all of shape (n_rows,): DOUBLE for numbers (trees:
            NaN is missing), integer codes for categories (-1 is unknown).
        threads
            How many blocks of rows are scored at once; never changes the result.

        Returns
        -------
        numpy.ndarray
            Regression: the value. Two classes: the probability of class 1. More classes: one
            probability for each class, in class order; a row sums to 1.

        """
        ...

    def raw(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the scores before the link: log-odds, or the value itself for regression."""
        ...

    def weights(
        self, columns: Sequence[MatrixColumn], *, standardize: bool = False
    ) -> list[dict[str, Any]]:
        """Return the rows of ML.WEIGHTS; ProjectError if the model has no weights."""
        ...

    def importance(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Return the rows of ML.FEATURE_IMPORTANCE; ProjectError if the model has no trees."""
        ...


class Algorithm(Protocol):
    """How one MODEL_TYPE learns."""

    @property
    def model_type(self) -> str:
        """The word of ``model_type = '...'``, in capitals."""
        ...

    @property
    def task(self) -> Task: ...

    @property
    def encoding(self) -> Encoding:
        """How the matrix is to be made: ``linear`` standardises numbers, ``tree`` leaves them."""
        ...

    def train(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        on_progress: OnProgress,
    ) -> Model:
        """Learn a model.

        Parameters
        ----------
        options
            What ``validate_options`` returned: every option of the model type has a value.
            ``class_weights``, if any, is replaced by one weight for each class, in class order
            (see ``class_weights``).
        seed
            Of every random choice: same data, options and seed give the same model.
        threads
            How many threads may work; never changes the result.

        """
        ...

    def load(self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Model:
        """Return the model that ``Model.describe`` and ``Model.arrays`` came from."""
        ...
