"""The rows that were kept for judging a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.query.stage import Stage


def gate_file(stage: Stage) -> Path:
    """Return the file of the gate rows; ProjectError ``no-gate-rows`` if there are none."""
    model = stage.model
    if model.gate is None:
        raise ProjectError.of(
            "no-gate-rows",
            f'model "{model.name}" has no rows that were kept for judging',
            stage.call.span,
            detail="it was trained on too few rows to keep some, or with NO_SPLIT.",
            hint=f"give it some: ML.{stage.call.function}(MODEL {model.name}, (SELECT ...)).",
        )
    return model.gate
