"""What scores the rows of a model on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.catalog import Version


def scored_by(root: Path, versions: Sequence[Version]) -> str | None:
    """Return what scores the version that serves, or else the newest, in queries and builds.

    None for a model that scores no rows of numbers, or whose library does it (ONNX).

    Parameters
    ----------
    versions
        Of one model, oldest first. Those whose files are gone are passed over.

    """
    from forebay.algorithms.cluster_centroids import Centroids
    from forebay.algorithms.linear_model import LinearModel
    from forebay.algorithms.principal_components import PrincipalComponents
    from forebay.algorithms.sql_scores_of import sql_scores_of
    from forebay.algorithms.tree_model import TreeModel
    from forebay.catalog import layout
    from forebay.query.live_model import load_live_model

    kept = [v for v in versions if layout.model_folder(root, v.node, v.number).exists()]
    if not kept:
        return None
    version = next((v for v in reversed(kept) if v.state == "live"), kept[-1])
    model = load_live_model(root, version)
    learned = model.learned
    if isinstance(learned, TreeModel):
        return learned.scored_by
    if model.calibration is not None:
        return "NumPy, as its scores are calibrated"
    if not isinstance(learned, LinearModel | Centroids | PrincipalComponents):
        return None
    made = sql_scores_of(learned, model.features.columns, learned.n_outputs)
    return "SQL in the engine" if made is not None else "NumPy, as its SQL would be very long"
