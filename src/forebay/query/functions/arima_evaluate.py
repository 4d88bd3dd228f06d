"""``ML.ARIMA_EVALUATE(MODEL m [, STRUCT(FALSE AS show_all_candidate_models)])``: the processes.

For one series all that were tried unless the setting says otherwise, the chosen one first; for many
only the chosen one of each. A series that could not be learned has an ``error_message`` and NULLs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Schema
from forebay.query.function_shape import FunctionShape
from forebay.query.series_call import ids_of
from forebay.query.series_columns import ARIMA_COLUMNS

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    settings={"show_all_candidate_models": "boolean"}, tasks=frozenset({"forecast"})
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the ids of a series, and what is known of its process."""
    del call, inputs
    return Schema((*ids_of(signature), *ARIMA_COLUMNS))


def run(stage: Stage) -> str:
    """Return the stored figures."""
    from forebay.query.series_answer import series_answer

    learned = stage.model.forecaster
    wanted = stage.settings.get("show_all_candidate_models")
    candidates = learned.n_series == 1 if wanted is None else bool(wanted)
    return series_answer(stage, ARIMA_COLUMNS, learned.evaluate_rows(candidates=candidates))
