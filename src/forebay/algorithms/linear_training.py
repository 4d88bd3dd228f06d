"""How a linear model was trained, for its document and for ML.TRAINING_INFO."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.algorithms.iteration import Iteration, info_rows, iterations_from
from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LinearTraining:
    """What is known of a training beside the weights.

    Parameters
    ----------
    strategy
        ``NORMAL_EQUATION``, ``BATCH_GRADIENT_DESCENT``, ``COORDINATE_DESCENT`` or ``NEWTON``.
    iterations
        Those of this training, after those of the model that it started from.
    warnings
        What a person should know.
    freedom
        The degrees of freedom of p-values, infinite for the normal law; None without p-values.

    """

    strategy: str
    iterations: tuple[Iteration, ...]
    warnings: tuple[Problem, ...] = ()
    freedom: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        p_values: dict[str, Any] = {}
        if self.freedom is not None:
            normal = math.isinf(self.freedom)
            p_values = {"p_values": "normal" if normal else f"t, {self.freedom:g}"}
            p_values["freedom"] = None if normal else self.freedom
        return {
            "strategy": self.strategy,
            **p_values,
            "training_info": info_rows(self.iterations),
            "warnings": [
                {"name": p.name, "message": p.message, "detail": p.detail, "hint": p.hint}
                for p in self.warnings
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> LinearTraining:
        """Return what ``to_json`` was made of."""
        freedom = None
        if "p_values" in data:
            freedom = math.inf if data["freedom"] is None else float(data["freedom"])
        warnings = tuple(
            Problem(w["name"], w["message"], None, w["detail"], w["hint"], "warning")
            for w in data["warnings"]
        )
        iterations = iterations_from(data["training_info"])
        return cls(data["strategy"], iterations, warnings, freedom)
