"""Stream rows through a model and write its scores beside them."""

from __future__ import annotations

import os
import re
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.arrow import lists
from forebay.engine.parquet_file import stored_type
from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.features.matrix_batch import matrix_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.engine.protocol import Batch, Workspace
    from forebay.errors import Span
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.query.live_model import LiveModel
    from forebay.query.row_scorer import RowScorer

SCORE = "__score"

# Types that Arrow or Parquet would give back as another one; all of them have a text form.
_AS_TEXT = re.compile(r"UUID|BIT|JSON|ENUM\(.*\)|TIME WITH TIME ZONE|TIME_NS|BIGNUM")
_BATCH_ROWS = 122_880


@dataclass(frozen=True, slots=True)
class ScoredInput:
    """Rows with their scores, attached under a name.

    Parameters
    ----------
    columns
        The input's own columns that were carried along, with their own types.

    """

    name: str
    columns: tuple[Column, ...]
    rows: int
    n_outputs: int

    @property
    def score_sql(self) -> str:
        """SQL for the score: DOUBLE, or DOUBLE[] (in class order) where there are several."""
        if self.n_outputs == 1:
            return SCORE
        return f"[{', '.join(f'{SCORE}_{i}' for i in range(self.n_outputs))}]"


@dataclass(frozen=True, slots=True)
class _Scoring:
    """What makes numbers of a batch."""

    features: FrozenFeatures
    scorer: RowScorer

    def of(self, batch: Batch) -> NDArray[np.float64]:
        blocks = matrix_blocks(batch, self.features.columns)
        return np.concatenate([self.scorer.score(columns) for _, columns in blocks])


def score(  # noqa: PLR0913 - four of them by name only
    workspace: Workspace,
    model: LiveModel,
    input_sql: str,
    target: Path,
    *,
    name: str,
    at: Span | None = None,
    carried: Sequence[str] | None = None,
    as_lists: bool = False,
    on_rows: Callable[[int], None] | None = None,
    scorer: RowScorer | None = None,
) -> ScoredInput:
    """Score the rows of a query into a file and attach it under a name.

    The rows stay in order, the scores are appended by position, and nothing is joined (SEMANTICS
    21). Memory does not grow with the number of rows: batches are scored by a few threads, which
    NumPy lets run side by side, while the next ones are read and the ones before are written.

    Parameters
    ----------
    input_sql
        The query that gives the rows; it needs the model's raw columns, in any order.
    name
        The relation that is attached: ``__score`` (or ``__score_0``, ... for more than two
        classes) and the carried columns.
    at
        The place of `input_sql` if a person wrote it.
    carried
        The columns to carry along; None: all of them.
    as_lists
        For more than two classes: one column ``__score`` of type DOUBLE[].
    on_rows
        Called with the number of rows done.
    scorer
        What gives numbers for each row; None: the model itself.

    """
    scoring = _Scoring(model.features, scorer or model.scorer)
    schema = workspace.describe(input_sql, at)
    keys = None if carried is None else {c.casefold() for c in carried}
    own = tuple(c for c in schema.columns if keys is None or c.name.casefold() in keys)
    text = model.features.matrix_query(
        f"(\n{input_sql}\n)", carried=[(_storable(c), c.name) for c in own]
    )
    n_outputs = 1 if as_lists else scoring.scorer.n_outputs
    rows = _write(workspace, scoring, text, (target, n_outputs), on_rows)
    kind = "DOUBLE" if n_outputs == scoring.scorer.n_outputs else "DOUBLE[]"
    scores = tuple(Column(c, kind) for c in _score_columns(n_outputs))
    stored = workspace.describe(text).columns[len(model.features.expressions) :]
    _attach(workspace, name, [target] if rows else [], scores, (own, stored))
    return ScoredInput(name, own, rows, n_outputs)


