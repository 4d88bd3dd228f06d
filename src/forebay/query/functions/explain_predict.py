"""``ML.EXPLAIN_PREDICT(MODEL m, data [, STRUCT(5 AS top_k_features, 0.5 AS threshold)])``.

One row for each row of the data: the prediction, the features that count most for it with what each
of them adds, and the two numbers between which they lead. Exact, for every model with a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.protocol import Column
from forebay.engine.quote import literal, quote
from forebay.query.added_columns import added_columns
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape
from forebay.query.setting_kind import Whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forebay.engine.protocol import Schema
    from forebay.query.explained_rows import RowExplainer
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    1,
    1,
    {"top_k_features": Whole(1, 10_000), "threshold": "share", "trial_id": "trial"},
    ("threshold",),
    refused={
        "approx_feature_contrib": "leave it out: attributions are exact.",
        "integrated_gradients_num_steps": "leave it out: no model is explained by gradients.",
    },
)
_TOP_K: Final = 5
_N_FIGURES: Final = 5  # before the top features, in what `_TopFeatures` gives
_BLOCK_ROWS: Final = 8_192
_PARTS: Final = "STRUCT(feature VARCHAR, attribution DOUBLE)[]"
_FIGURES: Final = ("baseline_prediction_value", "prediction_value", "approximation_error")


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the prediction, its attributions and figures, then the data's columns."""
    (given,) = inputs
    check_inputs(given, signature, input_span(call))
    predicted = Column(signature.predicted, "DOUBLE")
    if signature.task != "regression":
        predicted = Column(signature.predicted, signature.label_type)
    added = [predicted]
    if signature.task != "regression":
        added.append(Column("probability", "DOUBLE"))
    added.append(Column("top_feature_attributions", _PARTS))
    added += [Column(name, "DOUBLE") for name in _FIGURES]
    return added_columns(call, tuple(added), given.columns)


def run(stage: Stage) -> str:
    """Explain the data and return the query over what was written."""
    from forebay.query.explained_rows import RowExplainer
    from forebay.query.score import SCORE

    explainer = RowExplainer(stage.model, stage.threshold)
    given = stage.settings.get("top_k_features", _TOP_K)
    top_k = min(len(explainer.features), given if isinstance(given, int) else _TOP_K)
    scored = stage.scored(scorer=_TopFeatures(explainer, top_k))
    output, probability, *figures = (f"{SCORE}_{i}" for i in range(_N_FIGURES))
    columns = [*_prediction(stage, output, probability), _top(explainer.features, top_k)]
    columns += [f"{sql} AS {name}" for sql, name in zip(figures, _FIGURES, strict=True)]
    columns += [quote(column.name) for column in scored.columns]
    return f"SELECT {', '.join(columns)} FROM {quote(scored.name)}"


def _prediction(stage: Stage, output: str, probability: str) -> list[str]:
    predicted = quote(stage.model.signature.predicted)
    if stage.model.task == "regression":
        return [f"{probability} AS {predicted}"]
    label = stage.model.label
    whens = " ".join(f"WHEN {i}e0 THEN {label.class_sql(i)}" for i in range(label.n_classes))
    return [f"CASE {output} {whens} END AS {predicted}", f"{probability} AS probability"]


def _top(features: Sequence[str], top_k: int) -> str:
    """Return SQL for the list of pairs of a feature's name and its part."""
    from forebay.query.score import SCORE

    indices = ", ".join(f"{SCORE}_{_N_FIGURES + i}" for i in range(top_k))
    parts = ", ".join(f"{SCORE}_{_N_FIGURES + top_k + i}" for i in range(top_k))
    names = ", ".join(literal(name) for name in features)
    # The parameter's name must be no column's: DuckDB would take the column.
    name = f"[{names}][CAST(__of_feature[1] AS INTEGER) + 1]"
    pair = f"{{'feature': {name}, 'attribution': __of_feature[2]}}"
    zipped = f"list_zip([{indices}], [{parts}])"
    return f"list_transform({zipped}, lambda __of_feature: {pair}) AS top_feature_attributions"


@dataclass(frozen=True, slots=True)
class _TopFeatures:
    """For each row: class, probability, baseline, value, error, top features' indices, parts."""

    explainer: RowExplainer
    top_k: int

    @property
    def n_outputs(self) -> int:
        return _N_FIGURES + 2 * self.top_k

    def score(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        import numpy as np

        n_rows = len(columns[0])
        found = np.empty((n_rows, self.n_outputs))
        # In blocks: a row has a part for each column and class, and only some of them stay.
        for start in range(0, n_rows, _BLOCK_ROWS):
            rows = slice(start, start + _BLOCK_ROWS)
            self._explain([column[rows] for column in columns], found[rows])
        return found

    def _explain(self, columns: Sequence[NDArray[Any]], out: NDArray[np.float64]) -> None:
        import numpy as np

        rows = self.explainer.predicted(columns)
        # Equal ones stand in the order of the features; what is no number stands last.
        order = np.argsort(-np.abs(rows.parts), axis=1, kind="stable")[:, : self.top_k]
        error = np.abs(rows.value - rows.baseline - rows.parts.sum(axis=1))
        figures = (rows.output, rows.probability, rows.baseline, rows.value, error)
        for i, values in enumerate(figures):
            out[:, i] = values
        out[:, _N_FIGURES : _N_FIGURES + self.top_k] = order
        out[:, _N_FIGURES + self.top_k :] = np.take_along_axis(rows.parts, order, axis=1)
