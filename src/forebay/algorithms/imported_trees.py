"""What a file of trees of another library holds, once it is read: numbers and names only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from forebay.algorithms.forest import Forest
    from forebay.algorithms.imported_feature import ImportedFeature
    from forebay.algorithms.link import Link

# What the library's own predict gives for a row: a number, one for each output, or the number of
# the class with the highest score.
Answer: TypeAlias = Literal["value", "values", "class"]


@dataclass(frozen=True, slots=True, eq=False)
class ImportedTrees:
    """A forest with what its numbers mean.

    Parameters
    ----------
    base_score
        What every output starts from, before the link.
    objective
        As the file names it, for people.

    """

    forest: Forest
    features: tuple[ImportedFeature, ...]
    link: Link
    base_score: float
    answer: Answer
    objective: str
