"""A standard's expressions as formulas over figures; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from forebay.sql.statement import Arithmetic, Metric, Number, Standard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from forebay.evaluate.scored_rows import Scorer
    from forebay.sql.statement import StandardExpression

# A metric and whose: ("roc_auc", "champion").
Figure: TypeAlias = "tuple[str, Scorer]"
Values: TypeAlias = "Mapping[Figure, Any]"

_OTHERS: dict[str, Scorer] = {"baseline": "baseline", "champion": "champion"}


@dataclass(frozen=True, slots=True)
class Affine:
    """``constant + sum of slope * figure``; no slope is 0."""

    constant: float
    slopes: Mapping[Figure, float]


def metrics_in(expression: StandardExpression) -> Iterator[Metric]:
    """Yield the names in an expression, ``baseline`` and ``champion`` too, from left to right."""
    match expression:
        case Number():
            return
        case Metric():
            yield expression
        case Arithmetic():
            yield from metrics_in(expression.left)
            yield from metrics_in(expression.right)
        case _:
            assert_never(expression)


def metric_of(standard: Standard) -> str | None:
    """Return the one metric that a standard is about; None if there is none or several.

    ``baseline`` and ``champion`` stand for this metric.
    """
    names = {m.name for side in (standard.left, standard.right) for m in metrics_in(side)}
    names -= set(_OTHERS)
    return names.pop() if len(names) == 1 else None


def figures_of(standard: Standard) -> tuple[Figure, ...]:
    """Return the figures that a standard compares, each once, sorted."""
    metric = metric_of(standard)
    names = [m.name for side in (standard.left, standard.right) for m in metrics_in(side)]
    return tuple(sorted({figure(name, metric) for name in names}))


def figure(name: str, metric: str | None) -> Figure:
    """Return what a name in a standard about `metric` stands for.

    Examples
    --------
    >>> figure("roc_auc", "roc_auc"), figure("champion", "roc_auc")
    (('roc_auc', 'score'), ('roc_auc', 'champion'))

    """
    scorer = _OTHERS.get(name)
    if scorer is None:
        return (name, "score")
    return (metric or name, scorer)


def compute(expression: StandardExpression, metric: str | None) -> Callable[[Values], Any]:
    """Return a function from figures (numbers, or arrays of them) to the expression's value."""
    match expression:
        case Number(value):
            return lambda _: value
        case Metric(name):
            key = figure(name, metric)
            return lambda values: values[key]
        case Arithmetic(operator, left, right):
            return _combine(operator, compute(left, metric), compute(right, metric))
        case _:
            assert_never(expression)


def _combine(
    operator: str, left: Callable[[Values], Any], right: Callable[[Values], Any]
) -> Callable[[Values], Any]:
    match operator:
        case "+":
            return lambda values: left(values) + right(values)
        case "-":
            return lambda values: left(values) - right(values)
        case "*":
            return lambda values: left(values) * right(values)
        case _:
            return lambda values: _divide(left(values), right(values))


def _divide(top: Any, bottom: Any) -> Any:
    try:
        return top / bottom
    except ZeroDivisionError:  # plain numbers only; arrays give infinities
        return float("nan")


def affine(expression: StandardExpression, metric: str | None) -> Affine | None:
    """Return an expression as a constant plus multiples of figures; None if it is not one."""
    match expression:
        case Number(value):
            return Affine(value, {})
        case Metric(name):
            return Affine(0.0, {figure(name, metric): 1.0})
        case Arithmetic(operator, left, right):
            a, b = affine(left, metric), affine(right, metric)
            return _affine_of(operator, a, b) if a is not None and b is not None else None
        case _:
            assert_never(expression)


def _affine_of(operator: str, a: Affine, b: Affine) -> Affine | None:
    match operator:
        case "+":
            return _plus(a, b, 1.0)
        case "-":
            return _plus(a, b, -1.0)
        case "*" if not a.slopes:
            return _plus(Affine(0.0, {}), b, a.constant)
        case "*" if not b.slopes:
            return _plus(Affine(0.0, {}), a, b.constant)
        case "/" if not b.slopes and b.constant != 0:
            slopes = {key: slope / b.constant for key, slope in a.slopes.items()}
            return Affine(a.constant / b.constant, slopes)
        case _:
            return None


def _plus(a: Affine, b: Affine, factor: float) -> Affine:
    slopes = dict(a.slopes)
    for key, slope in b.slopes.items():
        slopes[key] = slopes.get(key, 0.0) + factor * slope
    kept = {key: slope for key, slope in slopes.items() if slope != 0.0}
    return Affine(a.constant + factor * b.constant, kept)


def difference(standard: Standard) -> tuple[Callable[[Values], Any], Affine | None]:
    """Return left side less right side: at 0 the standard is just met."""
    metric = metric_of(standard)
    left, right = compute(standard.left, metric), compute(standard.right, metric)
    a, b = affine(standard.left, metric), affine(standard.right, metric)
    whole = _plus(a, b, -1.0) if a is not None and b is not None else None
    return (lambda values: left(values) - right(values)), whole
