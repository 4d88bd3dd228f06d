"""One version of a model that is ready to answer, proven on its stored rows."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.row_scorer import row_scorer
from forebay.catalog import layout
from forebay.errors import EngineError, ForebayError
from forebay.features.row_function import RowFunction
from forebay.query.folded import folded
from forebay.query.live_model import load_live_model
from forebay.serve.answers import answer_columns, answers_of
from forebay.serve.read_rows import RowReader
from forebay.serve.unseen_categories import UnseenCategories
from forebay.serve.unusual_numbers import UnusualNumbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.algorithms.row_scorer import ScoresOf
    from forebay.catalog import Version
    from forebay.engine.protocol import Column
    from forebay.query.live_model import LiveModel
    from forebay.serve.answers import Answer
    from forebay.serve.engine_rows import EngineRows

_RECENT: Final = 200  # rows that a version keeps of what it was asked
_FEW: Final = 32  # rows: beyond them arrays are faster


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """A version of a model with everything that answering needs.

    Parameters
    ----------
    row
        Makes the matrix row of a typed row; None if only the engine can, or if the two differ on a
        stored row.
    row_scores
        Gives the scores of a matrix row without arrays; None if the model's type has no such way,
        or if the two differ on a stored row.
    reader
        Reads JSON rows.
    answer
        Makes the answer of the scores of a row.
    columns
        What an answer holds, with the engine's types.
    unseen
        Counts the texts that training never saw.
    golden
        A stored row and its scores, which health asks for; None if the version keeps none.
    unusual
        Counts the numbers that training never had.
    recent
        The last rows that it was asked, which its successor is asked first: see ``shadow``.

    """

    live: LiveModel
    row: RowFunction | None
    row_scores: ScoresOf | None
    reader: RowReader
    answer: Callable[[Sequence[float]], Answer]
    columns: tuple[Column, ...]
    unseen: UnseenCategories
    golden: tuple[dict[str, object], NDArray[np.float64]] | None
    unusual: UnusualNumbers
    recent: deque[Mapping[str, object]] = field(default_factory=lambda: deque(maxlen=_RECENT))

    @property
    def name(self) -> str:
        """The name as written."""
        return self.live.name

    @property
    def number(self) -> int:
        """The version."""
        return self.live.number

    def scores(self, rows: Sequence[Mapping[str, object]], engine: EngineRows) -> NDArray[Any]:
        """Return the scores of typed rows, shape (n_rows, n_outputs)."""
        if self.row is None:
            return engine.scores(self.live, rows)
        if self.row_scores is not None and isinstance(self.live.scorer, LinearModel):
            return np.array([self.row_scores(self.row(one)) for one in rows])
        return _by_rows(self.live, self.row, rows)

    def predict(self, rows: Sequence[Mapping[str, object]], engine: EngineRows) -> list[Answer]:
        """Return the answers for typed rows, in order."""
        if not rows:
            return []
        row, scores = self.row, self.row_scores
        if row is not None and scores is not None and len(rows) <= _FEW:
            return [self.answer(scores(row(one))) for one in rows]
        return [self.answer(scores) for scores in self.scores(rows, engine).tolist()]

    def is_ready(self, engine: EngineRows) -> bool:
        """Predict a stored row; whether the answer is the stored one: see ``_given_again``."""
        if self.golden is None:
            return True
        given, stored = self.golden
        if self.row is not None and self.row_scores is not None:
            alone = np.array([self.row_scores(self.row(given))])
            return _given_again(self.live, alone, stored[None, : alone.shape[1]])
        return _given_again(self.live, self.scores([given], engine), stored[None, :])


def load_model(root: Path, version: Version, engine: EngineRows) -> LoadedModel | None:
    """Return a version ready to answer; None if ML.PREDICT does not take its type.

    Its files are verified by their hashes before anything is parsed. Its stored rows are answered
    by the row function, and, where that cannot or differs, by the engine.

    Raises
    ------
    EngineError
        ``damaged-file``, ``damaged-model``; ``parity`` if the stored answers are not given again.

    """
    try:
        return _loaded(root, version, engine)
    except ForebayError:
        raise
    except Exception as error:  # a strange file must not stop the other models
        raise EngineError.of(
            "damaged-model",
            f'"{version.label}" cannot be loaded',
            detail=f"{error!r}.",
            hint="build it again with --force, or roll back.",
        ) from error


def _loaded(root: Path, version: Version, engine: EngineRows) -> LoadedModel | None:
    live = load_live_model(root, version)
    if live.task in {"transform", "forecast"}:
        return None
    folder = layout.model_folder(root, version.node, version.number)
    rows, stored = engine.golden(live, folder)
    row = _proven(live, rows, stored)
    live = folded(live)  # for the bits of ML.PREDICT
    if row is not None:
        row = RowFunction(live.features)
    row_scores = _proven_scores(live, row, rows, stored)
    if row is None and rows and not _given_again(live, engine.scores(live, rows), stored):
        raise EngineError.of(
            "parity",
            f'"{version.label}" does not give the answers again that are stored with it',
            detail="its files are what was written; the libraries may be others.",
            hint="build it again with --force, or roll back.",
        )
    golden = (rows[0], stored[0]) if rows else None
    reader = RowReader(live.name, live.features.inputs)
    answer = answers_of(live)
    unseen = UnseenCategories(live.features)
    unusual = UnusualNumbers(live.features)
    return LoadedModel(
        live, row, row_scores, reader, answer, answer_columns(live), unseen, golden, unusual
    )


def _proven(
    live: LiveModel, rows: Sequence[Mapping[str, object]], stored: NDArray[np.float64]
) -> RowFunction | None:
    """Return the row function if it gives the stored scores of all stored rows, of at least one."""
    if not rows:
        return None
    row = RowFunction(live.features)
    try:
        found = _by_rows(live, row, rows)
        alone = np.concatenate([_by_rows(live, row, [one]) for one in rows[:50]])
    except (ForebayError, ArithmeticError, TypeError, ValueError, LookupError):
        return None
    return row if _equal(found, stored) and _equal(alone, stored[:50]) else None


def _proven_scores(
    live: LiveModel,
    row: RowFunction | None,
    rows: Sequence[Mapping[str, object]],
    stored: NDArray[np.float64],
) -> ScoresOf | None:
    """Return the scores of a row without arrays if they are the stored ones of all stored rows."""
    if row is None:
        return None
    is_category = [column.kind == "category" for column in live.features.columns]
    scores = row_scorer(live.trained, is_category, live.calibration)
    if scores is None:
        return None
    found = np.array([scores(row(one)) for one in rows])
    return scores if _given_again(live, found, stored[:, : found.shape[1]]) else None


def _by_rows(
    live: LiveModel, row: RowFunction, rows: Sequence[Mapping[str, object]]
) -> NDArray[Any]:
    matrix = [row(one) for one in rows]
    columns = [
        np.array(values, np.int64 if column.kind == "category" else np.float64)
        for column, values in zip(live.features.columns, zip(*matrix, strict=True), strict=True)
    ]
    return live.scorer.score(columns)


def _given_again(live: LiveModel, one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether scores are the stored ones.

    To the bit; those of linear models to 1e-12 of the largest: two exponentials are in use, and
    weights may hold the constants of their features.
    """
    if isinstance(live.scorer, LinearModel) and one.shape == other.shape:
        largest = float(np.abs(other[np.isfinite(other)]).max(initial=0.0))
        return bool(np.allclose(one, other, rtol=1e-12, atol=1e-12 * largest, equal_nan=True))
    return _equal(one, other)


def _equal(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether two arrays hold the same bits, any NaN being any other."""
    return one.shape == other.shape and bool(np.array_equal(one, other, equal_nan=True))
