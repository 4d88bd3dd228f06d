"""Directions in which a sum of squares is the identity, even where rounding hides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# Squares lose half of the digits: an eigenvalue below this share of the largest is not trusted.
_CLEAR: Final = 1e-6
# A direction whose length is this share of the longest is none: rounding alone gives as much.
_NULL: Final = 1e-12
_ENOUGH: Final = 1e-2
_PASSES: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class OrthogonalBasis:
    """What a symmetric, positive semi-definite matrix A does, without its null space.

    Parameters
    ----------
    root
        B with B'AB = 1, shape (n, rank); so BB' is the pseudo-inverse of A.
    null
        Orthonormal directions in which A is 0, shape (n, n - rank).

    """

    root: NDArray[np.float64]
    null: NDArray[np.float64]


def orthogonal_basis(
    matrix: NDArray[np.float64], products: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> OrthogonalBasis:
    """Return the basis of a matrix of sums of products, A = X'X.

    Parameters
    ----------
    matrix
        A as it was summed up, shape (n, n). Its small eigenvalues are rounding errors.
    products
        Returns B'AB for directions B, shape (n, m), summed up anew as (XB)'(XB): a small length is
        then as exact as a large one. Each call is one pass over the rows; where all eigenvalues
        are large there is none, and one where the small ones are all 0, as with one-hot columns
        and an intercept.

    Notes
    -----
    The Cholesky-QR idea, shifted and repeated [^1], with eigenvectors instead of triangles: columns
    are divided by their lengths (the small ones by a floor) and products taken again, until all
    lengths are about 1. It reaches condition numbers of X of 1e12, squares alone 1e8.

    References
    ----------
    [^1]: Fukaya, Kannan, Nakatsukasa, Yamamoto, Yanagisawa (2020). Shifted Cholesky QR for
        computing the QR factorization of ill-conditioned matrices. SIAM Journal on Scientific
        Computing 42(1).

    Examples
    --------
    >>> x = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9], [1.0, 1.0 - 1e-9]])
    >>> root = orthogonal_basis(x.T @ x, lambda b: (x @ b).T @ (x @ b)).root
    >>> np.linalg.norm(root, axis=1).round(-3).tolist()
    [707107000.0, 707107000.0]

    """
    values, vectors = np.linalg.eigh(matrix)
    longest = float(values.max(initial=0.0))
    if longest <= 0.0:
        return OrthogonalBasis(vectors[:, :0], vectors)
    small = values <= _CLEAR * longest
    clear = vectors[:, ~small] / np.sqrt(values[~small])
    if not small.any():
        return OrthogonalBasis(clear, vectors[:, small])
    left = np.linalg.eigvalsh(products(vectors[:, small]))
    if left.max() <= _NULL**2 * longest:
        return OrthogonalBasis(clear, vectors[:, small])
    floor = 10 * len(values) * np.finfo(np.float64).eps * longest
    return _whitened(vectors / np.sqrt(np.maximum(values, floor)), products, longest)


def _whitened(
    root: NDArray[np.float64],
    products: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    longest: float,
) -> OrthogonalBasis:
    null = root[:, :0]
    for _ in range(_PASSES):
        values, vectors = np.linalg.eigh(products(root))
        root = root @ vectors
        is_null = values <= _NULL**2 * longest * (root**2).sum(axis=0)
        if is_null.any():
            null = np.linalg.qr(np.concatenate([null, root[:, is_null]], axis=1))[0]
            root, values = root[:, ~is_null], values[~is_null]
            root -= null @ (null.T @ root)
        root /= np.sqrt(values)
        if values.min(initial=1.0) > _ENOUGH:
            break
    return OrthogonalBasis(root, null)
