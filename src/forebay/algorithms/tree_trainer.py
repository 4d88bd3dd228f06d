"""What trains trees: LightGBM, or XGBoost where an option needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    import numpy as np
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.link import Link
    from forebay.algorithms.row_blocks import RowBlocks


class _Held(Protocol):
    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class HeldRows(_Held, Protocol):
    """Rows inside a trainer; a context manager that frees them."""

    label: NDArray[np.float64]
    weight: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TreePart:
    """Some rows and what losses are computed from.

    Parameters
    ----------
    rows
        Inside the trainer; of type ``HeldRows``.
    label
        Class indices, or values less their mean, shape (n_rows,).
    weight
        None weighs all rows alike.

    """

    rows: Any
    label: NDArray[np.float64]
    weight: NDArray[np.float64] | None


class TreeBooster(_Held, Protocol):
    """Trees grown round by round; a context manager that frees them.

    Part 0 is what they are grown on; there may be others, of which losses are wanted.
    """

    def update(self) -> bool:
        """Do one round; True if no leaf could be split, and nothing was added."""
        ...

    def predicted(self, part: int) -> NDArray[np.float64]:
        """Return values or probabilities, shape (n_rows,) or (n_rows, n_classes)."""
        ...

    def metric(self, part: int) -> float:
        """Return the mean log loss of the rows of a part, weighted."""
        ...

    def forest(self, n_rounds: int) -> Forest:
        """Return the trees of the first rounds."""
        ...


class TreeTrainer(Protocol):
    """A library that grows trees, told how."""

    @property
    def note(self) -> str:
        """What a person should know about it, as a sentence; empty for what usually trains."""
        ...

    @property
    def n_at_once(self) -> int:
        """How many trees (for more than two classes: for each class) a round adds."""
        ...

    def hold(self, rows: RowBlocks, *, reference: Any = None) -> HeldRows:
        """Return rows for training; with `reference` rows that are like those of training."""
        ...

    def booster(self, parts: Sequence[TreePart], link: Link) -> TreeBooster:
        """Return a run that grows trees on the first of some parts."""
        ...
