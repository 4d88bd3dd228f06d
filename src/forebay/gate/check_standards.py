"""What is wrong with standards, found before any data is touched; standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, nearest
from forebay.evaluate.metric_names import METRICS, metric_names
from forebay.features.task import COMPARED_TASKS, LABEL_TASKS
from forebay.gate.expression import difference, metric_of, metrics_in
from forebay.gate.gap_metric import gap_metric
from forebay.gate.serving_metric import SERVING_METRICS, check_serving, is_serving
from forebay.sql.statement import Metric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.task import Task
    from forebay.sql.statement import Standard

_OTHERS = ("baseline", "champion")
_COVERAGE = "interval_coverage"


def check_standards(
    standards: Sequence[Standard],
    task: Task,
    columns: Sequence[str] | None = None,
    *,
    has_interval: bool = True,
) -> tuple[Problem, ...]:
    """Return every problem of some standards, warnings too.

    Parameters
    ----------
    columns
        The columns of the model's AS SELECT, for FOR EACH; None if they are not known.
    has_interval
        Whether the model has prediction intervals, as far as its options say.

    """
    problems: list[Problem] = []
    for standard in standards:
        if is_serving(standard):
            found = check_serving(standard)
            problems += [found] if found is not None else []
            continue
        problems += _names(standard, task)
        problems += _slices(standard, columns)
        problems += _gaps(standard, task)
        problems += _intervals(standard, has_interval=has_interval)
        problems += _needs_label(standard, task)
        if not any(problem.span is standard.span for problem in problems):
            problems += _direction(standard)
    return tuple(problems)


def _names(standard: Standard, task: Task) -> list[Problem]:
    known = metric_names(task)
    found = [m for side in (standard.left, standard.right) for m in metrics_in(side)]
    its_metrics = f"Its metrics are: {', '.join((*known, *SERVING_METRICS))}."
    problems = []
    for metric in found:
        if metric.name in known or metric.name in _OTHERS:
            continue
        gap = gap_metric(metric.name)
        if gap is not None and gap.metric in known:
            continue
        elsewhere = METRICS.get(metric.name)
        guess = nearest(metric.name, (*known, *SERVING_METRICS))
        problems.append(
            Problem(
                "unknown-metric",
                f'"{metric.name}" is no metric of a {task} model',
                metric.span,
                detail=(
                    f'"{metric.name}" is a metric of: {", ".join(sorted(elsewhere.tasks))}.'
                    if elsewhere
                    else its_metrics
                ),
                hint=f'did you mean "{guess}"?' if guess else "",
            )
        )
    if problems:
        return problems
    own = sorted({m.name for m in found} - set(_OTHERS))
    if not own:
        return [
            Problem(
                "invalid-standard",
                "the standard names no metric",
                standard.span,
                hint=f"write one of {', '.join(known)} in it" if known else "leave it out",
            )
        ]
    others = [m for m in found if m.name in _OTHERS]
    if others and metric_of(standard) is None:
        return [
            Problem(
                "invalid-standard",
                f'"{others[0].name}" stands for the metric of its standard, and this one has '
                f"{len(own)}",
                others[0].span,
                detail=f"It names {', '.join(own)}.",
                hint="write one standard for each metric",
            )
        ]
    return []


def _gaps(standard: Standard, task: Task) -> list[Problem]:
    """Return what is wrong with a standard on how far the values of a column are apart."""
    names = [m for side in (standard.left, standard.right) for m in metrics_in(side)]
    name = next((m for m in names if gap_metric(m.name) is not None), None)
    gap = gap_metric(name.name) if name is not None else None
    if name is None or gap is None or gap.metric not in metric_names(task):
        return []
    reason, hint = "", f"write {name.name} <= 0.1 FOR EACH column"
    if task not in LABEL_TASKS:
        reason, hint = f"needs a label in its rows, and a {task} model has none", "leave it out"
    elif standard.for_each is None:
        reason = "compares the values of a column, and none is named"
    elif len(names) != 1 or not isinstance(standard.left, Metric):
        reason = "stands alone, compared with a number"
    elif (standard.operator in {"<", "<="}) != (gap.kind == "gap"):
        word, operator = ("small", "<=") if gap.kind == "gap" else ("near 1", ">=")
        reason, hint = f"shall be {word}", f"write {name.name} {operator} ..."
    if not reason:
        return []
    message = f'"{name.name}" {reason}'
    return [Problem("invalid-standard", message, standard.span, hint=f"{hint}.")]


def _intervals(standard: Standard, *, has_interval: bool) -> list[Problem]:
    """Return what is wrong with a standard on prediction intervals."""
    names = [m for side in (standard.left, standard.right) for m in metrics_in(side)]
    found = next((m for m in names if m.name.startswith(_COVERAGE)), None)
    if found is None:
        return []
    message, hint = "", "compare it with a number."
    if not has_interval:
        message = f'"{found.name}" needs prediction intervals, and the model has none'
        hint = "add the option prediction_interval_level, such as 0.9."
    elif any(m.name in _OTHERS for m in names):
        message = f'"{found.name}" is a figure of the model alone'
    if not message:
        return []
    return [Problem("invalid-standard", message, found.span, hint=hint)]


def _needs_label(standard: Standard, task: Task) -> list[Problem]:
    """Return what only a model with a label can be held to."""
    if task in COMPARED_TASKS:
        return []
    names = [m for side in (standard.left, standard.right) for m in metrics_in(side)]
    found = [(f'"{m.name}"', m.span) for m in names if m.name in _OTHERS]
    if standard.for_each or standard.percent_of:
        found.append(("a slice", standard.span))
    return [
        Problem(
            "invalid-standard",
            f"{what} needs a label to compare with, and a {task} model has none",
            span,
            hint="compare a metric of the model with a number.",
        )
        for what, span in found
    ]


def _slices(standard: Standard, columns: Sequence[str] | None) -> list[Problem]:
    problems = []
    column = standard.for_each or (standard.percent_of[1] if standard.percent_of else None)
    if column and columns is not None:
        keys = {name.casefold() for name in columns}
        if column.casefold() not in keys:
            guess = nearest(column, columns)
            problems.append(
                Problem(
                    "unknown-column",
                    f'the model\'s query has no column "{column}"',
                    standard.span,
                    detail=f"It has: {', '.join(columns)}.",
                    hint=f'did you mean "{guess}"?' if guess else "",
                )
            )
    return problems


def _direction(standard: Standard) -> list[Problem]:
    name = metric_of(standard)
    form = difference(standard)[1]
    slope = form.slopes.get((str(name), "score"), 0.0) if form is not None else 0.0
    if name is None or name not in METRICS or slope == 0.0:
        return []
    direction = METRICS[name].direction
    asks_for = "higher" if (standard.operator in {">=", ">"}) == (slope > 0) else "lower"
    if direction in {asks_for, "none"}:
        return []
    return [
        Problem(
            "standard-direction",
            f'a {direction} "{name}" is better, and this standard asks for a {asks_for} one',
            standard.span,
            hint=f'turn "{standard.operator}" round',
            severity="warning",
        )
    ]
