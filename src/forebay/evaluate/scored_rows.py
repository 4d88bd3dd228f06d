"""Rows with a label and a score: what every figure is computed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from forebay.algorithms.resolve_costs import Costs

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace
    from forebay.features.task import LabelTask

NO_COSTS: Final = Costs()
Scorer: TypeAlias = Literal["score", "baseline", "champion"]


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """A relation of scored rows in an engine, and how to read it.

    Rows whose label or score is NULL, NaN or infinite are left out of every figure.

    Parameters
    ----------
    workspace
        Where the relation can be read.
    relation
        SQL text in FROM position, such as a quoted name or a query in parentheses.
    classes
        The labels as text, ordered; with two, ``classes[1]`` is the positive one. Empty for
        regression.
    threshold
        Two classes only: a row is predicted positive if its score is above this.
    score
        The column with P(positive), with the predicted value, or, for more than two classes, with
        a ``DOUBLE[]`` of probabilities in the order of `classes`.
    label
        The column with 0 or 1, with the value, or with the index of the class.
    weight
        A column of weights, 0 or more; None counts each row once.
    where
        An SQL condition that further limits the rows; empty for none.
    block
        A BIGINT column with the group or stretch of time to which a row belongs: rows of one
        block are not independent, so intervals resample blocks. NULL means the row stands alone.
    costs
        Two classes only: what each answer costs; by default every wrong one costs 1.
    thresholds
        Of scorers that have another one than `threshold`.
    inside
        Numbers only: a BOOLEAN column, whether the label lies in the interval around the score;
        None if there are no intervals.
    forecasts
        The rows are points of series that were forecast: the task is then ``regression``.

    Notes
    -----
    The gate reads further columns: ``baseline`` and ``champion`` (of the type of the score;
    ``champion`` is NULL on rows on which it may not be compared), ``block``, and slice columns
    under their own names.

    """

    workspace: Workspace
    relation: str
    task: LabelTask
    classes: tuple[str, ...] = ()
    threshold: float = 0.5
    score: str = "score"
    label: str = "label"
    weight: str | None = None
    where: str = ""
    block: str | None = None
    costs: Costs = NO_COSTS
    thresholds: tuple[tuple[Scorer, float], ...] = ()
    inside: str | None = None
    forecasts: bool = False

    @property
    def purpose(self) -> LabelTask | Literal["forecast"]:
        """What the model is for, by which its standards are judged."""
        return "forecast" if self.forecasts else self.task

    def narrowed(self, condition: str) -> ScoredRows:
        """Return the same rows, limited further by an SQL condition."""
        where = f"({self.where}) AND ({condition})" if self.where else condition
        return replace(self, where=where)

    def threshold_of(self, scorer: Scorer) -> float:
        """Return above which score a scorer predicts the positive class."""
        return dict(self.thresholds).get(scorer, self.threshold)

    def column(self, scorer: Scorer) -> str:
        """Return the name of the column that holds a scorer's scores."""
        return self.score if scorer == "score" else scorer
