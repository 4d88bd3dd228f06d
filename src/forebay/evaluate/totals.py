"""Everything that the figures of one scorer are computed from, over all rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from forebay.evaluate.binary_moments import BINARY_MOMENTS, binary_terms, expected_cost
from forebay.evaluate.calibration_line import LINE_METRICS, calibration_line
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.median_absolute_error import MedianError, median_absolute_error
from forebay.evaluate.multiclass_moments import multiclass_moments, multiclass_terms
from forebay.evaluate.ranking import RANKED_METRICS, ranking
from forebay.evaluate.regression_moments import (
    LARGEST,
    REGRESSION_MOMENTS,
    Centre,
    regression_terms,
)
from forebay.evaluate.roc_auc import class_areas
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.evaluate.average_precision import AveragePrecision
    from forebay.evaluate.calibration import Calibration
    from forebay.evaluate.calibration_line import CalibrationLine
    from forebay.evaluate.moment import Moment, Term
    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer


@dataclass(frozen=True, slots=True)
class Totals:
    """What one scorer's figures are made of.

    Parameters
    ----------
    values
        The figures; NaN where one is undefined.
    sums
        The sums of the terms that were needed.
    centre
        Regression: the means around which squares were summed.
    areas
        Classes: the ROC area of each class against the rest (binary: under 0).

    """

    values: Mapping[str, float]
    sums: Mapping[str, float]
    centre: Centre
    areas: Mapping[int, float]
    calibration: Calibration | None = None
    median: MedianError | None = None
    precision: AveragePrecision | None = None
    line: CalibrationLine | None = None


def moments_of(rows: ScoredRows) -> Mapping[str, Moment]:
    """Return the metrics of the task that are functions of sums."""
    match rows.task:
        case "binary":
            return {**BINARY_MOMENTS, "expected_cost": expected_cost(rows.costs)}
        case "multiclass":
            return multiclass_moments(len(rows.classes))
        case "regression":
            return REGRESSION_MOMENTS


def terms_of(
    rows: ScoredRows, scorer: Scorer, score: str, sample: Sample, centre: Centre
) -> dict[str, Term]:
    """Return what can be summed for the scores of a scorer, which stand in column `score`."""
    match rows.task:
        case "binary":
            return binary_terms(score, rows.threshold_of(scorer))
        case "multiclass":
            return multiclass_terms(score, len(rows.classes))
        case "regression":
            return regression_terms(score, sample, centre, has_interval=rows.inside is not None)


def total(rows: ScoredRows, scorer: Scorer, sample: Sample, metrics: Collection[str]) -> Totals:
    """Compute the figures of one scorer over all rows, in as few passes as possible.

    One pass for all metrics that are functions of sums (two for those with squares around a
    mean), one for each metric that depends on the order of the scores.
    """
    moments = moments_of(rows)
    wanted = {name: moments[name] for name in metrics if name in moments}
    needed = {term for moment in wanted.values() for term in (*moment.terms, "n")}
    centre, sums = Centre(0.0, 0.0), {}
    if needed and sample.largest < LARGEST:
        centre = _centre(rows, scorer, sample) if _has_squares(needed) else centre
        sums = _sums(rows, scorer, sample, needed, centre)
    values = {
        name: _figure(moment, sums) if sample.n_rows else math.nan
        for name, moment in wanted.items()
    }
    areas: Mapping[int, float] = {}
    gaps: Calibration | None = None
    median: MedianError | None = None
    precision: AveragePrecision | None = None
    if rows.task == "binary" and RANKED_METRICS & set(metrics):
        found = ranking(rows, scorer, sample, metrics)
        precision, gaps = found.precision, found.calibration
        areas = {0: found.area} if found.area is not None else {}
    elif "roc_auc" in metrics:
        areas = class_areas(rows, scorer, sample)
    if "roc_auc" in metrics:
        known = [area for area in areas.values() if not math.isnan(area)]
        values["roc_auc"] = math.fsum(known) / len(known) if known else math.nan
    if precision is not None:
        values["average_precision"] = precision.value
    if gaps is not None:
        values["calibration_error"] = gaps.error
    if "median_absolute_error" in metrics:
        median = median_absolute_error(rows, scorer, sample)
        values["median_absolute_error"] = median.value
    line: CalibrationLine | None = None
    if rows.task == "binary" and LINE_METRICS & set(metrics):
        line = calibration_line(rows, scorer, sample)
        values["calibration_slope"] = line.slope
        values["calibration_intercept"] = line.intercept
    return Totals(values, sums, centre, areas, gaps, median, precision, line)


def _has_squares(needed: Collection[str]) -> bool:
    return bool({"label_squared", "error_squared"} & set(needed))


def _centre(rows: ScoredRows, scorer: Scorer, sample: Sample) -> Centre:
    sums = _sums(rows, scorer, sample, {"n", "label", "error"}, Centre(0.0, 0.0))
    n = sums["n"]
    return Centre(sums["label"] / n, sums["error"] / n) if n > 0 else Centre(0.0, 0.0)


def _sums(
    rows: ScoredRows, scorer: Scorer, sample: Sample, needed: Collection[str], centre: Centre
) -> dict[str, float]:
    terms = terms_of(rows, scorer, "s0", sample, centre)
    names = [name for name in sorted(needed) if name in terms]
    weight = "w * " if rows.weight is not None else ""
    columns = ", ".join(
        exact_sum(f"{weight}({terms[name].sql})", terms[name].largest * sample.mass)
        for name in names
    )
    source = typed_rows(rows, [scorer])
    ((*found,),) = rows.workspace.rows(f"SELECT {columns} FROM ({source})")
    sums = dict(zip(names, (cast("float", value) for value in found), strict=True))
    # A term that these rows do not allow (the logarithm of a negative value) has no sum.
    return {name: sums.get(name, math.nan) for name in needed}


def _figure(moment: Moment, sums: Mapping[str, float]) -> float:
    if not sums:
        return math.nan
    arrays = {term: np.asarray(sums[term]) for term in moment.terms}
    with np.errstate(invalid="ignore"):
        return float(moment.value(arrays))
