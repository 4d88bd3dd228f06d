"""``ML.CONFUSION_MATRIX(MODEL m [, data] [, STRUCT(0.5 AS threshold)])``: who is taken for whom.

One row for each true class; ``expected_label``, then one column for each predicted class, both in
ascending order. A class that is no column name is altered: 0 and 1 give ``_0`` and ``_1``.

The columns are the model's classes, so they are only known once it is trained (for a BOOLEAN label,
always): before that a query of a project cannot read it, and ``forebay sql`` can.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.query.check_inputs import check_inputs, input_span
from forebay.query.function_shape import FunctionShape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    0, 1, {"threshold": "share", "trial_id": "trial"}, ("threshold",), tells_trial=True
)
_EXPECTED = "expected_label"


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return ``expected_label`` and one BIGINT for each class."""
    if signature.task == "regression":
        raise ProjectError.of(
            "not-supported",
            f'model "{signature.name}" predicts a number, which has no confusion matrix',
            call.span,
            hint="ML.EVALUATE gives its errors.",
        )
    for given in inputs:
        check_inputs(given, signature, input_span(call), with_label=True)
    classes = signature.known_classes
    if not classes:
        raise ProjectError.of(
            "classes-unknown",
            "the columns of ML.CONFUSION_MATRIX are the classes of the model, which are not known"
            " before it is trained",
            call.span,
            detail=f'"{signature.label}" is {signature.label_type}.',
            hint="ask in `forebay sql`, or count pairs of label and prediction of ML.PREDICT.",
        )
    counts = tuple(Column(name, "BIGINT") for name in class_columns(classes))
    return Schema((Column(_EXPECTED, signature.label_type), *counts))


def class_columns(classes: Sequence[str]) -> tuple[str, ...]:
    """Return a column name for each class.

    Examples
    --------
    >>> class_columns(["0", "1", "not late"])
    ('_0', '_1', 'not_late')

    """
    names: list[str] = []
    for text in classes:
        name = re.sub(r"\W", "_", text) or "_"
        name = f"_{name}" if name[0].isdigit() else name
        while name.casefold() in {_EXPECTED, *(n.casefold() for n in names)}:
            name += "_"
        names.append(name)
    return tuple(names)


def run(stage: Stage) -> str:
    """Count in the engine."""
    from forebay.evaluate.confusion_matrix import confusion_matrix
    from forebay.query.judged_rows import judged_rows
    from forebay.query.literal_rows import literal_rows

    found = confusion_matrix(judged_rows(stage))
    names = class_columns(found.classes)
    label_type = stage.model.signature.label_type
    columns = (Column(_EXPECTED, label_type), *(Column(name, "BIGINT") for name in names))
    rows = [
        {_EXPECTED: true, **dict(zip(names, counts, strict=True))}
        for true, counts in zip(found.classes, found.counts, strict=True)
    ]
    return literal_rows(Schema(columns), rows)
