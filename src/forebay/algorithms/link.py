"""From raw scores to predictions, and how far predictions are from labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Link: TypeAlias = Literal["identity", "logistic", "softmax"]

_SMALLEST_PROBABILITY = 1e-15  # what log loss takes for 0, as LightGBM does


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

    """
    if link == "identity":
        return raw
    if link == "logistic":
        with np.errstate(over="ignore"):  # exp(-raw) beyond float64 is a probability of 0
            return np.asarray(1.0 / (1.0 + np.exp(-raw)))
    shifted = np.exp(raw - raw.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


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
        Shape (n_rows,), or (n_rows, n_classes) for softmax.
    weight
        Shape (n_rows,); None weighs all rows alike.

    Examples
    --------
    >>> round(mean_loss(np.array([1.0, 0.0]), np.array([0.8, 0.1]), None, "logistic"), 4)
    0.1643

    """
    if link == "identity":
        losses = (label - predicted) ** 2
    else:
        if link == "logistic":
            of_label = np.where(label > 0, predicted, 1.0 - predicted)
        else:
            of_label = predicted[np.arange(len(label)), label.astype(np.intp)]
        losses = -np.log(np.maximum(of_label, _SMALLEST_PROBABILITY))
    if weight is None:
        return float(losses.mean())
    return float((losses * weight).sum() / weight.sum())
