"""What a function learns from numbers of the training rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.errors import ProjectError
from forebay.features.expression import Number
from forebay.features.number_statistics import number_statistics
from forebay.features.render_sql import render_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.number_summary import NumberStatistics
    from forebay.features.preprocessing.function import FunctionCall, TrainingRows


def measured(call: FunctionCall, training: TrainingRows) -> NumberStatistics:
    """Return the statistics of the first argument; ``not-finite`` if it is not always finite."""
    value = render_sql(Number(call.value))
    (found,) = number_statistics(training.workspace, training.rows, [value])
    if found.n_nan or found.n_infinite:
        raise ProjectError.of(
            "not-finite",
            f"ML.{call.function} meets {found.n_nan} NaN and {found.n_infinite} infinite values",
            call.span,
            hint="make them NULL before: CASE WHEN isfinite(x) THEN x END.",
        )
    return found


def quantiles(
    call: FunctionCall, training: TrainingRows, shares: Sequence[float]
) -> list[float | None]:
    """Return observed values: the least one that a share of the values does not exceed."""
    measured(call, training)
    value = render_sql(Number(call.value))
    parts = ", ".join(f"quantile_disc(v, {literal(share)})" for share in shares)
    found = training.workspace.rows(
        f"SELECT {parts} FROM (SELECT {value} AS v FROM {training.rows})"
    )
    return [cast("float | None", v) for v in found[0]]
