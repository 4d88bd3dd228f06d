"""One column that a model from a file reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportedFeature:
    """One column that a model from a file reads.

    Parameters
    ----------
    name
        As the file has it; empty if it has no names.
    type
        The engine's type of the value, or of the elements of an array: DOUBLE, BIGINT, BOOLEAN; of
        a category what its values are, VARCHAR or BIGINT.
    categories
        The values of a category as texts, in order of their code; None for a number.
    null_code
        The code of a category that is NULL; None: the one of unknown values.
    width
        How many numbers an array has; None for a single value.

    """

    name: str
    type: str = "DOUBLE"
    categories: tuple[str, ...] | None = None
    null_code: int | None = None
    width: int | None = None
