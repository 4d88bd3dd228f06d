"""The figures of scored rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError, nearest
from forebay.evaluate.metric_names import evaluate_columns, metric_names
from forebay.evaluate.sample import take_sample
from forebay.evaluate.totals import total

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.features.task import Task


def figures(
    rows: ScoredRows, names: Collection[str] | None = None, *, scorer: Scorer = "score"
) -> Mapping[str, float]:
    """Compute metrics in the engine; only sums and counts leave it.

    Parameters
    ----------
    names
        Metrics of the task; None for the columns of ``ML.EVALUATE``.
    scorer
        Whose scores: the model's own, or the ``baseline`` or ``champion`` column.

    Returns
    -------
    Mapping[str, float]
        In the order of `names`. NaN where a figure is undefined: everything without rows; precision
        without a predicted positive; recall without a positive row; ROC AUC with one class only;
        R2 with equal labels; a logarithmic error with values of -1 or less; a percentage error
        with a label of 0. The same bits on any number of threads and in any order of rows.

    Raises
    ------
    ProjectError
        ``unknown-metric``, if a name is no metric of the task.

    """
    wanted = tuple(evaluate_columns(rows.task) if names is None else names)
    require_metrics(wanted, rows.task)
    sample = take_sample(rows, [scorer])
    values = total(rows, scorer, sample, wanted).values
    return {name: values[name] for name in wanted}


def require_metrics(names: Collection[str], task: Task) -> None:
    """Raise ``unknown-metric`` if one of the names is no metric of the task."""
    known = metric_names(task)
    for name in names:
        if name not in known:
            guess = nearest(name, known)
            raise ProjectError.of(
                "unknown-metric",
                f'"{name}" is no metric of a {task} model',
                detail=f"Its metrics are: {', '.join(known)}.",
                hint=f'did you mean "{guess}"?' if guess else "",
            )
