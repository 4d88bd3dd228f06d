"""What one check found of an algorithm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

FindingOutcome: TypeAlias = Literal["passed", "failed", "not applicable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check of one model type.

    Parameters
    ----------
    check
        Its name, one of ``ALGORITHM_CHECKS``.
    note
        What is wrong, or why the check does not apply; empty if it passed.

    """

    model_type: str
    check: str
    outcome: FindingOutcome
    note: str = ""

    def __str__(self) -> str:
        """Return one line.

        Examples
        --------
        >>> print(Finding("KMEANS", "weights", "not applicable", "rows have no weights"))
        KMEANS weights: not applicable, rows have no weights

        """
        note = f", {self.note}" if self.note else ""
        return f"{self.model_type} {self.check}: {self.outcome}{note}"
