"""Stream rows through a model: one pass, in order, constant memory (SEMANTICS 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.engine.arrow import probability_list, take
from forebay.engine.quote import quote
from forebay.query.class_values import class_values, plain_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.engine import Batch, Workspace, WrittenFile
    from forebay.query.live_model import LiveModel

# Rows that a model scores at once: small enough that the matrix stays in the processor's cache.
BATCH_ROWS = 61_440


def predict(
    workspace: Workspace,
    model: LiveModel,
    text: str,
    target: Path,
    *,
    threshold: float,
    threads: int = 1,
) -> WrittenFile | None:
    """Write ``predicted_<label>`` [, ``predicted_<label>_probs``] and the columns of a query.

    Parameters
    ----------
    text
        The input: a query.

    Returns
    -------
    WrittenFile
        None if the query gives no rows.

    """
    label = model.label

    def columns(scores: NDArray[np.float64]) -> list[tuple[str, object]]:
        if label.task == "regression":
            return [(f"predicted_{label.name}", scores[:, 0])]
        probabilities = _per_class(scores)
        if label.task == "binary":
            codes = (probabilities[:, 1] > threshold).astype(np.int64)
        else:
            codes = probabilities.argmax(axis=1)
        values, kind = class_values(label), plain_type(label.type)
        return [
            (f"predicted_{label.name}", take(values, codes, kind)),
            (f"predicted_{label.name}_probs", probability_list(values, kind, probabilities)),
        ]

    names = workspace.describe(text).names
    source = f"(\n{text}\n) AS given"
    carried = [(quote(name), name) for name in names]
    return _write(workspace, model, source, carried, target, columns, threads)


def score(
    workspace: Workspace,
    model: LiveModel,
    source: str,
    target: Path,
    *,
    carried: Sequence[tuple[str, str]],
    threads: int = 1,
    on_rows: Callable[[int], None] | None = None,
) -> WrittenFile | None:
    """Write ``__score`` and carried columns: what judging needs.

    Parameters
    ----------
    source
        SQL in FROM position, without WHERE.
    carried
        Pairs of SQL over the source and the name to carry it under.
    on_rows
        Called with the number of rows done so far.

    Returns
    -------
    WrittenFile
        ``__score``: the probability of the positive class, the value, or for more than two classes
        one column ``__score_<i>`` for each. None if there are no rows.

    """

    def columns(scores: NDArray[np.float64]) -> list[tuple[str, object]]:
        if model.label.task != "multiclass":
            return [("__score", np.ascontiguousarray(scores[:, 0]))]
        return [
            (f"__score_{i}", np.ascontiguousarray(scores[:, i])) for i in range(scores.shape[1])
        ]

    return _write(workspace, model, source, carried, target, columns, threads, on_rows)


def matrix(batch: Batch, model: LiveModel) -> list[NDArray[Any]]:
    """Return the matrix columns that stand first in a batch of ``matrix_query``."""
    return [
        batch.floats(i) if column.kind == "number" else batch.integers(i, null=-1)
        for i, column in enumerate(model.features.columns)
    ]


def _write(  # noqa: PLR0913 - private, each by its name's meaning
    workspace: Workspace,
    model: LiveModel,
    source: str,
    carried: Sequence[tuple[str, str]],
    target: Path,
    columns: Callable[[NDArray[np.float64]], list[tuple[str, object]]],
    threads: int,
    on_rows: Callable[[int], None] | None = None,
) -> WrittenFile | None:
    text = model.features.matrix_query(source, carried=carried)
    first_carried = len(model.features.columns)

    def scored() -> Iterator[tuple[Sequence[tuple[str, object]], Batch | None]]:
        done = 0
        for batch in workspace.stream(text, batch_rows=BATCH_ROWS):
            made = columns(model.model.score(matrix(batch, model), threads=threads))
            made += [
                (name, batch.child(first_carried + i)) for i, (_, name) in enumerate(carried)
            ]
            done += batch.n_rows
            if on_rows is not None:
                on_rows(done)
            yield made, None

    batches = scored()
    first = next(batches, None)
    if first is None:
        return None
    return workspace.write_batches(_again(first, batches), target)


def _again(
    first: tuple[Sequence[tuple[str, object]], Batch | None],
    rest: Iterator[tuple[Sequence[tuple[str, object]], Batch | None]],
) -> Iterator[tuple[Sequence[tuple[str, object]], Batch | None]]:
    yield first
    yield from rest


def _per_class(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    if scores.shape[1] > 1:
        return scores
    return np.column_stack((1.0 - scores[:, 0], scores[:, 0]))
