"""What gate rows say of a model beside its standards: of its probabilities and intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.build.calibrate import CALIBRATION
from forebay.build.calibration_evidence import calibration_evidence, probability_rows
from forebay.build.event import Noticed
from forebay.build.gate_rows import SCORED
from forebay.build.interval_evidence import interval_evidence
from forebay.errors import Problem
from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Quantity, single

if TYPE_CHECKING:
    from forebay.build.model_work import ModelWork
    from forebay.query.live_model import LiveModel

# A debiased calibration error that is surely larger than this is worth a word.
_WARN_ABOVE: Final = 0.02
_CLASS_ROWS: Final = 50


def with_gate_evidence(work: ModelWork, model: LiveModel) -> LiveModel:
    """Return a model that knows its calibration and coverage on the gate rows; warn of the first.

    The gate rows were just written and are attached.
    """
    if model.task == "binary":
        error = Quantity("calibration_error")
        evidence = Evidence(probability_rows(work.workspace, model, SCORED), [error])
        if min(evidence.sample.class_counts) >= _CLASS_ROWS:
            least = estimate(evidence, single(error)).lower(0.05)
            if least > _WARN_ABOVE:
                work.walk.tell(Noticed(_miscalibrated(work, model, least)))
    model = calibration_evidence(work, model, SCORED)
    return interval_evidence(work.workspace, model, SCORED)


def _miscalibrated(work: ModelWork, model: LiveModel, least: float) -> Problem:
    hint = "where probabilities are read, train with calibration_method = 'AUTO'."
    if model.facts.get(CALIBRATION, {}).get("left_out"):
        hint = "give the calibration part more rows: calibration_fraction."
    elif model.calibration is not None:
        hint = "calibration rows are unlike gate rows: look at what changed between them."
    return Problem(
        "miscalibrated",
        f"{work.node.name}: probabilities are off by more than {least:.3f} on average",
        work.node.statement.span,
        detail="that is the lower 95 % bound of calibration_error on the gate rows.",
        hint=hint,
        severity="warning",
    )
