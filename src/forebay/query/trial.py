"""One trial of a tuning: what was tried and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TrialStatus: TypeAlias = Literal["SUCCEEDED", "FAILED", "INFEASIBLE"]


@dataclass(frozen=True, slots=True)
class Trial:
    """What ``ML.TRIAL_INFO`` tells of one trial.

    Parameters
    ----------
    number
        From 1, in the order in which trials were asked for.
    figure
        The metric of the tuning on the tune rows; None unless the trial succeeded.
    training_loss, eval_loss
        Mean squared error or log loss on the rows it was trained on, and on the tune rows.
    status
        ``INFEASIBLE``: the options contradict each other with these values.

    """

    number: int
    hyperparameters: Mapping[str, Any]
    figure: float | None
    training_loss: float | None
    eval_loss: float | None
    status: TrialStatus
    error_message: str = ""
    is_optimal: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the trial as JSON has it."""
        return {**asdict(self), "hyperparameters": dict(self.hyperparameters)}


def with_optimal(
    trials: Sequence[Trial], *, higher_is_better: bool
) -> tuple[tuple[Trial, ...], Trial | None]:
    """Mark the best trials, and return them all and the one that serves: the first of the best.

    None if no trial succeeded.
    """
    figures = [trial.figure for trial in trials if trial.figure is not None]
    if not figures:
        return tuple(trials), None
    best = max(figures) if higher_is_better else min(figures)
    marked = tuple(replace(trial, is_optimal=trial.figure == best) for trial in trials)
    return marked, next(trial for trial in marked if trial.is_optimal)
