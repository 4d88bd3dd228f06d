"""Which functions there are, and where each is written."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Schema
    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall


class FunctionTable(Protocol):
    """A module that answers one function.

    ``SETTINGS`` names the settings it takes in STRUCT(...), ``MODELS`` the tasks or model types it
    is for, ``INPUTS`` how many inputs it takes: (at least, at most).
    """

    SETTINGS: frozenset[str]
    INPUTS: tuple[int, int]

    @staticmethod
    def output_schema(
        call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature
    ) -> Schema:
        """Return the columns; imports nothing heavy (SEMANTICS 22)."""
        ...

    @staticmethod
    def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:
        """Return the SQL whose rows are the answer; `inputs` are queries."""
        ...


# Strings, not modules: binding a query must not import what answering it needs.
FUNCTIONS: dict[str, str] = {
    "PREDICT": "forebay.query.functions.predict",
    "EVALUATE": "forebay.query.functions.evaluate",
    "CONFUSION_MATRIX": "forebay.query.functions.confusion_matrix",
    "ROC_CURVE": "forebay.query.functions.roc_curve",
    "TRAINING_INFO": "forebay.query.functions.training_info",
    "FEATURE_INFO": "forebay.query.functions.feature_info",
    "WEIGHTS": "forebay.query.functions.weights",
    "FEATURE_IMPORTANCE": "forebay.query.functions.feature_importance",
}


def find_function(call: ModelCall) -> FunctionTable:
    """Return the module that answers a call; ProjectError if Forebay does not have it yet."""
    path = FUNCTIONS.get(call.function)
    if path is None:
        name = call.function if "." in call.function else f"ML.{call.function}"
        raise ProjectError.of(
            "not-supported",
            f"{name} is not supported",
            call.span,
            hint=f"Forebay answers {', '.join(f'ML.{known}' for known in FUNCTIONS)}.",
        )
    return cast("FunctionTable", importlib.import_module(path))


def output_schema(
    call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature | None
) -> Schema:
    """Return the columns that a call gives."""
    if signature is None:
        raise ProjectError.of(
            "missing-model",
            f"ML.{call.function} needs a model",
            call.span,
            hint=f"write ML.{call.function}(MODEL name, ...).",
        )
    return find_function(call).output_schema(call, inputs, signature)
