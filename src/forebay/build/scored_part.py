"""What a trained model says of one part of its rows, and what is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.fit_calibration import N_FOLDS
from forebay.engine.quote import quote
from forebay.features.frame import GROUP, KEY
from forebay.features.key_hash import LARGEST_HASH
from forebay.query.score import score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.build.material import Material
    from forebay.build.model_work import ModelWork
    from forebay.features.part import Part
    from forebay.query.live_model import LiveModel

_LABEL: Final = "__label"
_FOLD: Final = "__fold"


@dataclass(frozen=True, slots=True, eq=False)
class ScoredPart:
    """Rows in an order that depends on nothing but what they are.

    Parameters
    ----------
    scores
        As the model gives them, shape (n, n_outputs).
    labels
        The value, or the index of the class, shape (n,).
    folds
        From 0 to 4 by the hash of the key, or of the group where there are groups; shape (n,).

    """

    scores: NDArray[np.float64]
    labels: NDArray[np.float64]
    folds: NDArray[np.int64]


def score_part(
    work: ModelWork, model: LiveModel, material: Material, part: Part, *, most: int = 0
) -> ScoredPart:
    """Score the rows of a part that have a label; with `most`, about so many, by their keys."""
    name = f"__scored_{part}"
    frame = material.frame.name
    split = material.split
    where = split.where(part)
    if most and split.counts[part] > most:
        where += f" AND {KEY} <= {LARGEST_HASH * most // split.counts[part]}"
    hashed = GROUP if material.roles.groups else KEY
    columns = (
        f"CAST({model.label.index_sql()} AS DOUBLE) AS {_LABEL},"
        f" CAST({hashed} % {N_FOLDS} AS BIGINT) AS {_FOLD}"
    )
    target = work.walk.scratch / f"{work.walk.file_name(work.node)}{name}.parquet"
    scored = score(
        work.workspace,
        model,
        f"SELECT *, {columns} FROM {quote(frame)} WHERE {where}",
        target,
        name=name,
        carried=[_LABEL, _FOLD],
    )
    found = _read(work, scored.name, scored.n_outputs)
    work.workspace.drop(name)
    target.unlink(missing_ok=True)
    return found


def _read(work: ModelWork, name: str, n_outputs: int) -> ScoredPart:
    text = f"SELECT * FROM {quote(name)} WHERE {_LABEL} IS NOT NULL"
    blocks: list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]] = []
    for batch in work.workspace.stream(text):
        columns = [batch.floats(i) for i in range(n_outputs)]
        labels, folds = batch.floats(n_outputs), batch.integers(n_outputs + 1, null=0)
        blocks.append((np.column_stack(columns), labels, folds))
    if not blocks:
        nothing = np.empty(0)
        return ScoredPart(np.empty((0, n_outputs)), nothing, nothing.astype(np.int64))
    scores, labels, folds = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    order = np.lexsort((folds, labels, *scores.T))
    return ScoredPart(scores[order], labels[order], folds[order])
