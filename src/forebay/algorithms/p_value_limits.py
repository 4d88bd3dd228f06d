"""What p-values need of the data."""

from __future__ import annotations

from typing import Final

from forebay.errors import EngineError

MOST_FOR_P_VALUES: Final = 1_000  # BigQuery ML's limit: the total cardinality must be below it


def check_p_value_limits(*, n_classes: int, cardinality: int, n_rows: int) -> None:
    """Raise EngineError ``no-p-values`` if the data allows none.

    Parameters
    ----------
    n_classes
        0 for regression.
    cardinality
        The number of numbers and known categories of all features.
    n_rows
        The number of training rows.

    """
    if n_classes > 2:  # noqa: PLR2004 - two classes
        message = f"no p-values for {n_classes} classes"
        hint = "leave out calculate_p_values: p-values are for regression and for two classes."
    elif cardinality >= MOST_FOR_P_VALUES:
        message = f"no p-values for {cardinality:,} weights"
        hint = "leave out features with many categories, or leave out calculate_p_values."
    elif n_rows <= cardinality + 1:
        message = f"no p-values: {n_rows:,} training rows for {cardinality + 1:,} weights"
        hint = "take fewer features or more rows, or leave out calculate_p_values."
    else:
        return
    detail = f"they need fewer than {MOST_FOR_P_VALUES:,} weights, and more rows than weights."
    raise EngineError.of("no-p-values", message, detail=detail, hint=hint)
