"""The rows of a training as trees see them: float32, NaN for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.row_blocks import MatrixLayout, RowBlocks

if TYPE_CHECKING:
    from forebay.algorithms.training_data import TrainingData

BLOCK_ROWS: Final = 65_536


def tree_rows(data: TrainingData, query: str, n_rows: int) -> RowBlocks:
    """Return the rows of a query of `data`, in its order of columns."""
    layout = MatrixLayout(
        columns=data.columns,
        order=tuple(range(len(data.columns))),
        unknown_code=np.nan,
        dtype=np.float32,
        block_rows=BLOCK_ROWS,
    )
    return RowBlocks(data.workspace, query, n_rows, layout)
