"""``ML.GLOBAL_EXPLAIN(MODEL m [, data] [, STRUCT(TRUE AS class_level_explain)])``.

The mean absolute attribution of each feature, the highest first: over the rows that were kept for
judging the model, or over the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    0,
    1,
    {"class_level_explain": "boolean", "trial_id": "trial"},
    only={"class_level_explain": frozenset({"binary", "multiclass"})},
)
_COLUMNS: Final = (Column("feature", "VARCHAR"), Column("attribution", "DOUBLE"))
_MOST_OF_A_CLASS: Final = 10


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return feature and attribution; before them, if asked for, the class."""
    for given in inputs:
        check_inputs(given, signature, input_span(call))
    if not _by_class(call):
        return Schema(_COLUMNS)
    if signature.label.casefold() in {column.name for column in _COLUMNS}:
        raise ProjectError.of(
            "duplicate-column",
            f'the label is called "{signature.label}", and so is a column of ML.GLOBAL_EXPLAIN',
            call.span,
            hint="leave class_level_explain out, or train with another name of the label.",
        )
    return Schema((Column(signature.label, signature.label_type), *_COLUMNS))


def _by_class(call: ModelCall) -> bool:
    return settings_of(call).get("class_level_explain") is True


def run(stage: Stage) -> str:
    """Explain the rows and return the means."""
    from forebay.query.literal_rows import literal_rows
    from forebay.query.mean_attributions import mean_attributions

    model = stage.model
    by_class = _by_class(stage.call)
    features, means = mean_attributions(stage, by_class=by_class)
    label = (Column(model.signature.label, model.signature.label_type),) if by_class else ()
    rows: list[dict[str, object]] = []
    for of_class, mean in enumerate(means.tolist()):
        # Equal ones stand in the order of the features.
        found = sorted(zip(features, mean, strict=True), key=lambda pair: -pair[1])
        rows += [
            {name.name: model.classes[of_class] for name in label}
            | {"feature": feature, "attribution": attribution}
            for feature, attribution in (found[:_MOST_OF_A_CLASS] if by_class else found)
        ]
    return literal_rows(Schema((*label, *_COLUMNS)), rows)
