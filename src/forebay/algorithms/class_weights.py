"""Weights that make rare classes count more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.errors import Problem, ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray


def resolve_class_weights(
    pairs: Iterable[tuple[object, float]], classes: Sequence[object]
) -> tuple[float, ...]:
    """Return one weight for each class, in class order, from ``class_weights`` as written.

    Raises
    ------
    ProjectError
        A class has no weight, or a weight names no class. All of them at once.

    Examples
    --------
    >>> resolve_class_weights([("no", 0.2), ("yes", 0.8)], ["no", "yes"])
    (0.2, 0.8)

    """
    given = {_as_text(label): float(weight) for label, weight in pairs}
    known = {_as_text(label) for label in classes}
    hint = f"class_weights needs one weight for each of: {', '.join(sorted(known))}."
    problems = [
        Problem("class-weights", f'class_weights has no weight for class "{name}"', hint=hint)
        for name in sorted(known - given.keys())
    ] + [
        Problem("class-weights", f'class_weights names "{name}", which no label is', hint=hint)
        for name in sorted(given.keys() - known)
    ]
    if problems:
        raise ProjectError(*problems)
    return tuple(given[_as_text(label)] for label in classes)


def _as_text(label: object) -> str:
    # BigQuery ML lets a label be named by its text: STRUCT('TRUE', 0.8) for a BOOL.
    text = str(label)
    return text.casefold() if isinstance(label, bool) or text in {"TRUE", "FALSE"} else text


def weight_of_each_class(
    options: Mapping[str, Any], count: NDArray[np.int64]
) -> NDArray[np.float64] | None:
    """Return by what factor the rows of each class count; None if classes are not weighted.

    Parameters
    ----------
    count
        The number of training rows of each class, shape (n_classes,).

    Notes
    -----
    ``auto_class_weights``: n_rows / (rows of the class x n_classes), as BigQuery ML documents.

    Examples
    --------
    >>> weight_of_each_class({"auto_class_weights": True}, np.array([30, 10])).round(3).tolist()
    [0.667, 2.0]

    """
    if options.get("auto_class_weights"):
        return np.asarray(count.sum() / (np.maximum(count, 1) * len(count)))
    if options.get("class_weights") is not None:
        return np.array(options["class_weights"], np.float64)
    return None
