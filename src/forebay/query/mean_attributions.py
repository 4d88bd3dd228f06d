"""How much each raw feature adds to predictions in the mean, whichever the sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.engine.protocol import Schema
from forebay.engine.quote import quote
from forebay.features.matrix_batch import matrix_blocks
from forebay.query.explained_rows import RowExplainer
from forebay.query.gate_file import gate_file
from forebay.query.scored_stream import scoring_threads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.query.stage import Stage

_BATCH_ROWS: Final = 16_384


def mean_attributions(
    stage: Stage, *, by_class: bool
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the features and the means of the absolute attributions.

    Parameters
    ----------
    by_class
        One row of means for each class, of what speaks for and against it in all rows; else one
        row, each row of the data with regard to its own predicted class. Rows whose prediction is
        not a number do not count.

    Returns
    -------
    tuple
        Names, and an array of shape (n_classes or 1, n_features); NaN without rows.

    """
    model = stage.model
    explainer = RowExplainer(model, stage.threshold, scoring_threads())
    n_classes = len(model.classes)
    total = np.zeros((n_classes if by_class else 1, len(explainer.features)))
    count = done = 0
    text = model.features.matrix_query(_source(stage))
    for batch in stage.workspace.stream(text, batch_rows=_BATCH_ROWS):
        for _, matrix in matrix_blocks(batch, model.features.columns):
            found = (
                explainer.classes(matrix, n_classes) if by_class else [explainer.predicted(matrix)]
            )
            known = np.isfinite(found[0].value)
            total += [np.abs(explained.parts[known]).sum(axis=0) for explained in found]
            count += int(known.sum())
        done += batch.n_rows
        if stage.on_rows is not None:
            stage.on_rows(done)
    return explainer.features, total / count if count else np.full(total.shape, np.nan)


def _source(stage: Stage) -> str:
    """Return SQL for the data of the call; without it, for the gate rows."""
    if stage.inputs:
        return f"(\n{stage.inputs[0].sql}\n)"
    name = f"{stage.name}_gate"
    columns = stage.model.signature.features
    stage.workspace.attach(name, [gate_file(stage)], Schema(columns))
    return quote(name)
