"""How many rows a judgement needs at least."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.task import LabelTask

CLASSIFICATION_ROWS = 200
RAREST_CLASS_ROWS = 50
LOW_CLASS_ROWS = 20  # where somebody asked for it: an interval of ROC AUC then still covers 95 %
REGRESSION_ROWS = 100
SLICE_ROWS = 50
SLICE_CLASS_ROWS = 10


@dataclass(frozen=True, slots=True)
class Shortage:
    """Too few rows to judge on.

    Parameters
    ----------
    rows_needed
        About how many rows are enough; None if a class has no row at all.

    """

    note: str
    rows_needed: int | None


def shortage(
    task: LabelTask | Literal["forecast"],
    n_rows: int,
    class_counts: Sequence[int],
    classes: Sequence[str] = (),
    least: int = RAREST_CLASS_ROWS,
) -> Shortage | None:
    """Return what is missing for a judgement; None if there is enough.

    Classification needs 200 rows and 50 of the rarest class: with fewer positives an interval for
    ROC AUC does not hold its level, unless somebody asked for less (`least`). Regression needs 100
    rows. Forecasts need one: how many series there are decides whether they are judged on bounds.

    Examples
    --------
    >>> shortage("binary", 400, [380, 20], ["no", "yes"])
    Shortage(note='20 rows of class "yes", at least 50 are needed', rows_needed=1000)
    >>> shortage("regression", 100, []) is None
    True

    """
    if task == "forecast":
        return None if n_rows else Shortage("no point was held out", 1)
    floor = REGRESSION_ROWS if task == "regression" else CLASSIFICATION_ROWS
    rarest = min(class_counts, default=least)
    if rarest < least and task != "regression" and n_rows:
        place = list(class_counts).index(rarest)
        name = f' of class "{classes[place]}"' if place < len(classes) else " of the rarest class"
        needed = math.ceil(n_rows * least / rarest) if rarest else None
        note = f"{rarest} rows{name}, at least {least} are needed"
        return Shortage(note, None if needed is None else max(floor, round_up(needed)))
    if n_rows < floor:
        return Shortage(f"{n_rows} gate rows, at least {floor} are needed", floor)
    return None


def low_evidence(class_counts: Sequence[int]) -> str:
    """Return what a verdict says where fewer rows of a class than usual were enough.

    Examples
    --------
    >>> low_evidence([400, 34]), low_evidence([400, 50]), low_evidence([])
    ('low evidence: 34 rows of the rarest class', '', '')

    """
    rarest = min(class_counts, default=RAREST_CLASS_ROWS)
    if rarest >= RAREST_CLASS_ROWS:
        return ""
    return f"low evidence: {rarest} rows of the rarest class"


def slice_is_judged(task: LabelTask, n_rows: int, class_counts: Sequence[int]) -> bool:
    """Return whether a slice has the 50 rows, and 10 of each class, to be judged on its own."""
    if n_rows < SLICE_ROWS:
        return False
    return task == "regression" or min(class_counts) >= SLICE_CLASS_ROWS


def round_up(number: float) -> int:
    """Return a number rounded up to two digits.

    Examples
    --------
    >>> round_up(8731), round_up(42), round_up(100)
    (8800, 42, 100)

    """
    if number <= 0:
        return 0
    step = int(10 ** max(0, math.floor(math.log10(number)) - 1))
    return math.ceil(number / step - 1e-9) * step
