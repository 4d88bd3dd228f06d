"""What a warm start begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.features.matrix_column import MatrixColumn


@dataclass(frozen=True, slots=True, eq=False)
class EarlierModel:
    """A version of the same model that was trained before.

    It has the same model type, label, classes and raw columns; the caller saw to that. Its matrix
    columns may differ: other means and deviations, new categories.

    Parameters
    ----------
    describe, arrays
        What its ``Model.describe`` and ``Model.arrays`` gave.
    columns
        What its matrix columns are.

    """

    describe: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    columns: tuple[MatrixColumn, ...]
