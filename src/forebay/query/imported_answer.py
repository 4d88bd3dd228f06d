"""What a model from a file answers with: its outputs, under the names that the file gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from forebay.algorithms.imported_output import ImportedOutput
    from forebay.query.stage import Stage
    from forebay.query.target import Imported


def imported_columns(target: Imported) -> tuple[Column, ...]:
    """Return the columns of the outputs, in order."""
    return tuple(Column(output.name, output.column_type) for output in target.outputs)


def predict_imported(stage: Stage, target: Imported) -> str:
    """Score the data; return the query over what was written.

    A whole number or truth value that the model has not is NULL.
    """
    scored, n = stage.scored(), stage.model.scorer.n_outputs
    made = [f"{_value(output, n)} AS {quote(output.name)}" for output in target.outputs]
    own = [quote(column.name) for column in scored.columns]
    return f"SELECT {', '.join([*made, *own])} FROM {quote(scored.name)}"


def _value(output: ImportedOutput, n: int) -> str:
    from forebay.query.score import SCORE

    names = [SCORE if n == 1 else f"{SCORE}_{i}" for i in range(n)]
    if output.width is None:
        return _typed(names[output.first], output.type)
    parts = names[output.first : output.first + output.width]
    if output.is_class:
        given = f"[{', '.join(parts)}]"
        place = f"CAST(list_position({given}, list_max({given})) - 1 AS {output.type})"
        return f"CASE WHEN NOT isnan({parts[0]}) THEN {place} END"
    return f"[{', '.join(_typed(part, output.type) for part in parts)}]"


def _typed(number: str, kind: str) -> str:
    if kind == "DOUBLE":
        return number
    return f"CASE WHEN isfinite({number}) THEN CAST({number} AS {kind}) END"
