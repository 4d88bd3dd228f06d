"""Stream rows through a model and write its scores beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.query.scored_stream import ScoredStream

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.errors import Span
    from forebay.query.live_model import LiveModel
    from forebay.query.row_scorer import RowScorer

SCORE = "__score"


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
    own = carried_columns(workspace.describe(input_sql, at), carried)
    stream = scored_stream(workspace, model, input_sql, own, scorer=scorer, as_lists=as_lists)
    batches = stream.batches(on_rows)
    rows = 0
    if batches is not None:
        rows = workspace.write_batches(((columns, None) for columns in batches), target).rows
    attach_scored(stream, name, [target] if rows else [])
    return ScoredInput(name, own, rows, len(stream.names))


def scored_stream(
    workspace: Workspace,
    model: LiveModel,
    input_sql: str,
    own: tuple[Column, ...],
    *,
    scorer: RowScorer | None = None,
    as_lists: bool = False,
) -> ScoredStream:
    """Return the rows of a query with their scores and the columns `own`; see ``score``."""
    given = scorer or model.scorer
    names = tuple(score_columns(1 if as_lists else given.n_outputs))
    return ScoredStream(workspace, input_sql, model.features, given, names, own)


def carried_columns(schema: Schema, carried: Sequence[str] | None) -> tuple[Column, ...]:
    """Return the columns of a query that are carried along: some by name, or all."""
    keys = None if carried is None else {name.casefold() for name in carried}
    return tuple(c for c in schema.columns if keys is None or c.name.casefold() in keys)


def attach_scored(stream: ScoredStream, name: str, files: list[Path]) -> None:
    """Attach files of a stream's rows, none meaning no rows; its columns as they were."""
    kind = "DOUBLE" if len(stream.names) == stream.scorer.n_outputs else "DOUBLE[]"
    scores, stored = tuple(Column(c, kind) for c in stream.names), stream.stored()
    workspace = stream.workspace
    if stream.own == stored:
        workspace.attach(name, files, Schema((*scores, *stream.own)))
        return
    workspace.attach(f"{name}_file", files, Schema((*scores, *stored)))
    workspace.define_view(name, stream.as_given(quote(f"{name}_file")))


def score_columns(n_outputs: int) -> list[str]:
    """Return the names of the columns that hold scores."""
    return [SCORE] if n_outputs == 1 else [f"{SCORE}_{i}" for i in range(n_outputs)]
