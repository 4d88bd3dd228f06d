"""Some of the judged rows as a matrix in memory, with what is true and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.build.gate_rows import SCORED
from forebay.engine.quote import quote
from forebay.features.frame import KEY
from forebay.features.key_hash import LARGEST_HASH
from forebay.features.matrix_batch import matrix_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.engine import Workspace
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.features.label import Label


@dataclass(frozen=True, slots=True, eq=False)
class DrawnRows:
    """Rows in the order of their keys.

    Parameters
    ----------
    columns
        One array for each matrix column, as ``Model.score`` takes them.
    labels
        The value, or the index of the class, shape (n,).
    scores
        What the model said of them, shape (n, n_outputs); without columns where nothing is stored.

    """

    columns: tuple[NDArray[Any], ...]
    labels: NDArray[np.float64]
    scores: NDArray[np.float64]

    def first(self, rows: int) -> DrawnRows:
        """Return the first rows, which are as random as any."""
        columns = tuple(column[:rows] for column in self.columns)
        return DrawnRows(columns, self.labels[:rows], self.scores[:rows])


def draw_rows(
    workspace: Workspace, where: str, features: FrozenFeatures, label: Label
) -> DrawnRows:
    """Read gate rows that meet a condition and have a label that training saw."""
    n_classes = label.n_classes if label.task == "multiclass" else 0
    scores = [f"__score[{i + 1}]" for i in range(n_classes)] or ["__score"]
    source = f"(SELECT * FROM {quote(SCORED)} WHERE {where} AND __label IS NOT NULL ORDER BY {KEY})"
    carried = [("__label", "label"), *((sql, f"score_{i}") for i, sql in enumerate(scores))]
    text = features.matrix_query(source, carried=carried)
    width = len(features.expressions)
    blocks: list[list[NDArray[Any]]] = []
    labels: list[NDArray[np.float64]] = []
    said: list[NDArray[np.float64]] = []
    for batch in workspace.stream(text):
        blocks += [columns for _, columns in matrix_blocks(batch, features.columns)]
        labels.append(batch.floats(width))
        told = [batch.floats(width + 1 + i) for i in range(len(scores))]
        said.append(np.column_stack(told))
    if not labels:
        return DrawnRows((), np.empty(0), np.empty((0, len(scores))))
    joined = tuple(np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return DrawnRows(joined, np.concatenate(labels), np.concatenate(said))


def at_most(where: str, rows: int, most: int) -> str:
    """Return the condition for about `most` of the `rows` that meet another, by their keys.

    Examples
    --------
    >>> at_most("true", 10, 20)
    'true'

    """
    return where if rows <= most else f"{where} AND {KEY} <= {LARGEST_HASH * most // rows}"
