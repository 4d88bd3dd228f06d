"""The plug table of ``ML.*`` table functions, and what each of them declares."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.features.task import Task
    from forebay.query.function_shape import FunctionShape
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall


class ModelFunction(Protocol):
    """One file of ``query.functions``."""

    SHAPE: FunctionShape

    def output_schema(
        self, call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature | None
    ) -> Schema:
        """Return the columns that the call gives; imports nothing heavy (SEMANTICS 22).

        A function whose SHAPE requires a model is never called without a signature, and says so in
        its own type; one whose SHAPE has no model never gets one.
        """
        ...

    def run(self, stage: Stage) -> str:
        """Answer the call; return a query over what the stage's workspace can read."""
        ...


# Strings, not modules: binding a query must not import what runs it.
FUNCTIONS: Final[dict[str, str]] = {
    "PREDICT": "forebay.query.functions.predict",
    "TRANSFORM": "forebay.query.functions.transform",
    "EVALUATE": "forebay.query.functions.evaluate",
    "CONFUSION_MATRIX": "forebay.query.functions.confusion_matrix",
    "ROC_CURVE": "forebay.query.functions.roc_curve",
    "TRAINING_INFO": "forebay.query.functions.training_info",
    "FEATURE_INFO": "forebay.query.functions.feature_info",
    "WEIGHTS": "forebay.query.functions.weights",
    "ADVANCED_WEIGHTS": "forebay.query.functions.advanced_weights",
    "FEATURE_IMPORTANCE": "forebay.query.functions.feature_importance",
    "TRIAL_INFO": "forebay.query.functions.trial_info",
    "EXPLAIN_PREDICT": "forebay.query.functions.explain_predict",
    "GLOBAL_EXPLAIN": "forebay.query.functions.global_explain",
    # Models without a label.
    "CENTROIDS": "forebay.query.functions.centroids",
    "PRINCIPAL_COMPONENTS": "forebay.query.functions.principal_components",
    "PRINCIPAL_COMPONENT_INFO": "forebay.query.functions.principal_component_info",
    "GENERATE_EMBEDDING": "forebay.query.functions.generate_embedding",
    "DETECT_ANOMALIES": "forebay.query.functions.detect_anomalies",
    # Models of series.
    "FORECAST": "forebay.query.functions.forecast",
    "EXPLAIN_FORECAST": "forebay.query.functions.explain_forecast",
    "ARIMA_EVALUATE": "forebay.query.functions.arima_evaluate",
    "ARIMA_COEFFICIENTS": "forebay.query.functions.arima_coefficients",
    "HOLIDAY_INFO": "forebay.query.functions.holiday_info",
    # Without a model, or with several inputs.
    "METRICS": "forebay.query.functions.metrics",
    "CORRELATION": "forebay.query.functions.correlation",
    "DESCRIBE_DATA": "forebay.query.functions.describe_data",
    "TFDV_DESCRIBE": "forebay.query.functions.tfdv_describe",
    "VALIDATE_DATA_DRIFT": "forebay.query.functions.validate_data_drift",
    "VALIDATE_DATA_SKEW": "forebay.query.functions.validate_data_skew",
    "FEATURES_AT_TIME": "forebay.query.functions.features_at_time",
    "ENTITY_FEATURES_AT_TIME": "forebay.query.functions.entity_features_at_time",
}


def functions_for(task: Task) -> tuple[str, ...]:
    """Return the names of the functions that answer for models of a task, in the table's order."""
    modules = {name: import_module(module) for name, module in FUNCTIONS.items()}
    return tuple(name for name, module in modules.items() if task in module.SHAPE.tasks)


def model_function(call: ModelCall) -> ModelFunction:
    """Return the function of a call; ``not-supported`` if it is one for later.

    Raises
    ------
    ProjectError
        The function is BigQuery ML's, and Forebay cannot answer it.

    """
    module = FUNCTIONS.get(call.function)
    if module is None:
        known = ", ".join(f"ML.{name}" for name in FUNCTIONS)
        prefix = "" if call.function.startswith("AI.") else "ML."
        raise ProjectError.of(
            "not-supported",
            f"{prefix}{call.function} is not supported",
            call.span,
            hint=f"Forebay has {known}.",
        )
    return cast("ModelFunction", import_module(module))
