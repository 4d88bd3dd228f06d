"""Which bounds for which figure."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.evaluate.calibration_bound import calibration_bound
from forebay.evaluate.delta_bounds import delta_bounds
from forebay.evaluate.exact_share import exact_share, spread_share
from forebay.evaluate.gradient import formula_gradient
from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.mcnemar import FEW_DISCORDANT, mcnemar_exact
from forebay.evaluate.median_interval import median_interval
from forebay.evaluate.metric_names import METRICS
from forebay.evaluate.scale import Scale
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.evaluate.evidence import Evidence
    from forebay.evaluate.quantity import Formula, Quantity

# Below so many rows of a class, a figure that both classes make is anybody's guess.
FEW_OF_A_CLASS = 10

# What rows pull an area by is bounded, so that one more row of each class is enough.
_MORE_OF_AREAS = 1.0

# Proportions: which terms are the cases and which the trials.
_PROPORTIONS = {
    "precision": ("hits", "predicted"),
    "recall": ("hits", "positives"),
    "false_positive_rate": ("alarms", "negatives"),
    "positive_rate": ("predicted", "n"),
    "interval_coverage": ("covered", "n"),
    "accuracy": ("right", "n"),
}


# Those of all rows, whatever the task.
_OF_ALL_ROWS = frozenset({"accuracy", "interval_coverage"})


def estimate(evidence: Evidence, formula: Formula) -> Estimate:
    """Return a formula's value on the rows with one-sided bounds.

    Parameters
    ----------
    evidence
        The rows; it must have been made with all quantities of the formula.

    Notes
    -----
    ==========================================  ============================================
    formula                                     bounds
    ==========================================  ============================================
    a proportion (accuracy, precision, ...)     Clopper-Pearson; the interval is Wilson's
    ROC AUC                                     logit-DeLong
    differences and sums of ROC AUCs            paired DeLong
    accuracy less accuracy, < 25 rows differ    McNemar exact
    median absolute error                       order statistics
    calibration error                           see ``calibration_bound``
    anything else                               delta method, on the scale of the metric; paired
    ==========================================  ============================================

    Rows that belong to blocks are summed by block first, see ``pulls``.
    """
    value = evidence.formula_value(formula)
    if math.isnan(value) or math.isinf(value):
        return unknown(value, "undefined on these rows")
    # The same bits as ``figures`` gives, whatever the bounds were computed from.
    return replace(_bounded(evidence, formula), value=value)


def _bounded(evidence: Evidence, formula: Formula) -> Estimate:
    slopes = formula.slopes
    if slopes is not None and len(slopes) == 1:
        ((quantity, slope),) = slopes.items()
        return _of_one(evidence, quantity).moved(formula.constant, slope)
    if slopes:
        found = _of_several(evidence, slopes, formula)
        if found is not None:
            return found
    return _of_formula(evidence, formula)


def _of_one(evidence: Evidence, quantity: Quantity) -> Estimate:
    binary = evidence.rows.task == "binary"
    metric = quantity.metric
    if metric in _PROPORTIONS and (binary or metric in _OF_ALL_ROWS):
        return _proportion(evidence, quantity)
    if metric == "median_absolute_error" and evidence.is_independent:
        return median_interval(evidence, quantity)
    if metric == "calibration_error":
        return _calibration(evidence, quantity)
    if _few_of_a_class(evidence):
        return unknown(math.nan, _FEW)
    if metric == "roc_auc" and binary and evidence.is_independent:
        return _area(evidence, quantity)
    return _metric(evidence, quantity)


_FEW = f"fewer than {FEW_OF_A_CLASS} rows of a class"


def _few_of_a_class(evidence: Evidence) -> bool:
    return min(evidence.sample.class_counts, default=FEW_OF_A_CLASS) < FEW_OF_A_CLASS


def _proportion(evidence: Evidence, quantity: Quantity) -> Estimate:
    value = evidence.value(quantity)
    sums = evidence.totals(quantity.scorer).sums
    _, trials = _PROPORTIONS[quantity.metric]
    if evidence.is_independent:
        return exact_share(value, sums[trials])
    spread = evidence.pulls({quantity: 1.0})
    rows = sums[trials] / evidence.sample.weight_spread
    if spread.variance <= 0:  # all rows are alike: nothing is known of what a block may do
        rows = min(rows, spread.df + 1.0)
    if evidence.sample.n_blocks == 0:
        spread = replace(spread, df=math.inf)
    return spread_share(value, rows, spread)


def _area(evidence: Evidence, quantity: Quantity) -> Estimate:
    value = evidence.value(quantity)
    if not Scale(0.0, 1.0).holds(value):
        return exact_share(value, min(evidence.sample.class_counts))
    spread = evidence.area_spread({quantity.scorer: 1.0})
    return delta_bounds(value, spread, Scale(0.0, 1.0), "logit-DeLong", more=_MORE_OF_AREAS)


def _metric(evidence: Evidence, quantity: Quantity) -> Estimate:
    """Return bounds by the delta method, on the scale of the metric."""
    name = METRICS[quantity.metric]
    value, scale = evidence.value(quantity), Scale(name.low, name.high)
    spread = evidence.pulls({quantity: 1.0})
    rarer = min([n for n in evidence.sample.class_counts if n > 0], default=evidence.n_units)
    if quantity.metric == "average_precision":
        # Bounds are centred at the figure of all rows there ever will be; the positive rows, which
        # are few, decide how well its spread is known.
        precision = evidence.totals(quantity.scorer).precision
        value -= precision.bias if precision else math.nan
        spread = replace(spread, df=min(spread.df, rarer - 1.0))
    if not (scale.holds(value) or math.isnan(value)) and math.isfinite(scale.low + scale.high):
        # No row is wrong, or none right: what pulls there are is not to be seen on these rows.
        width = scale.high - scale.low
        share = exact_share((value - scale.low) / width, min(rarer, spread.df + 1.0))
        return share.moved(scale.low, width)
    is_open = evidence.rows.task == "regression"  # an error may be of any size
    return delta_bounds(value, spread, scale, "delta method", is_open=is_open)


def _calibration(evidence: Evidence, quantity: Quantity) -> Estimate:
    gaps = evidence.totals(quantity.scorer).calibration
    if gaps is None:
        return unknown(math.nan, "undefined on these rows")
    if evidence.sample.n_blocks == 0:
        return calibration_bound(gaps, gaps.noise, math.inf)
    spread = evidence.pulls({quantity: 1.0})
    return calibration_bound(gaps, max(gaps.noise, math.sqrt(spread.variance)), spread.df)


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
    # One with a single score for all rows, such as a baseline, is a number.
    varying = {q: slope for q, slope in slopes.items() if not evidence.is_constant(q.scorer)}
    varying = varying or dict(slopes)
    value = evidence.formula_value(formula)
    if len(varying) == 1:
        ((quantity, slope),) = varying.items()
        alone = _of_one(evidence, quantity)
        return alone.moved(value - slope * evidence.value(quantity), slope)
    if _few_of_a_class(evidence):
        return unknown(value, _FEW)
    spread = evidence.area_spread({q.scorer: slope for q, slope in varying.items()})
    return delta_bounds(value, spread, Scale(), "paired DeLong", more=_MORE_OF_AREAS)


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
    above = [literal(evidence.rows.threshold_of(order[k])) for k in places]
    right = [f"((s{k} > {t}) = (y = 1))" for k, t in zip(places, above, strict=True)]
    ((better, worse),) = evidence.rows.workspace.rows(
        f"SELECT count(*) FILTER (WHERE {right[0]} AND NOT {right[1]}),"
        f" count(*) FILTER (WHERE {right[1]} AND NOT {right[0]})"
        f" FROM ({typed_rows(evidence.rows, order)})"
    )
    return int(str(better)), int(str(worse))


def _of_formula(evidence: Evidence, formula: Formula) -> Estimate:
    value = evidence.formula_value(formula)
    if _few_of_a_class(evidence):
        return unknown(value, _FEW)
    values = {q: evidence.value(q) for q in formula.quantities}
    spread = evidence.pulls(formula_gradient(formula, values))
    return delta_bounds(value, spread, Scale(), "delta method")
