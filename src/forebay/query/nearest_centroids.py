"""What ML.PREDICT says of a row with a clustering: the nearest centroids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from forebay.query.stage import Stage

CENTROID: Final = "centroid_id"
_DISTANCES: Final = "nearest_centroids_distance"

NEAREST_COLUMNS: Final = (
    Column(CENTROID, "BIGINT"),
    Column(_DISTANCES, "STRUCT(centroid_id BIGINT, distance DOUBLE)[]"),
)


def predict_clusters(stage: Stage) -> str:
    """Score the data; return the query over what was written.

    A row with a number that is not finite is near nothing: both columns are NULL.
    """
    from forebay.query.score import SCORE

    scored, n = stage.scored(), stage.model.clusters.n_nearest
    numbers = [f"CAST({SCORE}_{i} AS BIGINT)" for i in range(n)]
    pairs = [
        f"{{'{CENTROID}': {number}, 'distance': {SCORE}_{n + i}}}"
        for i, number in enumerate(numbers)
    ]
    known = f"isfinite({SCORE}_{n})"
    columns = [
        f"CASE WHEN {known} THEN {numbers[0]} END AS {CENTROID}",
        f"CASE WHEN {known} THEN [{', '.join(pairs)}] END AS {_DISTANCES}",
        *(quote(column.name) for column in scored.columns),
    ]
    return f"SELECT {', '.join(columns)} FROM {quote(scored.name)}"
