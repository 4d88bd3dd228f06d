"""Features that another model answers: they know what that model was trained on (SEMANTICS 34)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import literal, quote
from forebay.errors import Problem
from forebay.features.frame import PREDICT_AT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from forebay.engine import Workspace
    from forebay.errors import Span

# What functions answer beside predicted_...
_ANSWERS = frozenset(
    {
        "centroid_id",
        "nearest_centroids_distance",
        "forecast_value",
        "is_anomaly",
        "anomaly_probability",
        "mean_squared_error",
        "normalized_distance",
        "top_feature_attributions",
        "probability",
        "embedding",
    }
)


def stacked_leaks(
    workspace: Workspace,
    frame: str,
    origins: Mapping[str, tuple[str, ...]],
    trained_until: Mapping[str, datetime | None],
    at: tuple[str, Span],
) -> dict[str, Problem]:
    """Return, by feature, the error of one that a model answers which saw later rows in training.

    Parameters
    ----------
    frame
        The name of the training frame.
    origins
        By feature, what it is made of (``table.column``, ``model.column``).
    trained_until
        By folded name of a model, the latest time of the rows that it was trained on; None where
        that is not known, which is taken for too late.
    at
        The name of the model that reads them, and where to point.

    """
    found = {}
    for feature, made_of in origins.items():
        for model, until in trained_until.items():
            if not any(_answers(model, *origin.rpartition(".")[::2]) for origin in made_of):
                continue
            before = "" if until is None else f" AND {PREDICT_AT} <= {literal(until)}"
            rows: Any = workspace.rows(
                f"SELECT count(*), min({PREDICT_AT}) FROM {quote(frame)}"
                f" WHERE {PREDICT_AT} IS NOT NULL{before}"
            )[0]
            if rows[0]:
                found[feature] = _problem(feature, model, until, rows, at)
    return found


def _answers(model: str, table: str, column: str) -> bool:
    """Whether a column is an answer of the model; columns of its input pass through a call."""
    name = column.casefold()
    return table.casefold() == model and (name.startswith("predicted_") or name in _ANSWERS)


def _problem(
    feature: str,
    model: str,
    until: datetime | None,
    rows: tuple[int, datetime],
    at: tuple[str, Span],
) -> Problem:
    name, span = at
    seen = (
        f'"{model}" has no PREDICT AT: nothing says how late the rows are that it was trained on.'
        if until is None
        else f'"{model}" was trained on rows up to {until}; {rows[0]:,} rows of "{name}" are'
        f" predicted before that, the first at {rows[1]}."
    )
    return Problem(
        "leakage",
        f'"{feature}" of "{name}" is answered by "{model}", which has seen the outcome already',
        span,
        detail=seen,
        hint=f'train "{model}" only on rows that come before all of these, or leave the feature'
        " out.",
    )
