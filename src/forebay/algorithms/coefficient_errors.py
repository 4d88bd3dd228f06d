"""Standard errors of the weights of a linear model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.design import Parameters
    from forebay.algorithms.orthogonal_basis import OrthogonalBasis
    from forebay.features.matrix_column import MatrixColumn

_INVOLVED = 1e-6  # smaller parts of a null direction are rounding


def check_full_rank(
    basis: OrthogonalBasis,
    free: NDArray[np.intp],
    parameters: Parameters,
    columns: Sequence[MatrixColumn],
) -> None:
    """Raise EngineError ``multicollinear-features`` if some weights are not determined."""
    if not basis.null.shape[1]:
        return
    loud = free[np.abs(basis.null).max(axis=1) > _INVOLVED]
    names = parameters.column_names(loud, columns)
    listed = ", ".join(f'"{name}"' for name in names)
    raise EngineError.of(
        "multicollinear-features",
        f"no p-values: {listed} say the same, so that their weights are not determined",
        detail=f"{basis.null.shape[1]} of {len(free)} weights follow from the others, or are a sum"
        " of them, in every training row.",
        hint="leave out all but one of them, or leave out calculate_p_values.",
    )


def coefficient_errors(
    root: NDArray[np.float64],
    free: NDArray[np.intp],
    parameters: Parameters,
    columns: Sequence[MatrixColumn],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return standard errors for a variance of 1.

    Parameters
    ----------
    root
        B with BB' the inverse of the information, over the free parameters.
    free
        Their numbers; the others are fixed and have an error of 0.

    Returns
    -------
    tuple
        Of the parameters as the model sees them, shape (n_parameters,); and of the intercept,
        shape (2,): as the model sees it, and on the original scale of the columns.

    """
    whole = np.zeros((parameters.n_parameters, root.shape[1]))
    whole[free] = root
    errors = np.sqrt((whole**2).sum(axis=1))
    if not parameters.fit_intercept:
        return errors, np.zeros(2)
    # On the original scale the intercept is b - sum(w center / scale).
    shift = np.array([columns[i].center / columns[i].scale for i in parameters.numbers])
    at = len(parameters.numbers)
    original = whole[at] - shift @ whole[:at]
    return errors, np.array([errors[at], np.sqrt((original**2).sum())])
