"""The ``ML.*`` functions of TRANSFORM: fitted on training rows, then frozen.

The statistics are BigQuery ML's: quantiles are observed values (inverse distribution function), a
standard scaler divides by the *population* deviation, a min-max scaler cuts at 0 and 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast

from forebay.engine.quote import literal
from forebay.errors import ProjectError
from forebay.features.expression import (
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    IsNull,
    Number,
    Text,
)
from forebay.features.number_statistics import NumberStatistics, number_statistics
from forebay.features.render_sql import render_sql
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.protocol import Workspace
    from forebay.errors import Span
    from forebay.features.expression import Expression

ScalerArgument: TypeAlias = "float | str | bool | tuple[ScalerArgument, ...]"


@dataclass(frozen=True, slots=True)
class ScalerCall:
    """One ``ML.NAME(value, arguments) [OVER ()]`` of a TRANSFORM clause.

    Parameters
    ----------
    function
        In capitals, without ``ML.``.
    value, type
        The first argument and its type.
    arguments
        The literals after it.

    """

    function: str
    value: Expression
    type: str
    arguments: tuple[ScalerArgument, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Scaler:
    """What one function is: whether it takes OVER (), what it gives, how it is fitted."""

    gives: Callable[[ScalerCall], str]
    fit: Callable[[ScalerCall, Workspace, str], Expression]
    analytic: bool = True


class _Fit(Protocol):
    def __call__(self, call: ScalerCall, workspace: Workspace, rows: str) -> Expression: ...


def _statistics(call: ScalerCall, workspace: Workspace, rows: str) -> NumberStatistics:
    (found,) = number_statistics(workspace, rows, [render_sql(Number(call.value))])
    if found.n_nan or found.n_infinite:
        raise ProjectError.of(
            "not-finite",
            f"ML.{call.function} meets {found.n_nan} NaN and {found.n_infinite} infinite values",
            call.span,
            hint="make them NULL before: CASE WHEN isfinite(x) THEN x END.",
        )
    return found


def _quantiles(
    call: ScalerCall, workspace: Workspace, rows: str, shares: Sequence[float]
) -> list[float | None]:
    value = render_sql(Number(call.value))
    parts = ", ".join(f"quantile_disc({value}, {literal(share)})" for share in shares)
    return [cast("float | None", v) for v in workspace.rows(f"SELECT {parts} FROM {rows}")[0]]


def _scaled(call: ScalerCall, center: float, scale: float) -> Expression:
    """Return (x - center) / scale; a scale of 0 or NaN counts as 1."""
    divisor = scale if scale and math.isfinite(scale) else 1.0
    centred = Arithmetic("-", Number(call.value), Constant(center))
    return Arithmetic("/", centred, Constant(divisor))


def _standard(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    found = _statistics(call, workspace, rows)
    n = found.n_finite
    deviation = (found.deviation or 0.0) * math.sqrt((n - 1) / n) if n > 1 else 0.0
    return _scaled(call, found.mean or 0.0, deviation)


def _min_max(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    found = _statistics(call, workspace, rows)
    low, high = found.minimum or 0.0, found.maximum or 0.0
    scaled = _scaled(call, low, high - low)
    return Case(
        (
            (Compare("<", scaled, Constant(0.0)), Constant(0.0)),
            (Compare(">", scaled, Constant(1.0)), Constant(1.0)),
        ),
        scaled,
    )


def _max_abs(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    found = _statistics(call, workspace, rows)
    return _scaled(call, 0.0, max(abs(found.minimum or 0.0), abs(found.maximum or 0.0)))


def _robust(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    low, middle, high = _quantiles(call, workspace, rows, (0.25, 0.5, 0.75))
    return _scaled(call, middle or 0.0, (high or 0.0) - (low or 0.0))


def _imputer(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    (strategy,) = _exactly(call, str)
    if strategy == "most_frequent":
        return _most_frequent(call, workspace, rows)
    if value_kind(call.type) != "number" or strategy not in {"mean", "median"}:
        raise _bad(call, "IMPUTER takes 'mean', 'median' (of numbers) or 'most_frequent'")
    if strategy == "mean":
        constant = _statistics(call, workspace, rows).mean
    else:
        (constant,) = _quantiles(call, workspace, rows, (0.5,))
    return Coalesce((Number(call.value), Constant(constant)))


def _most_frequent(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    is_number = value_kind(call.type) == "number"
    value: Expression = Number(call.value) if is_number else Text(call.value)
    sql = render_sql(value)
    found = workspace.rows(
        f"SELECT {sql} AS v FROM {rows} AND {sql} IS NOT NULL"
        " GROUP BY v ORDER BY count(*) DESC, v LIMIT 1"
    )
    constant = cast("float | str | None", found[0][0] if found else None)
    return Coalesce((value, Constant(constant)))


def _bucketize(call: ScalerCall, _workspace: Workspace, _rows: str) -> Expression:
    (splits,) = _exactly(call, tuple)
    numbers = list(cast("tuple[float, ...]", splits))
    if not numbers or numbers != sorted(set(numbers)):
        raise _bad(call, "BUCKETIZE takes an array of ascending numbers")
    return _buckets(call, numbers)


def _quantile_bucketize(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
    (given,) = _exactly(call, float)
    n = int(cast("float", given))
    if n < 2:  # noqa: PLR2004 - one bucket is no bucket
        raise _bad(call, "QUANTILE_BUCKETIZE takes a number of buckets, 2 or more")
    splits = _quantiles(call, workspace, rows, [i / n for i in range(1, n)])
    ends = _statistics(call, workspace, rows)
    inner = {s for s in splits if s is not None and s not in {ends.minimum, ends.maximum}}
    return _buckets(call, sorted(inner))


def _buckets(call: ScalerCall, splits: Sequence[float]) -> Expression:
    """Return ``bin_1`` below the first split, ``bin_2`` from there to the next; NULL is NULL."""
    number = Number(call.value)
    branches: list[tuple[Expression, Expression]] = [(IsNull(number), Constant(None))]
    branches += [
        (Compare("<", number, Constant(split)), Constant(f"bin_{i}"))
        for i, split in enumerate(splits, 1)
    ]
    return Case(tuple(branches), Constant(f"bin_{len(splits) + 1}"))


def _exactly(call: ScalerCall, *kinds: type) -> tuple[ScalerArgument, ...]:
    fits = len(call.arguments) == len(kinds) and all(
        isinstance(a, kind) for a, kind in zip(call.arguments, kinds, strict=True)
    )
    if not fits:
        raise _bad(call, f"ML.{call.function} has other arguments than it takes here")
    return call.arguments


def _bad(call: ScalerCall, message: str) -> ProjectError:
    return ProjectError.of("transform-argument", message, call.span)


def _double(_call: ScalerCall) -> str:
    return "DOUBLE"


def _varchar(_call: ScalerCall) -> str:
    return "VARCHAR"


def _imputed(call: ScalerCall) -> str:
    return "DOUBLE" if value_kind(call.type) == "number" else "VARCHAR"


def _alone(fit: _Fit) -> _Fit:
    """Refuse further arguments of a function that we know only without them."""

    def checked(call: ScalerCall, workspace: Workspace, rows: str) -> Expression:
        _exactly(call)
        return fit(call, workspace, rows)

    return checked


SCALERS: Final[dict[str, Scaler]] = {
    "STANDARD_SCALER": Scaler(_double, _alone(_standard)),
    "MIN_MAX_SCALER": Scaler(_double, _alone(_min_max)),
    "MAX_ABS_SCALER": Scaler(_double, _alone(_max_abs)),
    "ROBUST_SCALER": Scaler(_double, _alone(_robust)),
    "IMPUTER": Scaler(_imputed, _imputer),
    "BUCKETIZE": Scaler(_varchar, _bucketize, analytic=False),
    "QUANTILE_BUCKETIZE": Scaler(_varchar, _quantile_bucketize),
}
