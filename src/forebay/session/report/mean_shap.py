"""How much each feature moves the predictions for some rows: the mean of absolute attributions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.evaluate.interval import Interval
from forebay.features.matrix_batch import matrix_blocks
from forebay.query.explained_rows import RowExplainer

if TYPE_CHECKING:
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel

_BATCH_ROWS: Final = 4_096
_Z: Final = 1.959963984540054


def mean_shap(
    workspace: Workspace, model: LiveModel, rows: str
) -> tuple[tuple[str, Interval], ...]:
    """Return each raw feature with its mean absolute Shapley value, the largest first.

    Of trees they are path-dependent, of linear models exact; in log-odds for two classes, before
    softmax for more (each row by its own predicted class), in the label's unit for numbers. The
    interval is that of a mean. Rows whose prediction is not a number do not count.

    Parameters
    ----------
    rows
        In FROM position; it has the model's raw columns.

    """
    explainer = RowExplainer(model, model.threshold)
    total = np.zeros(len(explainer.features))
    squares = np.zeros(len(explainer.features))
    count = 0
    text = model.features.matrix_query(rows)
    for batch in workspace.stream(text, batch_rows=_BATCH_ROWS):
        for _, matrix in matrix_blocks(batch, model.features.columns):
            found = explainer.predicted(matrix)
            parts = np.abs(found.parts[np.isfinite(found.value)])
            total += parts.sum(axis=0)
            squares += (parts**2).sum(axis=0)
            count += len(parts)
    if count < 2:  # noqa: PLR2004 - a mean without a spread
        return ()
    means = total / count
    spread = np.sqrt(np.maximum(0.0, squares / count - means**2) / (count - 1))
    found_by_name = {
        name: Interval(mean, mean - _Z * error, mean + _Z * error, "normal")
        for name, mean, error in zip(
            explainer.features, means.tolist(), spread.tolist(), strict=True
        )
        if math.isfinite(mean)
    }
    return tuple(sorted(found_by_name.items(), key=lambda item: (-item[1].value, item[0])))
