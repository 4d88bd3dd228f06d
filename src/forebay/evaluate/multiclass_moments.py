"""More than two classes: the metrics that are functions of sums over rows.

Every class is taken against the rest and the figures are averaged with equal weights (macro), as
BigQuery ML does for precision, recall, F1, log loss and ROC AUC; accuracy counts rows (micro).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.quote import literal
from forebay.evaluate.binary_moments import EPSILON
from forebay.evaluate.moment import Moment, Sums, Term, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray


def multiclass_terms(score: str, n_classes: int) -> dict[str, Term]:
    """Return what is summed for the probabilities in the list column `score`.

    The predicted class is the one with the highest probability, the first of equals.
    """
    best = f"(list_position({score}, list_max({score})) - 1)"
    low, high = literal(EPSILON), literal(1.0 - EPSILON)
    losses = []
    for c in range(n_classes):
        p = f"least(greatest({score}[{c + 1}], {low}), {high})"
        losses.append(f"ln(CASE WHEN y = {c} THEN {p} ELSE 1e0 - {p} END)")
    terms = {
        "n": Term("1e0", 1.0),
        "right": Term(f"CASE WHEN y = {best} THEN 1e0 ELSE 0e0 END", 1.0),
        "log_loss": Term(f"-({' + '.join(losses)}) / {n_classes}e0", 40.0),
    }
    for c in range(n_classes):
        terms[f"actual {c}"] = Term(f"CASE WHEN y = {c} THEN 1e0 ELSE 0e0 END", 1.0)
        terms[f"predicted {c}"] = Term(f"CASE WHEN {best} = {c} THEN 1e0 ELSE 0e0 END", 1.0)
        terms[f"hits {c}"] = Term(f"CASE WHEN y = {c} AND {best} = {c} THEN 1e0 ELSE 0e0 END", 1.0)
    return terms


def multiclass_moments(n_classes: int) -> dict[str, Moment]:
    """Return the metrics for so many classes.

    Precision, recall and F1 are averaged over the classes that occur among labels or predictions;
    a class that is never predicted has precision 0, one without a row recall 0 (scikit-learn's
    ``zero_division=0``). ``balanced_accuracy`` averages recall over the classes that have rows.
    """
    classes = range(n_classes)
    hits = tuple(f"hits {c}" for c in classes)
    actual = tuple(f"actual {c}" for c in classes)
    predicted = tuple(f"predicted {c}" for c in classes)

    def precision(s: Sums) -> NDArray[np.float64]:
        return _macro(_rows(s, hits), _rows(s, predicted), _seen(s))

    def recall(s: Sums) -> NDArray[np.float64]:
        return _macro(_rows(s, hits), _rows(s, actual), _seen(s))

    def f1_score(s: Sums) -> NDArray[np.float64]:
        both = _rows(s, predicted) + _rows(s, actual)
        return _macro(2 * _rows(s, hits), both, _seen(s))

    def balanced_accuracy(s: Sums) -> NDArray[np.float64]:
        return _macro(_rows(s, hits), _rows(s, actual), _rows(s, actual) > 0)

    def _seen(s: Sums) -> NDArray[np.bool_]:
        return (_rows(s, predicted) + _rows(s, actual)) > 0

    counts = (*hits, *actual, *predicted)
    return {
        "precision": Moment(counts, precision),
        "recall": Moment(counts, recall),
        "accuracy": Moment(("right", "n"), lambda s: ratio(s["right"], s["n"])),
        "f1_score": Moment(counts, f1_score),
        "log_loss": Moment(("log_loss", "n"), lambda s: ratio(s["log_loss"], s["n"])),
        "balanced_accuracy": Moment((*hits, *actual), balanced_accuracy),
    }


def _rows(s: Sums, names: tuple[str, ...]) -> NDArray[np.float64]:
    return np.stack([np.asarray(s[name]) for name in names])


def _macro(
    top: NDArray[np.float64], bottom: NDArray[np.float64], counted: NDArray[np.bool_]
) -> NDArray[np.float64]:
    each = np.where(counted, np.nan_to_num(ratio(top, bottom)), 0.0)
    return ratio(each.sum(axis=0), counted.sum(axis=0).astype(float))
