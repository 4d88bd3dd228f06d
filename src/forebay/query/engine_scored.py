"""Rows with scores that the engine computes itself, without leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.sql_scores_of import sql_scores_of
from forebay.engine.quote import quote
from forebay.features.expression import Coalesce, Constant
from forebay.query.folded import folded
from forebay.query.score import ScoredInput, score_columns

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Column, Workspace
    from forebay.features.expression import Expression
    from forebay.features.matrix_column import MatrixColumn
    from forebay.query.live_model import LiveModel


def engine_scored(  # noqa: PLR0913 - three of them by name only
    workspace: Workspace,
    model: LiveModel,
    input_sql: str,
    own: tuple[Column, ...],
    *,
    name: str,
    n_outputs: int,
    into: Path | None,
) -> ScoredInput | None:
    """Score the rows of a query in SQL; None if that is not possible for the model.

    Parameters
    ----------
    own
        The columns of the query to carry along.
    name
        The relation that has ``__score`` (or ``__score_0``, ...) and the carried columns.
    n_outputs
        How many of the model's outputs are needed, from the first.
    into
        A file for the rows, where they are read several times. None: a view, whose columns are
        computed where they are read, and only then; rows are not counted.

    """
    if model.calibration is not None:  # a curve through points is no expression
        return None
    model = folded(model)
    # Of an array, whose columns have one expression, nothing is computed here.
    pairs = zip(model.features.columns, model.features.expressions, strict=False)
    made = sql_scores_of(
        model.learned,
        model.features.columns,
        n_outputs,
        may_be_null=not all(_is_never_null(*pair) for pair in pairs),
    )
    if made is None:
        return None
    names = score_columns(model.scorer.n_outputs)[:n_outputs]
    # Below the scores the columns have names of ours: theirs could be those of a feature.
    carried = [(quote(column.name), f"__own_{i}") for i, column in enumerate(own)]
    matrix = model.features.matrix_query(f"(\n{input_sql}\n)", carried=carried, as_places=True)
    selected = [f"{sql} AS {score}" for sql, score in zip(made.scores, names, strict=True)]
    selected += [f"__own_{i} AS {quote(column.name)}" for i, column in enumerate(own)]
    text = f"SELECT {', '.join(selected)} FROM {made.over(f'({matrix})')}"
    rows = 0
    if into is None:
        workspace.define_view(name, text)
    else:
        written = workspace.write(text, into)
        rows = written.rows
        workspace.attach(name, [into], workspace.describe(text))
    return ScoredInput(name, own, rows, model.scorer.n_outputs)


def _is_never_null(column: MatrixColumn, expression: Expression) -> bool:
    if column.kind == "category":  # a place is always a number
        return True
    match expression:
        case Coalesce((*_, Constant(float()))):
            return True
        case _:
            return False
