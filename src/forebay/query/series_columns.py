"""The columns of functions for models of series; standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import Problem, ProjectError, nearest
from forebay.features.value_kind import value_kind
from forebay.query.check_inputs import input_span
from forebay.query.series_call import check_horizon, ids_of, moment_type
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

ARIMA_COLUMNS: Final = (
    Column("non_seasonal_p", "BIGINT"),
    Column("non_seasonal_d", "BIGINT"),
    Column("non_seasonal_q", "BIGINT"),
    Column("has_drift", "BOOLEAN"),
    Column("log_likelihood", "DOUBLE"),
    Column("AIC", "DOUBLE"),
    Column("variance", "DOUBLE"),
    Column("seasonal_periods", "VARCHAR[]"),
    Column("has_holiday_effect", "BOOLEAN"),
    Column("has_spikes_and_dips", "BOOLEAN"),
    Column("has_step_changes", "BOOLEAN"),
    Column("error_message", "VARCHAR"),
)
SERIES_FIGURES: Final = (
    "mean_absolute_error",
    "mean_squared_error",
    "root_mean_squared_error",
    "mean_absolute_percentage_error",
    "symmetric_mean_absolute_percentage_error",
    "mean_absolute_scaled_error",
)


def evaluated_series(
    call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature
) -> Schema:
    """Return the columns of ML.EVALUATE: figures, or points, or without data the processes."""
    ids = ids_of(signature)
    check_horizon(call, signature)
    if not inputs:
        given = sorted(settings_of(call))
        if given:
            name = given[0]
            raise ProjectError.of(
                "bad-argument",
                f'"{name}" of ML.EVALUATE is for data to compare with, and there is none',
                call.settings_spans.get(name, call.span),
                hint="write ML.EVALUATE(MODEL m, (SELECT ...), STRUCT(...)).",
            )
        return Schema((*ids, *ARIMA_COLUMNS[:-1]))
    check_series_input(call, inputs[0], signature)
    if settings_of(call).get("perform_aggregation") is not False:
        return Schema((*ids, *(Column(name, "DOUBLE") for name in SERIES_FIGURES)))
    columns = signature.forecasts.columns
    figures = (
        f"forecasted_{columns.data.name}",
        "lower_bound",
        "upper_bound",
        "absolute_error",
        "absolute_percentage_error",
    )
    return Schema(
        (
            *ids,
            Column(columns.timestamp.name, moment_type(signature)),
            Column(columns.data.name, "DOUBLE"),
            *(Column(name, "DOUBLE") for name in figures),
        )
    )


def anomalous_series(
    call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature
) -> Schema:
    """Return the columns of ML.DETECT_ANOMALIES: those of the series, what is said, others."""
    columns = signature.forecasts.columns
    found = [
        *columns.ids,
        Column(columns.timestamp.name, moment_type(signature)),
        Column(columns.data.name, "DOUBLE"),
        Column("is_anomaly", "BOOLEAN"),
        Column("lower_bound", "DOUBLE"),
        Column("upper_bound", "DOUBLE"),
        Column("anomaly_probability", "DOUBLE"),
    ]
    if not inputs:
        return Schema(tuple(found))
    check_series_input(call, inputs[0], signature)
    taken = {column.name.casefold() for column in found}
    others = (column for column in inputs[0].columns if column.name.casefold() not in taken)
    return Schema((*found, *others))


def check_series_input(call: ModelCall, given: Schema, signature: ModelSignature) -> None:
    """Raise ProjectError if data lacks a column of the series, or has it in another type."""
    columns = signature.forecasts.columns
    problems = []
    span = input_span(call)
    for column in columns.columns:
        found = given.find(column.name)
        if found is None:
            guess = nearest(column.name, given.names)
            problems.append(
                Problem(
                    "missing-feature",
                    f'the data has no column "{column.name}", which model "{signature.name}" needs',
                    span,
                    detail=f"it has: {', '.join(given.names[:30])}.",
                    hint=f'did you mean "{guess}"?' if guess else "",
                )
            )
            continue
        is_time = found.type.startswith(("DATE", "TIMESTAMP"))
        needs = "a DATE or TIMESTAMP" if column == columns.timestamp else "a number"
        if (column == columns.timestamp and not is_time) or (
            column == columns.data and value_kind(found.type) != "number"
        ):
            message = f'"{found.name}" is {found.type}, and must be {needs}'
            problems.append(Problem("type-mismatch", message, span, hint="cast it in the SELECT."))
    if problems:
        raise ProjectError(*problems)