def _write(
    workspace: Workspace,
    scoring: _Scoring,
    text: str,
    into: tuple[Path, int],
    on_rows: Callable[[int], None] | None,
) -> int:
    """Write scores, in so many columns, and what is carried; return the rows, 0 without a file."""
    target, n_outputs = into
    names = _score_columns(n_outputs)
    batches = _scored(workspace.stream(text, batch_rows=_BATCH_ROWS), scoring, on_rows)
    first = next(batches, None)
    if first is None:
        return 0
    written = workspace.write_batches(
        (
            (
                [*zip(names, _columns_of(scores, n_outputs), strict=True), *_own(batch, scoring)],
                None,
            )
            for batch, scores in chain([first], batches)
        ),
        target,
    )
    return written.rows


def _attach(
    workspace: Workspace,
    name: str,
    files: list[Path],
    scores: tuple[Column, ...],
    columns: tuple[tuple[Column, ...], tuple[Column, ...]],
) -> None:
    """Attach a file of scores; its columns (their own types, the stored ones) as they were."""
    own, stored = columns
    if own == stored:
        workspace.attach(name, files, Schema((*scores, *own)))
        return
    workspace.attach(f"{name}_file", files, Schema((*scores, *stored)))
    given = [f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}" for c in own]
    select = ", ".join([*(quote(c.name) for c in scores), *given])
    workspace.define_view(name, f"SELECT {select} FROM {quote(name + '_file')}")


def _score_columns(n_outputs: int) -> list[str]:
    return [SCORE] if n_outputs == 1 else [f"{SCORE}_{i}" for i in range(n_outputs)]


def _columns_of(scores: NDArray[np.float64], n_outputs: int) -> list[object]:
    if n_outputs != scores.shape[1]:
        return [lists(scores)]
    return [scores[:, i].copy() for i in range(n_outputs)]


def _own(batch: Batch, scoring: _Scoring) -> list[tuple[str, object]]:
    """Return the batch's columns after the matrix, in the engine's own memory."""
    start = len(scoring.features.expressions)
    names = batch.schema.names
    return [(names[i], batch.child(i)) for i in range(start, len(names))]


def _scored(
    batches: Iterator[Batch], scoring: _Scoring, on_rows: Callable[[int], None] | None
) -> Iterator[tuple[Batch, NDArray[np.float64]]]:
    """Yield each batch with its scores, in order; a few are being scored at any time."""
    threads = _threads()
    done = 0
    with ThreadPoolExecutor(threads, thread_name_prefix="score") as pool:
        waiting: deque[tuple[Batch, Future[NDArray[np.float64]]]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(scoring.of, batch)))
            if len(waiting) <= threads:
                continue
            done = _tell(waiting[0][0], done, on_rows)
            yield _finished(waiting)
        while waiting:
            done = _tell(waiting[0][0], done, on_rows)
            yield _finished(waiting)


def _finished(
    waiting: deque[tuple[Batch, Future[NDArray[np.float64]]]],
) -> tuple[Batch, NDArray[np.float64]]:
    batch, future = waiting.popleft()
    return batch, future.result()


def _tell(batch: Batch, done: int, on_rows: Callable[[int], None] | None) -> int:
    done += batch.n_rows
    if on_rows is not None:
        on_rows(done)
    return done


def _threads() -> int:
    """Return how many batches are scored at once; never changes the result."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(4, available or 1))


def _storable(column: Column) -> str:
    """Return SQL for a column in a type that survives Arrow and Parquet."""
    name, kind = quote(column.name), column.type
    if _AS_TEXT.fullmatch(kind.upper()):
        return f"CAST({name} AS VARCHAR)"
    wider = stored_type(column)
    if wider is not None:
        return f"CAST({name} AS {wider})"
    if kind in {"TIMESTAMP_S", "TIMESTAMP_MS"}:
        return f"CAST({name} AS TIMESTAMP)"
    if re.search(r"\[\d+\]", kind):
        lists = re.sub(r"\[\d+\]", "[]", kind)
        return f"CAST({name} AS {lists})"
    return name
