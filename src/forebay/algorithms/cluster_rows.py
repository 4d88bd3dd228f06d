"""The training rows of KMEANS in blocks, as points of its space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.row_blocks import MatrixLayout, RowBlocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from forebay.algorithms.cluster_space import Space
    from forebay.algorithms.training_data import TrainingData

_BLOCK_ROWS: Final = 16_384


@dataclass(frozen=True, slots=True, eq=False)
class ClusterBlock:
    """Some consecutive rows.

    Parameters
    ----------
    columns
        One array for each matrix column.
    marked
        Which rows ``kmeans_init_col`` marks.

    """

    space: Space
    columns: tuple[NDArray[Any], ...]
    marked: NDArray[np.bool_]

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.marked)


class ClusterRows:
    """The rows of a training query, walked as often as needed; memory is bounded."""

    def __init__(self, data: TrainingData, space: Space) -> None:
        layout = MatrixLayout(
            columns=data.columns,
            order=tuple(range(len(data.columns))),
            unknown_code=-1.0,
            dtype=np.float64,
            block_rows=_BLOCK_ROWS,
        )
        self._rows = RowBlocks(data.workspace, data.train, data.n_train, layout)
        self._space = space

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return self._rows.n_rows

    def __iter__(self) -> Iterator[ClusterBlock]:
        """Yield the blocks in order."""
        for block in self._rows:
            columns = tuple(np.ascontiguousarray(block.values.T))
            yield ClusterBlock(self._space, columns, block.label > 0)
