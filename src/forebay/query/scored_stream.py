"""Rows of a query with scores beside them, batch after batch, in their order."""

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
from forebay.engine.quote import quote
from forebay.features.matrix_batch import matrix_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from forebay.engine.protocol import Batch, Column, Schema, Workspace
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.query.row_scorer import RowScorer

# Types that Arrow or Parquet would give back as another one; all of them have a text form.
_AS_TEXT = re.compile(r"UUID|BIT|JSON|ENUM\(.*\)|TIME WITH TIME ZONE|TIME_NS|BIGNUM")
_BATCH_ROWS = 122_880
# Batches beyond those being scored: while one is written and another is read, no scorer stands
# still. One took a seventh off a build of 3 million rows on two cores; a second nothing more.
_AHEAD = 1


@dataclass(frozen=True, slots=True)
class ScoredStream:
    """Reader, scorers and whoever takes the batches work side by side.

    While a batch is taken, a few are being scored, each by a thread of its own (neither NumPy nor
    the compiled library holds the interpreter meanwhile), and the engine reads ahead. Memory does
    not grow with the rows.

    Parameters
    ----------
    rows
        The query that gives the rows.
    features, scorer
        What makes numbers of a row, and scores of those.
    names
        The columns of the scores: one for each, or a single one for a list of all.
    own
        The columns of the query that are carried along.

    """

    workspace: Workspace
    rows: str
    features: FrozenFeatures
    scorer: RowScorer
    names: tuple[str, ...]
    own: tuple[Column, ...]

    def batches(
        self, on_rows: Callable[[int], None] | None = None
    ) -> Iterator[list[tuple[str, object]]] | None:
        """Return the columns of each batch: scores, then what is carried; None without rows.

        Parameters
        ----------
        on_rows
            Called with the number of rows done.

        """
        read = self.workspace.stream(self._text, batch_rows=_BATCH_ROWS)
        scored = _side_by_side(read, self._score, on_rows)
        first = next(scored, None)
        if first is None:
            return None
        return (self._columns(batch, scores) for batch, scores in chain([first], scored))

    def stored(self) -> tuple[Column, ...]:
        """Return the carried columns as the batches have them."""
        return self._schema().columns[len(self.features.expressions) :]

    def as_given(self, source: str) -> str:
        """Return a query that gives the columns of the batches in the query's own types."""
        kept = [
            quote(c.name) if c == s else f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}"
            for c, s in zip(self.own, self.stored(), strict=True)
        ]
        return f"SELECT {', '.join([*map(quote, self.names), *kept])} FROM {source}"

    @property
    def _text(self) -> str:
        carried = [(_storable(c), c.name) for c in self.own]
        return self.features.matrix_query(f"(\n{self.rows}\n)", carried=carried)

    def _schema(self) -> Schema:
        return self.workspace.describe(self._text)

    def _score(self, batch: Batch) -> NDArray[np.float64]:
        blocks = matrix_blocks(batch, self.features.columns)
        scored = [self.scorer.score(columns) for _, columns in blocks]
        return scored[0] if len(scored) == 1 else np.concatenate(scored)

    def _columns(self, batch: Batch, scores: NDArray[np.float64]) -> list[tuple[str, object]]:
        """Return the scores, and the batch's columns after the matrix, in the engine's memory."""
        start, names = len(self.features.expressions), batch.schema.names
        own = [(names[i], batch.child(i)) for i in range(start, len(names))]
        if len(self.names) != scores.shape[1]:
            return [(self.names[0], lists(scores)), *own]
        made = [np.ascontiguousarray(scores[:, i]) for i in range(scores.shape[1])]
        return [*zip(self.names, made, strict=True), *own]


def _side_by_side(
    batches: Iterator[Batch],
    score: Callable[[Batch], NDArray[np.float64]],
    on_rows: Callable[[int], None] | None,
) -> Iterator[tuple[Batch, NDArray[np.float64]]]:
    """Yield each batch with its scores, in order; a few are being scored at any time."""
    threads = scoring_threads()
    done = 0
    with ThreadPoolExecutor(threads, thread_name_prefix="score") as pool:
        waiting: deque[tuple[Batch, Future[NDArray[np.float64]]]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(score, batch)))
            if len(waiting) <= threads + _AHEAD:
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


def scoring_threads() -> int:
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
