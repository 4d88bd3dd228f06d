"""Options that change the verdict on a model, and not the model (SEMANTICS 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.gate.evidence_floor import LOW_CLASS_ROWS, RAREST_CLASS_ROWS

if TYPE_CHECKING:
    from forebay.sql.statement import CreateModel


def confidence_of(statement: CreateModel) -> float:
    """Return the confidence of bounds at the first look; 0: points are judged.

    It is read from the statement as it stands now: the options of a version are those of the day on
    which it was trained.
    """
    option = statement.options.get("confidence")
    return float(str(option.value)) if option is not None else 0.95


def least_of_class(statement: CreateModel) -> int:
    """Return how many gate rows of the rarest class are enough to be judged."""
    option = statement.options.get("min_evidence")
    asked = option is not None and str(option.value).upper() == "LOW"
    return LOW_CLASS_ROWS if asked else RAREST_CLASS_ROWS
