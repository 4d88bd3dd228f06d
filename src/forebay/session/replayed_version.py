"""What came of asking the rows of a request log again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the server told otherwise than ML.PREDICT does.

    Parameters
    ----------
    request, row
        Which request of the log, and which of its rows, from 0.
    logged, found
        The two values as the engine prints them.

    """

    request: str
    row: int
    at: str
    column: str
    logged: str
    found: str


@dataclass(frozen=True, slots=True)
class ReplayedVersion:
    """What came of the rows that one version answered.

    Parameters
    ----------
    routes
        How many rows came by each route.
    different
        How many rows differ in any column.
    differences
        The first of them, value by value.
    why
        Why they were not asked again; empty if they were.
    against
        The format of the exported file that was asked; empty for ML.PREDICT, whose values must be
        the same.
    largest, tolerance
        Of a file: the largest difference, and what it may be; relative to the largest number of
        the row.

    """

    version: str
    rows: int
    routes: dict[str, int]
    different: int = 0
    differences: tuple[Difference, ...] = ()
    why: str = ""
    against: str = ""
    largest: float = 0.0
    tolerance: float = 0.0
