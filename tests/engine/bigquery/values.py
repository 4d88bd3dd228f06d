"""Values that BigQuery's documentation states: ``(expression, value)`` by topic."""

from __future__ import annotations

from tests.engine.bigquery import (
    values_of_scalars,
    values_of_sets,
    values_of_structures,
    values_of_syntax,
    values_of_times,
)

VALUES = {
    **values_of_syntax.VALUES,
    **values_of_scalars.VALUES,
    **values_of_times.VALUES,
    **values_of_sets.VALUES,
    **values_of_structures.VALUES,
}
