"""Probabilities of a classifier, put right on rows of their own (SEMANTICS 25)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.fit_calibration import fit_calibration
from forebay.build.event import Progress
from forebay.build.scored_part import score_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.algorithms.fit_calibration import FittedCalibration
    from forebay.build.material import Material
    from forebay.build.model_work import ModelWork
    from forebay.query.live_model import LiveModel

CALIBRATION: Final = "calibration"  # in the facts of a model


def calibrate(
    work: ModelWork, model: LiveModel, material: Material, options: Mapping[str, Any]
) -> LiveModel:
    """Return the model with what makes probabilities of its scores, as its options ask.

    Calibration rows trained nothing, stop no training early, set no threshold and judge nothing.
    Their weights do not count, as they do not in the gate. Where nothing can be fitted, scores stay
    as they are, and the facts say why.
    """
    asked = options.get("calibration_method", "NONE")
    if asked == "NONE":
        return model
    work.walk.tell(Progress(work.node.name, "calibrate", None))
    rows = score_part(work, model, material, "calibrate")
    fitted = fit_calibration(rows.scores, rows.labels.astype(np.int64), rows.folds, asked)
    facts = {**model.facts, CALIBRATION: _facts(asked, fitted)}
    return replace(model, calibration=fitted.calibration, facts=facts)


def _facts(asked: str, fitted: FittedCalibration) -> dict[str, Any]:
    method = fitted.calibration.method if fitted.calibration is not None else "NONE"
    return {
        "asked": asked,
        "method": method,
        "rows": fitted.rows,
        "left_out": fitted.reason,
        "log_loss": {name: repr(loss) for name, loss in fitted.losses.items()},
    }
