"""How a model with a label splits its raw predictions into parts of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class Attribution(Protocol):
    """A baseline and one part for each matrix column, which add up to ``Model.raw``."""

    @property
    def baseline(self) -> NDArray[np.float64]:
        """What is predicted where nothing of a row is known, shape (n_outputs,)."""
        ...

    def of(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the parts of each row, shape (n_rows, n_columns, n_outputs).

        Parameters
        ----------
        columns
            As for ``Model.score``.
        threads
            How many blocks of rows are explained at once; the result is the same for any number.

        """
        ...
