"""All figures of one scorer that depend on the order of the scores, in one pass."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.evaluate.average_precision import AveragePrecision, precision_of, precision_sums
from forebay.evaluate.calibration import (
    Calibration,
    calibration_bin,
    calibration_of,
    calibration_sums,
)
from forebay.evaluate.ranked_rows import ranked_rows
from forebay.evaluate.roc_auc import area_of, area_sum
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer

RANKED_METRICS = frozenset({"roc_auc", "average_precision", "calibration_error"})


@dataclass(frozen=True, slots=True)
class Ranking:
    """The figures of two classes that depend on the order of the scores; None if not wanted."""

    area: float | None
    precision: AveragePrecision | None
    calibration: Calibration | None


def ranking(rows: ScoredRows, scorer: Scorer, sample: Sample, metrics: Collection[str]) -> Ranking:
    """Return what is wanted of ROC AUC, average precision and calibration."""
    of_area = [area_sum("_0", rows, sample)] if "roc_auc" in metrics else []
    of_precision = precision_sums("_0", rows, sample) if "average_precision" in metrics else []
    of_bins = calibration_sums(0, rows, sample) if "calibration_error" in metrics else []
    sums = [*of_area, *of_precision, *of_bins]
    found = rows.workspace.rows(
        f"WITH r AS ({typed_rows(rows, [scorer])}),"
        f" ranks AS ({ranked_rows('r', [0], rows, sample)})"
        f" SELECT {calibration_bin(0, sample)} AS bin, {', '.join(sums)} FROM ranks"
        " GROUP BY bin ORDER BY bin"
    )
    by_bin = {cast("int", b): [cast("float", value) for value in values] for b, *values in found}
    # Sums of the bins, each of them exact, are added without loss.
    totals = [math.fsum(column) for column in zip(*by_bin.values(), strict=True)] or [0.0] * 7
    start = len(of_area)
    after = start + len(of_precision)
    return Ranking(
        area_of(totals[0], sample, 1) if of_area else None,
        precision_of(totals[start:after], sample) if of_precision else None,
        calibration_of({b: v[after:] for b, v in by_bin.items()}, rows, sample)
        if of_bins
        else None,
    )
