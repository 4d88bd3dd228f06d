"""How LINEAR_REG is trained: BigQuery ML's documented choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

LinearStrategy: TypeAlias = Literal[
    "NORMAL_EQUATION", "BATCH_GRADIENT_DESCENT", "COORDINATE_DESCENT"
]

_MANY: Final = 10_000
_ROWS_FOR_EACH: Final = 10


def linear_strategy(options: Mapping[str, Any], *, cardinality: int, n_rows: int) -> LinearStrategy:
    """Return how to train; AUTO_STRATEGY is decided as BigQuery ML documents.

    That is gradient descent with ``l1_reg`` or ``warm_start``, with a cardinality above 10,000, or
    with fewer than ten rows for each; else, and always for p-values, the normal equation.

    Parameters
    ----------
    cardinality
        The number of numbers and known categories of all features.
    n_rows
        The number of training rows.

    Examples
    --------
    >>> options = {"optimize_strategy": "AUTO_STRATEGY", "l1_reg": 0.0, "warm_start": False}
    >>> linear_strategy(options, cardinality=9, n_rows=90)
    'NORMAL_EQUATION'
    >>> linear_strategy(options, cardinality=9, n_rows=89)
    'BATCH_GRADIENT_DESCENT'

    """
    match options["optimize_strategy"]:
        case "NORMAL_EQUATION":
            return "NORMAL_EQUATION"
        case "BATCH_GRADIENT_DESCENT":
            return "BATCH_GRADIENT_DESCENT"
        case "COORDINATE_DESCENT":
            return "COORDINATE_DESCENT"
        case _:
            pass
    if options.get("calculate_p_values"):
        return "NORMAL_EQUATION"
    few_rows = n_rows < _ROWS_FOR_EACH * cardinality
    descends = options["l1_reg"] > 0 or options["warm_start"] or cardinality > _MANY or few_rows
    return "BATCH_GRADIENT_DESCENT" if descends else "NORMAL_EQUATION"
