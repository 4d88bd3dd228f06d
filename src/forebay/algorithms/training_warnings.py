"""What training found that a person should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.algorithms.matrix_protocol import StoredModel


def training_warnings(model: StoredModel) -> tuple[Problem, ...]:
    """Return the warnings of a model's document; a model without any has no such entry."""
    return tuple(
        Problem(w["name"], w["message"], None, w["detail"], w["hint"], "warning")
        for w in model.describe().get("warnings", ())
    )
