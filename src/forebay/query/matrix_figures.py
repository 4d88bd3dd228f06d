"""The figures of a model without a label, on rows that it scored."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, assert_never

import numpy as np

from forebay.engine.quote import quote
from forebay.errors import InternalError
from forebay.evaluate.exact_sum import exact_sum
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel


def matrix_figures(
    workspace: Workspace, model: LiveModel, relation: str
) -> tuple[Mapping[str, float], int]:
    """Return the figures of ML.EVALUATE, and on how many rows.

    Rows whose numbers are not finite are near nothing and left out. The same bits in any order of
    rows and on any number of threads.

    Parameters
    ----------
    relation
        What ``score`` attached.

    """
    match model.task:
        case "clustering":
            return _clustering(workspace, model, relation)
        case "reduction":
            return _reduction(workspace, model, relation)
        case "regression" | "binary" | "multiclass" | "transform" | "forecast" | "imported":
            raise InternalError.of("no-figures", f"a {model.task} model has other figures")
        case _:
            assert_never(model.task)


def _reduction(
    workspace: Workspace, model: LiveModel, relation: str
) -> tuple[Mapping[str, float], int]:
    """Return 1 less the share of the squares that the components leave out.

    On the training rows that is the share of the variance along the components.
    """
    n = model.components.n_components
    rest, whole = f"{SCORE}_{n}", f"{SCORE}_{n + 1}"
    rows = f"{quote(relation)} WHERE isfinite({whole})"
    bound: Any = workspace.rows(f"SELECT max({whole}), count(*) FROM {rows}")[0]
    largest, n_rows = 2.0 * float(bound[0] or 0.0), int(bound[1])
    sums = ", ".join(exact_sum(square, largest * n_rows or 1.0) for square in (rest, whole))
    ((left_out, total),) = workspace.rows(f"SELECT {sums} FROM {rows}")
    share = 1.0 - float(str(left_out)) / float(str(total)) if total else math.nan
    return {"total_explained_variance_ratio": share}, n_rows


def _clustering(
    workspace: Workspace, model: LiveModel, relation: str
) -> tuple[Mapping[str, float], int]:
    clusters = model.clusters
    cluster, distance = f"{SCORE}_0", f"{SCORE}_{clusters.n_nearest}"
    square = f"{distance} * {distance}"
    rows = f"{quote(relation)} WHERE isfinite({distance})"
    bound: Any = workspace.rows(f"SELECT max({square}), count(*) FROM {rows}")[0]
    largest, n_rows = float(bound[0] or 0.0), int(bound[1])
    total = exact_sum(square, largest * n_rows or 1.0)
    found: Any = workspace.rows(
        f"SELECT {cluster}, count(*), {total} FROM {rows} GROUP BY {cluster} ORDER BY {cluster}"
    )
    counts, squares = np.zeros(clusters.n_clusters), np.zeros(clusters.n_clusters)
    for number, count, value in found:
        counts[int(number) - 1], squares[int(number) - 1] = count, value
    return clusters.figures(counts, squares), n_rows
