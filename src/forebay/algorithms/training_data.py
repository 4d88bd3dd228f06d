"""What an Algorithm is given to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.algorithms.earlier_model import EarlierModel
    from forebay.engine import Workspace
    from forebay.features.matrix_column import MatrixColumn


@dataclass(frozen=True, slots=True)
class TrainingData:
    """A numeric matrix with labels, still inside the engine.

    Parameters
    ----------
    workspace
        Where the queries run; used from the calling thread only.
    train
        A query whose columns are f0, f1, ... (one for each of `columns`, in order, but one for all
        columns of an array: see ``MatrixColumn.position``), ``label`` and ``weight``, both DOUBLE,
        and ``key``, a UBIGINT. The label is the class index or the value to predict, never NULL;
        without a label it is 1 for the rows that ``kmeans_init_col`` marks, else 0. The weight is
        positive; the key is a hash, so that its order has nothing to do with the values. The rows
        may come in any order: see ``RowBlocks``.
    tune
        The same columns for the rows of early stopping; None if there are none.
    n_classes
        0 for regression and without a label, 2 for two classes (class 1 is the positive one), more
        for multiclass.
    n_train, n_tune
        The exact numbers of rows that `train` and `tune` give.
    earlier
        What a warm start begins with; None: training starts anew.

    """

    workspace: Workspace
    train: str
    tune: str | None
    columns: tuple[MatrixColumn, ...]
    n_classes: int
    n_train: int
    n_tune: int
    earlier: EarlierModel | None = None
