"""Judge what a model of series may not say, and what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.forecast_library import missing_libraries
from forebay.algorithms.unknown_regions import unknown_regions
from forebay.errors import Problem
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.engine import Schema
    from forebay.sql.statement import CreateModel

# The columns of custom holidays and what they hold; BigQuery ML's names.
_HOLIDAY_COLUMNS: Final = {
    "region": "text",
    "holiday_name": "text",
    "primary_date": "DATE",
    "preholiday_days": "number",
    "postholiday_days": "number",
}
_OPTIONAL: Final = frozenset({"preholiday_days", "postholiday_days"})  # 1 each


def check_series(model: CreateModel, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the clauses of a forecast, and the libraries that it lacks.

    Parameters
    ----------
    values
        Its options, defaults included.

    """
    if model.transform is not None and model.transform:
        yield Problem(
            "not-supported",
            "TRANSFORM is not supported for ARIMA_PLUS",
            model.transform[0].span,
            hint="write the expressions into the query of the model.",
        )
    if model.predict_at is not None and model.predict_at.expression is not None:
        yield Problem(
            "not-supported",
            "a forecast is made at the end of its series, not at a time of each row",
            model.predict_at.span,
            hint="leave PREDICT AT out.",
        )
    regions = values["holiday_region"]
    option = model.options.get("holiday_region")
    missing = [*missing_libraries(model.options["model_type"].value_span, holidays=bool(regions))]
    yield from missing
    if regions and option is not None and not missing:
        yield from unknown_regions(regions, option.value_span)


def check_custom_holiday(model: CreateModel, schema: Schema) -> Iterator[Problem]:
    """Yield what is wrong with the columns of the query of custom holidays."""
    query = model.custom_holiday
    for name, kind in _HOLIDAY_COLUMNS.items():
        column = schema.find(name)
        hint = f"it needs {', '.join(_HOLIDAY_COLUMNS)}."
        span = query.span if query is not None else None
        if column is None and name in _OPTIONAL:
            continue
        if column is None:
            message = f'custom_holiday has no column "{name}"'
            yield Problem("missing-column", message, span, hint=hint)
        elif kind not in {value_kind(column.type), column.type}:
            message = f'"{name}" of custom_holiday is {column.type}, and must be a {kind}'
            yield Problem("type-mismatch", message, span, hint=hint)
