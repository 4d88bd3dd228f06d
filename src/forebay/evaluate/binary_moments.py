"""Two classes: the metrics that are functions of sums over rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.quote import literal
from forebay.evaluate.moment import Moment, Sums, Term, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.resolve_costs import Costs

# scikit-learn's bound on probabilities before the logarithm: the step of a double at 1.
EPSILON = 2.0**-52


def binary_terms(score: str, threshold: float) -> dict[str, Term]:
    """Return what is summed for the scores in column `score`; the label is ``y``.

    A row is predicted positive if its score is above the threshold, as ``ML.PREDICT`` does.
    """
    above = f"{score} > {literal(threshold)}"
    low, high = literal(EPSILON), literal(1.0 - EPSILON)
    p = f"least(greatest({score}, {low}), {high})"
    return {
        "n": Term("1e0", 1.0),
        "positives": Term("CAST(y AS DOUBLE)", 1.0),
        "negatives": Term("1e0 - CAST(y AS DOUBLE)", 1.0),
        "predicted": Term(f"CASE WHEN {above} THEN 1e0 ELSE 0e0 END", 1.0),
        "hits": Term(f"CASE WHEN y = 1 AND {above} THEN 1e0 ELSE 0e0 END", 1.0),
        "alarms": Term(f"CASE WHEN y = 0 AND {above} THEN 1e0 ELSE 0e0 END", 1.0),
        "log_loss": Term(f"-ln(CASE WHEN y = 1 THEN {p} ELSE 1e0 - {p} END)", 40.0),
        # Scores are probabilities; a stray value above 1e6 would not fit the sum.
        "squared_error": Term(f"least(pow({score} - y, 2), 1e12)", 1e12),
    }


def _precision(s: Sums) -> NDArray[np.float64]:
    """Of the rows predicted positive, the share that is; NaN if none is predicted positive."""
    return ratio(s["hits"], s["predicted"])


def _recall(s: Sums) -> NDArray[np.float64]:
    """Of the positive rows, the share predicted so; NaN if there is none."""
    return ratio(s["hits"], s["positives"])


def _false_positive_rate(s: Sums) -> NDArray[np.float64]:
    """Of the negative rows, the share predicted positive; NaN if there is none."""
    return ratio(s["alarms"], s["negatives"])


def _accuracy(s: Sums) -> NDArray[np.float64]:
    """Share of rows predicted right."""
    wrong = s["predicted"] + s["positives"] - 2 * s["hits"]
    return ratio(s["n"] - wrong, s["n"])


def _f1_score(s: Sums) -> NDArray[np.float64]:
    """2 hits / (predicted + positives); 0 without hits, NaN with nothing positive or predicted."""
    return ratio(2 * s["hits"], s["predicted"] + s["positives"])


def _balanced_accuracy(s: Sums) -> NDArray[np.float64]:
    """Mean of the recalls of both classes; NaN if one class has no row."""
    negatives = s["n"] - s["positives"]
    true_negatives = negatives - (s["predicted"] - s["hits"])
    return 0.5 * (_recall(s) + ratio(true_negatives, negatives))


def _matthews_correlation(s: Sums) -> NDArray[np.float64]:
    """Correlation of label and prediction; 0 if either is constant, NaN without rows."""
    n, positives, predicted = s["n"], s["positives"], s["predicted"]
    spread = positives * (n - positives) * predicted * (n - predicted)
    value = ratio(n * s["hits"] - positives * predicted, np.sqrt(np.maximum(spread, 0.0)))
    return np.where((spread <= 0) & (n > 0), 0.0, value)


def _brier_skill(s: Sums) -> NDArray[np.float64]:
    """Return by which share the Brier score is below that of the mean label; NaN with one class."""
    share = ratio(s["positives"], s["n"])
    return 1.0 - ratio(ratio(s["squared_error"], s["n"]), share * (1.0 - share))


def expected_cost(costs: Costs) -> Moment:
    """Return the mean cost of a row, by its label and by whether it is predicted positive."""
    negative_right, negative_wrong, positive_wrong, positive_right = costs

    def value(s: Sums) -> NDArray[np.float64]:
        hits, missed = s["hits"], s["positives"] - s["hits"]
        alarms = s["predicted"] - hits
        quiet = s["n"] - hits - missed - alarms
        whole = (
            positive_right * hits
            + positive_wrong * missed
            + negative_wrong * alarms
            + negative_right * quiet
        )
        return ratio(whole, s["n"])

    return Moment(_COUNTS, value)


def _mean(term: str) -> Moment:
    return Moment(("n", term), lambda s: ratio(s[term], s["n"]))


_COUNTS = ("n", "positives", "predicted", "hits")

BINARY_MOMENTS: dict[str, Moment] = {
    "precision": Moment(("hits", "predicted"), _precision),
    "recall": Moment(("hits", "positives"), _recall),
    "false_positive_rate": Moment(("alarms", "negatives"), _false_positive_rate),
    "accuracy": Moment(_COUNTS, _accuracy),
    "f1_score": Moment(("hits", "predicted", "positives"), _f1_score),
    "log_loss": _mean("log_loss"),
    "balanced_accuracy": Moment(_COUNTS, _balanced_accuracy),
    "brier_score": _mean("squared_error"),
    "brier_skill": Moment(("n", "positives", "squared_error"), _brier_skill),
    "matthews_correlation": Moment(_COUNTS, _matthews_correlation),
    "positive_rate": _mean("predicted"),
}
