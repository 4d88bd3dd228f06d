"""How unlike its training rows a row is, as SQL over what a model gave for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from forebay.engine.quote import literal
from forebay.errors import InternalError
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from forebay.query.live_model import LiveModel


def anomaly_sql(model: LiveModel) -> str:
    """Return SQL for the figure by which ML.DETECT_ANOMALIES ranks rows, a DOUBLE.

    For a clustering the distance to the nearest centroid, in root mean square distances of that
    centroid's training rows; for a reduction the squared distance from what the components tell
    of the row, over the number of its columns.
    """
    match model.task:
        case "clustering":
            clusters = model.clusters
            radii = literal([float(radius) for radius in clusters.radii()])
            cluster, distance = f"{SCORE}_0", f"{SCORE}_{clusters.n_nearest}"
            return f"{distance} / ({radii})[TRY_CAST({cluster} AS INTEGER)]"
        case "reduction":
            # Of the encoded columns, but over the columns of the query: BigQuery ML does so too.
            return f"{SCORE}_{model.components.n_components} / {len(model.features.inputs)}e0"
        case "regression" | "binary" | "multiclass" | "transform" | "forecast" | "imported":
            raise InternalError.of("no-anomaly", f"a {model.task} model ranks no rows")
        case _:
            assert_never(model.task)
