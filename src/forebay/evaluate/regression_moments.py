"""Numbers: the metrics that are functions of sums over rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.quote import literal
from forebay.evaluate.moment import Moment, Sums, Term, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.evaluate.sample import Sample

# Above this the square of an error leaves the range of a double.
LARGEST = 1e150


@dataclass(frozen=True, slots=True)
class Centre:
    """The means around which squares are summed, so that nothing cancels."""

    label: float
    error: float


def regression_terms(
    score: str, sample: Sample, centre: Centre, *, has_interval: bool = False
) -> dict[str, Term]:
    """Return what is summed for the predictions in column `score`.

    An error is prediction minus label.
    """
    size = max(sample.largest, 1e-150)
    error = f"({score} - y)"
    y_centred = f"(y - {literal(centre.label)})"
    e_centred = f"({error} - {literal(centre.error)})"
    terms = {
        "n": Term("1e0", 1.0),
        "label": Term("y", size),
        "error": Term(error, 2 * size, "squared"),
        "absolute": Term(f"abs({error})", 2 * size),
        "squared": Term(f"pow({error}, 2)", 4 * size**2),
        "label_centred": Term(y_centred, 2 * size, "label_squared"),
        "label_squared": Term(f"pow({y_centred}, 2)", 4 * size**2),
        "error_centred": Term(e_centred, 4 * size, "error_squared"),
        "error_squared": Term(f"pow({e_centred}, 2)", 16 * size**2),
    }
    if has_interval:
        terms["covered"] = Term("CASE WHEN inside THEN 1e0 ELSE 0e0 END", 1.0)
    if sample.smallest > -1.0:
        logs = f"({_log1p(score)} - {_log1p('y')})"
        largest = (np.log1p(size) - min(0.0, np.log1p(sample.smallest))) ** 2
        terms["log_squared"] = Term(f"pow({logs}, 2)", max(float(largest), 1e-100))
    if sample.smallest_label > 0.0:
        share = f"abs({error}) / abs(y)"
        terms["percentage"] = Term(f"1e2 * {share}", 100 * (1 + size / sample.smallest_label))
    return terms


def _log1p(x: str) -> str:
    """Return SQL for ln(1 + x) without loss near 0 (Kahan's form; the engine has no log1p)."""
    u = f"(1e0 + {x})"
    return f"(CASE WHEN {u} = 1e0 THEN {x} ELSE ln({u}) * ({x} / ({u} - 1e0)) END)"


def _r2_score(s: Sums) -> NDArray[np.float64]:
    """1 - squared errors / squared distances from the mean; NaN if all labels are equal."""
    return 1.0 - ratio(s["squared"], _variation(s, "label"))


def _explained_variance(s: Sums) -> NDArray[np.float64]:
    """1 - Var(error) / Var(label); NaN if all labels are equal."""
    return 1.0 - ratio(_variation(s, "error"), _variation(s, "label"))


def _variation(s: Sums, what: str) -> NDArray[np.float64]:
    centred = s[f"{what}_centred"]
    return np.maximum(s[f"{what}_squared"] - ratio(centred * centred, s["n"]), 0.0)


def _mean(term: str) -> Moment:
    return Moment(("n", term), lambda s: ratio(s[term], s["n"]))


REGRESSION_MOMENTS: dict[str, Moment] = {
    "mean_absolute_error": _mean("absolute"),
    "mean_squared_error": _mean("squared"),
    "root_mean_squared_error": Moment(
        ("n", "squared"), lambda s: np.sqrt(ratio(s["squared"], s["n"]))
    ),
    # NaN if a label or a prediction is -1 or less.
    "mean_squared_log_error": _mean("log_squared"),
    # In percent, as in BigQuery ML; NaN if a label is 0.
    "mean_absolute_percentage_error": _mean("percentage"),
    "bias": _mean("error"),
    # NaN without intervals.
    "interval_coverage": _mean("covered"),
    "r2_score": Moment(("n", "squared", "label_centred", "label_squared"), _r2_score),
    "explained_variance": Moment(
        ("n", "label_centred", "label_squared", "error_centred", "error_squared"),
        _explained_variance,
    ),
}
