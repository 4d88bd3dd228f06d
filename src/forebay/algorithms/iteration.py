"""One row of ML.TRAINING_INFO."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Iteration:
    """What one iteration of training reached.

    Parameters
    ----------
    iteration
        Its number: from 0 for linear models, from 1 for boosted trees, as in BigQuery ML.
    loss, eval_loss
        Mean loss for each row (mean squared error or log loss, in nats) on the training rows and
        on the tune rows; `eval_loss` is None without tune rows.
    learning_rate
        None where the algorithm has none.
    duration_ms
        Wall time; the only figure that differs between two equal runs.

    """

    iteration: int
    loss: float
    eval_loss: float | None
    learning_rate: float | None
    duration_ms: int
    training_run: int = 0


def info_rows(iterations: Iterable[Iteration]) -> list[dict[str, Any]]:
    """Return iterations as rows in BigQuery's column order."""
    order = ("training_run", "iteration", "loss", "eval_loss", "learning_rate", "duration_ms")
    return [{name: asdict(row)[name] for name in order} for row in iterations]


def iterations_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Iteration, ...]:
    """Return what ``info_rows`` was made of."""
    return tuple(Iteration(**row) for row in rows)
