"""What gives numbers for each row of a matrix: a model, or what is made of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class RowScorer(Protocol):
    """Numbers of which each row's do not depend on the rows beside it."""

    @property
    def n_outputs(self) -> int:
        """How many numbers it gives for a row."""
        ...

    def score(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        """Return its numbers, shape (n_rows, n_outputs); `columns` as for ``Model.score``."""
        ...
