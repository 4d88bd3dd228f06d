"""Refuse a call of a function that is for other models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.query.model_function import functions_for

if TYPE_CHECKING:
    from forebay.query.function_shape import FunctionShape
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall


def check_task(call: ModelCall, shape: FunctionShape, signature: ModelSignature) -> None:
    """Raise ProjectError ``not-supported`` if the function does not answer for such a model."""
    if signature.task in shape.tasks:
        return
    there_are = ", ".join(f"ML.{name}" for name in functions_for(signature.task))
    raise ProjectError.of(
        "not-supported",
        f'ML.{call.function} is not for a {signature.model_type}, and "{signature.name}" is one',
        call.span,
        hint=f"for it there are: {there_are}.",
    )
