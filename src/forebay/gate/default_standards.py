"""The standards of a model that has none written: better than trivial, not worse than before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from forebay.errors import Source, Span
from forebay.evaluate.metric_names import METRICS, main_metric
from forebay.sql.statement import Arithmetic, Metric, Number, Standard

if TYPE_CHECKING:
    from forebay.features.task import LabelTask
    from forebay.sql.statement import StandardExpression

_SLICE_MARGINS: Final = 5.0


def default_standards(task: LabelTask | Literal["forecast"]) -> tuple[Standard, ...]:
    """Return ``metric > baseline`` and ``metric >= champion - margin`` on the main metric.

    Examples
    --------
    >>> [standard.span.text for standard in default_standards("binary")]
    ['roc_auc > baseline', 'roc_auc >= champion - 0.01']

    """
    name = main_metric(task)
    metric = METRICS[name]
    margin = metric.margin
    higher = metric.direction == "higher"
    strict: Literal[">", "<"] = ">" if higher else "<"
    loose: Literal[">=", "<="] = ">=" if higher else "<="
    if metric.relative:
        factor = 1 - margin if higher else 1 + margin
        words = f"champion * {factor:g}"
        bar: StandardExpression = _arithmetic("*", factor)
    else:
        words = f"champion {'-' if higher else '+'} {margin:g}"
        bar = _arithmetic("-" if higher else "+", margin)
    return (
        _standard(name, strict, Metric("baseline", _span("baseline")), "baseline"),
        _standard(name, loose, bar, words),
    )


def slice_standard(task: LabelTask, column: str) -> Standard:
    """Return that no value of a column is worse than with the champion by five times the margin.

    Examples
    --------
    >>> slice_standard("binary", "origin").span.text
    'roc_auc >= champion - 0.05 FOR EACH origin'

    """
    name = main_metric(task)
    metric = METRICS[name]
    higher = metric.direction == "higher"
    margin = _SLICE_MARGINS * metric.margin
    words = f"champion {'-' if higher else '+'} {margin:g} FOR EACH {column}"
    bar = _arithmetic("-" if higher else "+", margin)
    return replace(_standard(name, ">=" if higher else "<=", bar, words), for_each=column)


def _arithmetic(operator: Literal["+", "-", "*"], number: float) -> Arithmetic:
    return Arithmetic(operator, Metric("champion", _span("champion")), Number(number))


def _standard(
    name: str, operator: Literal[">=", ">", "<=", "<"], right: StandardExpression, words: str
) -> Standard:
    left = Metric(name, _span(name))
    return Standard(left, operator, right, _span(f"{name} {operator} {words}"))


def _span(text: str) -> Span:
    return Source("<default standards>", text).whole()
