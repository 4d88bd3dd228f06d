"""Whether a statement reads a model from a file; standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.model_task import model_task

if TYPE_CHECKING:
    from forebay.sql.statement import CreateModel


def is_imported(model: CreateModel) -> bool:
    """Return whether the model type is one of those that are trained elsewhere."""
    option = model.options.get("model_type")
    return option is not None and model_task(str(option.value)) == "imported"
