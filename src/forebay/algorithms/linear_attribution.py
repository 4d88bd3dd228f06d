"""How much each column adds to the prediction of a row: exact for linear models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.linear_model import LinearModel
    from forebay.features.matrix_column import MatrixColumn


class LinearAttribution:
    r"""Split raw predictions into a baseline and one part for each matrix column.

    The part of a number is $w (x - \bar x)$ with the mean of the training rows; that of a category
    its weight minus the mean weight of the training rows. The baseline is the prediction at those
    means. All parts and the baseline add up to ``LinearModel.raw``: values for regression,
    log-odds for two classes, one score before softmax for each of more classes. For independent
    columns these are the Shapley values [^1].

    References
    ----------
    [^1]: Lundberg, Lee (2017). A unified approach to interpreting model predictions. NeurIPS 30,
        corollary 1 (linear SHAP).

    """

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        pairs = zip(model.start[:-1], model.start[1:], strict=True)
        means = [model.mean[a:b] @ model.weight[a:b] for a, b in pairs]
        self._mean = np.array(means, np.float64).reshape(len(means), model.n_outputs)
        self.baseline: NDArray[np.float64] = model.intercept + self._mean.sum(axis=0)

    def of(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the parts of each row, shape (n_rows, n_columns, n_outputs).

        Parameters
        ----------
        columns
            As for ``Model.score``.
        threads
            See ``Attribution.of``.

        """
        del threads  # one pass over memory
        n_rows = len(columns[0]) if columns else 0
        parts = np.empty((n_rows, len(columns), self._model.n_outputs))
        for i, values in enumerate(columns):
            parts[:, i] = self._model.part(i, values) - self._mean[i]
        return parts


def by_feature(
    parts: NDArray[np.float64], columns: Sequence[MatrixColumn]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the names of raw features and the sums of their columns' parts.

    Parameters
    ----------
    parts
        Shape (n_rows, n_columns, n_outputs).
    columns
        What the matrix columns are; several may come from one raw column, as those of a timestamp.

    Returns
    -------
    tuple
        Names in order of first appearance, and an array of shape (n_rows, n_features, n_outputs).

    """
    raw = [column.raw_name or column.name for column in columns]
    names = tuple(dict.fromkeys(raw))
    sums = np.zeros((len(parts), len(names), parts.shape[2]))
    for i, name in enumerate(raw):
        sums[:, names.index(name)] += parts[:, i]
    return names, sums
