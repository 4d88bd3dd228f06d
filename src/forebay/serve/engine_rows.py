"""The engine of a server: computes features that no row function can, a few requests at a time."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.row_scorer import row_scorer
from forebay.catalog import layout
from forebay.engine.protocol import Schema
from forebay.engine.quote import quote, quote_list
from forebay.features.matrix_batch import matrix_blocks
from forebay.query.literal_rows import literal_rows
from forebay.query.live_model import GOLDEN_FILE
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.engine.protocol import Binder, Workspace
    from forebay.query.live_model import LiveModel

_GOLDEN = "__serve_golden"
_MEMORY = "1GB"


class EngineRows:
    """One workspace for everything that a server asks an engine; safe from several threads.

    Parameters
    ----------
    root
        The project folder; nothing but its data and a scratch folder of its own is in reach.

    """

    def __init__(self, root: Path) -> None:
        from forebay.engine.duckdb_engine import DuckDBEngine

        self._lock = threading.Lock()
        self.scratch = Path(tempfile.mkdtemp(prefix="forebay-serve-"))
        self._engine = DuckDBEngine()
        self._root = root
        self.workspace = self.fresh_workspace(self.scratch)

    def fresh_workspace(self, scratch: Path) -> Workspace:
        """Return a workspace of its own, which reads versions and writes below `scratch` only."""
        return self._engine.workspace(
            threads=1,
            memory_limit=_MEMORY,
            readable=(layout.data_root(self._root),),
            scratch=scratch,
        )

    def binder(self) -> Binder:
        """Return an empty world to judge a query in."""
        return self._engine.binder()

    def scores(self, model: LiveModel, rows: Sequence[Mapping[str, object]]) -> NDArray[Any]:
        """Return the scores of typed rows, shape (n_rows, n_outputs), as ML.PREDICT makes them.

        Raises
        ------
        ForebayError
            A value for which an expression has none: ``cast-failed``, ``out-of-range``, ...

        """
        given = literal_rows(Schema(model.features.inputs), rows)
        text = model.features.matrix_query(f"({given})")
        score = _scores_of(model)
        with self._lock:
            found = [
                score(columns)
                for batch in self.workspace.stream(text)
                for _, columns in matrix_blocks(batch, model.features.columns)
            ]
        return np.concatenate(found) if found else np.empty((0, model.scorer.n_outputs))

    def golden(
        self, model: LiveModel, folder: Path
    ) -> tuple[list[dict[str, object]], NDArray[np.float64]]:
        """Return the stored rows of a version as typed values, and the stored scores."""
        file = folder / GOLDEN_FILE
        n = model.scorer.n_outputs
        if not file.exists():
            return [], np.empty((0, n))
        names = [SCORE] if n == 1 else [f"{SCORE}_{i}" for i in range(n)]
        inputs = model.features.inputs
        casts = ", ".join(f"CAST({quote(c.name)} AS {c.type})" for c in inputs)
        with self._lock:
            self.workspace.attach(_GOLDEN, [file], _golden_schema(model, names))
            try:
                rows = self.workspace.rows(f"SELECT {casts} FROM {quote(_GOLDEN)}")
                told: Any = self.workspace.rows(f"SELECT {quote_list(names)} FROM {quote(_GOLDEN)}")
            finally:
                self.workspace.drop(_GOLDEN)
        typed = [dict(zip([c.name for c in inputs], row, strict=True)) for row in rows]
        return typed, np.array(told, np.float64).reshape(len(typed), n)

    def close(self) -> None:
        """Close the workspace and remove its scratch folder."""
        with self._lock:
            self.workspace.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


def _scores_of(model: LiveModel) -> Callable[[Sequence[NDArray[Any]]], NDArray[Any]]:
    """Return what scores columns with the bits of ML.PREDICT: of linear models the SQL's."""
    categories = [column.kind == "category" for column in model.features.columns]
    if not isinstance(model.scorer, LinearModel):
        return model.scorer.score
    of_row = row_scorer(model.scorer, categories)
    if of_row is None:
        return model.scorer.score
    return lambda columns: np.array(
        [of_row(row) for row in zip(*(column.tolist() for column in columns), strict=True)]
    )


def _golden_schema(model: LiveModel, names: Sequence[str]) -> Schema:
    from forebay.engine.protocol import Column

    return Schema((*(Column(name, "DOUBLE") for name in names), *model.features.inputs))
