"""The figures of a version on its gate rows, and those of its baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

_ROWS: Final = "__gate_figures"


def gate_figures(model: LiveModel, workspace: Workspace) -> dict[str, float]:
    """Return the columns of ML.EVALUATE by name, those of the baseline as ``baseline_<name>``.

    Of a model without a label, or without gate rows, what training wrote down.
    """
    from forebay.evaluate.figures import figures
    from forebay.evaluate.scored_rows import ScoredRows

    if model.gate is None or model.task not in {"regression", "binary", "multiclass"}:
        return dict(model.figures)
    score = "DOUBLE[]" if model.task == "multiclass" else "DOUBLE"
    kinds = {"label": "DOUBLE", "score": score, "baseline": score}
    schema = Schema(tuple(Column(f"__{name}", kind) for name, kind in kinds.items()))
    workspace.attach(_ROWS, [model.gate], schema)
    try:
        columns = ", ".join(f"__{name} AS {name}" for name in kinds)
        rows = ScoredRows(
            workspace,
            f"(SELECT {columns} FROM {quote(_ROWS)} WHERE __label IS NOT NULL)",
            model.label.task,
            model.classes,
            model.threshold,
        )
        own = dict(figures(rows))
        simple = figures(rows, scorer="baseline")
        return own | {f"baseline_{name}": value for name, value in simple.items()}
    finally:
        workspace.drop(_ROWS)
