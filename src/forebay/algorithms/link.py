"""From raw scores to predictions, and how far predictions are from labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, assert_never

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What raw scores are: a value; its logarithm; log-odds of class 1, or of each class up to a
# constant; the share of class 1, or of each class, among training rows that were alike.
Link: TypeAlias = Literal["identity", "exp", "logistic", "softmax", "share", "shares"]

_SMALLEST_PROBABILITY: Final = 1e-15  # what log loss takes for 0, as LightGBM does
_BLOCK_ROWS: Final = 16_384


def link_for(n_classes: int) -> Link:
    """Return the link of a model with so many classes; 0 means regression."""
    if n_classes == 0:
        return "identity"
    return "logistic" if n_classes == 2 else "softmax"  # noqa: PLR2004 - two classes


def predictions(raw: NDArray[np.float64], link: Link) -> NDArray[np.float64]:
    """Return values or probabilities, shape (n_rows, n_outputs), as `raw`.

    Examples
    --------
    >>> predictions(np.array([[0.0], [1000.0]]), "logistic").ravel().tolist()
    [0.5, 1.0]
    >>> predictions(np.array([[2.0, 2.0]]), "softmax").tolist()
    [[0.5, 0.5]]
    >>> predictions(np.array([[0.3, 0.1], [0.0, 0.0]]), "shares").round(2).tolist()
    [[0.75, 0.25], [0.5, 0.5]]

    """
    match link:
        case "identity":
            return raw
        case "exp":
            with np.errstate(over="ignore"):
                return np.exp(raw)
        case "logistic":
            with np.errstate(over="ignore"):  # exp(-raw) beyond float64 is a probability of 0
                return np.asarray(1.0 / (1.0 + np.exp(-raw)))
        case "softmax":
            return _normal(np.exp(raw - raw.max(axis=1, keepdims=True, initial=-np.inf)))
        case "share":
            return np.clip(raw, 0.0, 1.0)
        case "shares":
            shares = np.clip(raw, 0.0, 1.0)
            # Each class has trees of its own, which may all say "another one": then all are alike.
            nothing = shares.sum(axis=1, keepdims=True) == 0
            return _normal(np.where(nothing, 1.0, shares))
        case _:
            assert_never(link)


def _normal(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return rows divided by their sums."""
    return np.asarray(values / values.sum(axis=1, keepdims=True))


def mean_loss(
    label: NDArray[np.float64],
    predicted: NDArray[np.float64],
    weight: NDArray[np.float64] | None,
    link: Link,
) -> float:
    """Return the weighted mean of squared errors, or of log losses in nats.

    Parameters
    ----------
    label
        Class indices or values, shape (n_rows,).
    predicted
        Shape (n_rows,), or (n_rows, n_classes) for more than two classes.
    weight
        Shape (n_rows,); None weighs all rows alike.

    Examples
    --------
    >>> round(mean_loss(np.array([1.0, 0.0]), np.array([0.8, 0.1]), None, "logistic"), 4)
    0.1643

    """
    total = total_weight = 0.0
    # In blocks, in order: fresh memory for whole columns costs more than the arithmetic.
    for start in range(0, len(label), _BLOCK_ROWS):
        rows = slice(start, start + _BLOCK_ROWS)
        losses = _losses(label[rows], predicted[rows], link)
        if weight is None:
            total += float(losses.sum())
            total_weight += len(losses)
        else:
            total += float((losses * weight[rows]).sum())
            total_weight += float(weight[rows].sum())
    return total / total_weight


def _losses(
    label: NDArray[np.float64], predicted: NDArray[np.float64], link: Link
) -> NDArray[np.float64]:
    match link:
        case "identity" | "exp":
            return np.asarray((label - predicted) ** 2)
        case "logistic" | "share":
            of_label = np.where(label > 0, predicted, 1.0 - predicted)
        case "softmax" | "shares":
            of_label = predicted[np.arange(len(label)), label.astype(np.intp)]
        case _:
            assert_never(link)
    return -np.log(np.maximum(of_label, _SMALLEST_PROBABILITY))
