"""How often each class was taken for each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.errors import ProjectError
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from forebay.evaluate.scored_rows import ScoredRows


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """Counts of rows: one line per true class, one column per predicted class.

    ``counts[i][j]`` rows of ``classes[i]`` were predicted to be of ``classes[j]``.
    """

    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def confusion_matrix(rows: ScoredRows) -> ConfusionMatrix:
    """Count rows by true and predicted class; weights do not count here.

    Two classes: predicted positive above the threshold. More: the class with the highest
    probability, the first of equals.

    Raises
    ------
    ProjectError
        ``not-supported``, for a regression.

    """
    if rows.task == "regression":
        raise ProjectError.of(
            "not-supported",
            "a regression has no confusion matrix",
            hint="ML.EVALUATE has its figures.",
        )
    best = "list_position(s0, list_max(s0)) - 1"
    if rows.task == "binary":
        best = f"CAST(s0 > {literal(rows.threshold)} AS INTEGER)"
    found = rows.workspace.rows(
        f"SELECT y, {best} AS predicted, count(*) FROM ({typed_rows(rows, ['score'])}) GROUP BY ALL"
    )
    by_pair = {(cast("int", y), cast("int", p)): cast("int", n) for y, p, n in found}
    places = range(len(rows.classes))
    counts = tuple(tuple(by_pair.get((i, j), 0) for j in places) for i in places)
    return ConfusionMatrix(rows.classes, counts)
