"""What a warm start begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.algorithms.protocol import Model
    from forebay.features.matrix_column import MatrixColumn


@dataclass(frozen=True, slots=True)
class EarlierModel:
    """A version of the same model that was trained before.

    It has the same model type, label, classes and raw columns; the caller saw to that. Its matrix
    columns may differ: other means and deviations, new categories.
    """

    model: Model
    columns: tuple[MatrixColumn, ...]
