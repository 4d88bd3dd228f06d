"""What a person should know of a training, as warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.algorithms.training_warnings import training_warnings
from forebay.build.calibrate import CALIBRATION
from forebay.build.measure_interval import INTERVAL, SUMS
from forebay.build.sentinel_notice import sentinel_notice
from forebay.checks.extremes import extremes
from forebay.checks.sentinels import find_sentinels
from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.features.task import LABEL_TASKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.build.model_work import ModelWork
    from forebay.features.split import Split
    from forebay.query.live_model import LiveModel


def training_notices(
    work: ModelWork, frame: str, split: Split, model: LiveModel
) -> tuple[Problem, ...]:
    """Return what was noticed of the features, the rows, their values, and by the algorithm.

    `frame` is the name of the relation that the split was planned for.
    """
    found = [
        *_features(work, split, model),
        *_left_out(work, split),
        *_sentinels(work, quote(frame), model),
        *_training(work, model),
        *left_out_notices(work, model),
    ]
    return tuple(found)


def left_out_notices(work: ModelWork, model: LiveModel) -> tuple[Problem, ...]:
    """Return a warning where scores were to be calibrated, or intervals measured, and were not."""
    is_series = model.task == "forecast"
    whose = "" if is_series else "the calibration part has "
    kept = "those of the process" if is_series else "NULL"
    more = "longer series, or more" if is_series else "more rows, or a higher calibration_fraction"
    return tuple(
        Problem(
            "not-calibrated",
            f"{work.node.name}: {effect}: {whose}{reason}",
            work.node.statement.span,
            hint=f"{more}.",
            severity="warning",
        )
        for what, effect in (
            (CALIBRATION, "scores stay as they are"),
            (INTERVAL, f"intervals are {kept}"),
            (SUMS, f"intervals of sums are {kept}"),
        )
        if (reason := model.facts.get(what, {}).get("left_out"))
    )


def _features(work: ModelWork, split: Split, model: LiveModel) -> Iterator[Problem]:
    name = work.node.name
    for text in model.features.notices:
        yield Problem("feature-notice", f"{name}: {text}", severity="warning")
    n_rows, n_columns = split.counts["train"], len(model.features.columns)
    if n_columns > n_rows and model.task in LABEL_TASKS:
        yield Problem(
            "more-features-than-rows",
            f"{name}: {n_columns:,} features and {n_rows:,} training rows",
            detail="such a model can know every row by heart.",
            hint="take fewer columns, or set l2_reg.",
            severity="warning",
        )


def _left_out(work: ModelWork, split: Split) -> Iterator[Problem]:
    for part in ("unlabelled", "immature", "undated"):
        if count := split.counts[part]:
            yield Problem(
                "rows-left-out",
                f"{work.node.name}: {count:,} {part} rows are neither trained nor judged on",
                severity="warning",
                hint="leave them out in the SELECT if that is meant.",
            )


def _sentinels(work: ModelWork, frame: str, model: LiveModel) -> Iterator[Problem]:
    """Yield a warning for each feature with a value that mostly means that nothing is known."""
    found = extremes(work.workspace, frame, model.features.inputs)
    for sentinel in find_sentinels(work.workspace, frame, found):
        yield sentinel_notice(
            f'{work.node.name}: feature "{sentinel.column}"',
            sentinel,
            work.node.statement.span,
            f"where it does, write {sentinel.as_null} in the query of the model.",
        )


def _training(work: ModelWork, model: LiveModel) -> Iterator[Problem]:
    for warning in training_warnings(model.learned):
        yield replace(warning, message=f"{work.node.name}: {warning.message}")
