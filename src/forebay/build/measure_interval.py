"""How far predictions of a number lie from the truth, measured on rows of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.conformal_interval import LEAST_ROWS, conformal_interval
from forebay.build.event import Progress
from forebay.build.scored_part import score_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.material import Material
    from forebay.build.model_work import ModelWork
    from forebay.query.live_model import LiveModel

INTERVAL: Final = "interval"  # in the facts of a model
SUMS: Final = "sums"  # the same of the sums of a hierarchy of series
_EDGE_ROWS: Final = 10_000


def measure_interval(
    work: ModelWork, model: LiveModel, material: Material, options: Mapping[str, Any]
) -> LiveModel:
    """Return the model with the errors that its prediction intervals are made of.

    Where there are too few rows for the level, it has none, and the facts say why.
    """
    level = options.get("prediction_interval_level")
    if level is None:
        return model
    work.walk.tell(Progress(work.node.name, "calibrate", None))
    rows = score_part(work, model, material, "calibrate")
    predicted = rows.scores[:, 0]
    known = np.isfinite(predicted) & np.isfinite(rows.labels)
    n, reason = int(known.sum()), ""
    if n < LEAST_ROWS:
        reason = f"{n:,} rows, and {LEAST_ROWS} are needed"
    elif n / (n + 1) < level:
        reason = f"{n:,} rows, which is too few for a level of {level:g}"
    facts = {"level": level, "rows": n, "bins": 0, "left_out": reason}
    if reason:
        return replace(model, facts={**model.facts, INTERVAL: facts})
    # Where the bins are is said by rows whose errors nobody looks at here.
    other = score_part(work, model, material, "train", most=_EDGE_ROWS).scores[:, 0]
    elsewhere = other[np.isfinite(other)]
    found = conformal_interval(predicted[known], rows.labels[known], elsewhere, level)
    facts |= {"bins": len(found.errors)}
    return replace(model, interval=found, facts={**model.facts, INTERVAL: facts})
