"""Some training rows with their label as a number: what the checks of single features read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace

LABEL: Final = "__y"  # DOUBLE: the value, or the index of the class
FOLD: Final = "__fold"  # 0 or 1, by the hash of the key


@dataclass(frozen=True, slots=True)
class LabelSample:
    """A relation with `LABEL`, `FOLD` and the features.

    Parameters
    ----------
    relation
        SQL that names it, quoted.
    n_classes
        0 for a regression.
    rows
        How many there are.

    """

    workspace: Workspace
    relation: str
    features: Sequence[Column]
    n_classes: int
    rows: int
