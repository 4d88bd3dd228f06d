"""Which interval for which figure."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from forebay.evaluate.area_interval import logit_normal, normal
from forebay.evaluate.bootstrap import bootstrap
from forebay.evaluate.calibration_bound import calibration_bound
from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.mcnemar import FEW_DISCORDANT, mcnemar_exact
from forebay.evaluate.median_interval import median_interval
from forebay.evaluate.quantity import Formula, Quantity, single
from forebay.evaluate.typed_rows import typed_rows
from forebay.evaluate.wilson import wilson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.evaluate.evidence import Evidence

# Proportions: which terms are the cases and which the trials.
_PROPORTIONS = {
    "precision": ("hits", "predicted"),
    "recall": ("hits", "positives"),
    "positive_rate": ("predicted", "n"),
    "accuracy": ("right", "n"),
}


def estimate(evidence: Evidence, formula: Formula, seed_text: str) -> Estimate:
    """Return a formula's value on the rows with one-sided bounds.

    Parameters
    ----------
    evidence
        The rows; it must have been made with all quantities of the formula.
    seed_text
        Fixes the bootstrap: the model, then the formula as written.

    Notes
    -----
    ==========================================  ============================================
    formula                                     bounds
    ==========================================  ============================================
    a proportion (accuracy, precision, ...)     Wilson
    ROC AUC                                     logit-DeLong
    differences and sums of ROC AUCs            paired DeLong
    average precision                           logit, from the influences of rows
    accuracy less accuracy, < 25 rows differ    McNemar exact
    median absolute error                       order statistics
    calibration error                           see ``calibration_bound``
    anything else                               Poisson bootstrap, paired
    ==========================================  ============================================

    Rows that belong to blocks are resampled, and summed for variances, by block; degrees of
    freedom are then the number of blocks less one.
    """
    value = evidence.formula_value(formula)
    if math.isnan(value) or math.isinf(value):
        return unknown(value, "undefined on these rows")
    # The same bits as ``figures`` gives, whatever the bounds were computed from.
    return replace(_bounded(evidence, formula, seed_text), value=value)


def _bounded(evidence: Evidence, formula: Formula, seed_text: str) -> Estimate:
    slopes = formula.slopes
    if slopes is not None and len(slopes) == 1:
        ((quantity, slope),) = slopes.items()
        return _of_one(evidence, quantity, seed_text).moved(formula.constant, slope)
    if slopes:
        found = _of_several(evidence, slopes, formula)
        if found is not None:
            return found
    return _bootstrap(evidence, formula, seed_text)


def _of_one(evidence: Evidence, quantity: Quantity, seed_text: str) -> Estimate:
    binary = evidence.rows.task == "binary"
    metric = quantity.metric
    if metric in _PROPORTIONS and (binary or metric == "accuracy"):
        return _proportion(evidence, quantity)
    if metric == "roc_auc" and binary and evidence.is_independent:
        variance = float(evidence.area_covariance([quantity.scorer])[0, 0])
        rarer = min(evidence.sample.class_counts)
        return logit_normal(evidence.value(quantity), variance, rarer, "logit-DeLong")
    if metric in {"roc_auc", "average_precision"}:
        return _ranked(evidence, quantity)
    if metric == "median_absolute_error" and evidence.is_independent:
        return median_interval(evidence, quantity)
    if metric == "calibration_error":
        return _calibration(evidence, quantity)
    return _bootstrap(evidence, single(quantity), seed_text)


def _proportion(evidence: Evidence, quantity: Quantity) -> Estimate:
    value = evidence.value(quantity)
    sums = evidence.totals(quantity.scorer).sums
    _, trials = _PROPORTIONS[quantity.metric]
    if evidence.is_independent:
        return wilson(value, sums[trials])
    variance, df = _variance(evidence, quantity)
    if math.isnan(value):
        return wilson(value, 0.0)
    if variance > 0:
        return wilson(value, value * (1.0 - value) / variance, df)
    return wilson(value, min(evidence.n_units, sums[trials]), df)


def _ranked(evidence: Evidence, quantity: Quantity) -> Estimate:
    variance, df = _variance(evidence, quantity)
    counts = [n for n in evidence.sample.class_counts if n > 0]
    rarer = min(min(counts, default=0), evidence.n_units)
    names = {"roc_auc": "logit-DeLong", "average_precision": "logit normal"}
    method = names[quantity.metric]
    precision = evidence.totals(quantity.scorer).precision
    shift = precision.bias if precision and quantity.metric == "average_precision" else 0.0
    centre = evidence.value(quantity) - shift
    return logit_normal(centre, variance, rarer, method, df)


def _variance(evidence: Evidence, quantity: Quantity) -> tuple[float, float]:
    """Return the squared standard error from the influences of pieces, and its freedom."""
    formula = single(quantity)
    influences = evidence.units([quantity]).influences(formula)
    n = len(influences)
    if n < 2:  # noqa: PLR2004 - one piece has no spread
        return math.nan, 0.0
    variance = float(np.square(influences - influences.mean()).sum()) * n / (n - 1)
    return variance, math.inf if evidence.is_independent else n - 1


def _calibration(evidence: Evidence, quantity: Quantity) -> Estimate:
    gaps = evidence.totals(quantity.scorer).calibration
    if gaps is None:
        return unknown(math.nan, "undefined on these rows")
    if evidence.sample.n_blocks == 0:
        return calibration_bound(gaps, gaps.noise, math.inf)
    variance, df = _variance(evidence, quantity)
    return calibration_bound(gaps, max(gaps.noise, math.sqrt(variance)), df)


def _of_several(
    evidence: Evidence, slopes: Mapping[Quantity, float], formula: Formula
) -> Estimate | None:
    if evidence.rows.task != "binary" or not evidence.is_independent:
        return None
    if all(quantity.metric == "roc_auc" for quantity in slopes):
        return _areas(evidence, slopes, formula)
    if _is_accuracy_difference(slopes):
        return _accuracies(evidence, slopes, formula)
    return None


def _areas(evidence: Evidence, slopes: Mapping[Quantity, float], formula: Formula) -> Estimate:
    covariance = evidence.area_covariance([quantity.scorer for quantity in slopes])
    varying = [i for i in range(len(slopes)) if covariance[i, i] != 0.0]
    if len(varying) == 1:
        # The others, such as a baseline with one score for all rows, are numbers.
        (quantity, slope) = list(slopes.items())[varying[0]]
        value = evidence.value(quantity)
        rarer = min(evidence.sample.class_counts)
        variance = float(covariance[varying[0], varying[0]])
        alone = logit_normal(value, variance, rarer, "logit-DeLong")
        return alone.moved(evidence.formula_value(formula) - slope * value, slope)
    weights = np.array(list(slopes.values()))
    variance = float(weights @ covariance @ weights)
    return normal(evidence.formula_value(formula), variance, "paired DeLong")


def _is_accuracy_difference(slopes: Mapping[Quantity, float]) -> bool:
    if any(quantity.metric != "accuracy" for quantity in slopes):
        return False
    first, *rest = slopes.values()
    return len(rest) == 1 and rest[0] == -first


def _accuracies(
    evidence: Evidence, slopes: Mapping[Quantity, float], formula: Formula
) -> Estimate | None:
    scorers = tuple(quantity.scorer for quantity in slopes)
    better, worse = _disagreements(evidence, scorers)
    if better + worse >= FEW_DISCORDANT:
        return None
    slope = next(iter(slopes.values()))
    found = mcnemar_exact(better, worse, evidence.sample.n_rows)
    return found.moved(formula.constant, slope)


def _disagreements(evidence: Evidence, scorers: tuple[str, ...]) -> tuple[int, int]:
    order = evidence.scorers
    places = [order.index(scorer) for scorer in order if scorer in scorers]
    places.sort(key=lambda place: scorers.index(order[place]))
    threshold = repr(float(evidence.rows.threshold))
    right = [f"((s{k} > CAST('{threshold}' AS DOUBLE)) = (y = 1))" for k in places]
    ((better, worse),) = evidence.rows.workspace.rows(
        f"SELECT count(*) FILTER (WHERE {right[0]} AND NOT {right[1]}),"
        f" count(*) FILTER (WHERE {right[1]} AND NOT {right[0]})"
        f" FROM ({typed_rows(evidence.rows, order)})"
    )
    return int(str(better)), int(str(worse))


def _bootstrap(evidence: Evidence, formula: Formula, seed_text: str) -> Estimate:
    units = evidence.units(formula.quantities)
    return bootstrap(units.sums, lambda sums: units.values(formula, sums), seed_text)
