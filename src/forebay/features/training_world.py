"""What a TRANSFORM clause is planned against when it is fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.features.preprocessing import PREPROCESSING
from forebay.features.transform import TransformWorld

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.errors import Span
    from forebay.features.expression import Expression
    from forebay.features.preprocessing import FunctionCall
    from forebay.features.preprocessing.function import TrainingRows


def training_world(training: TrainingRows, frame: str) -> TransformWorld:
    """Return what describes expressions over a frame and fits functions on its training rows."""

    def describe(select: str, at: Span | None) -> Schema:
        del at  # validated before; what still fails has no better place than the model itself
        return training.workspace.describe(f"FROM {quote(frame)} {select}")

    def fit_function(call: FunctionCall) -> Expression:
        return PREPROCESSING[call.function].fit(call, training)

    return TransformWorld(describe, fit_function)
