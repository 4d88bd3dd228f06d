"""``ML.CONFUSION_MATRIX``: a row for each true class, a column for each predicted one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS = frozenset({"threshold"})
INPUTS = (0, 1)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return ``expected_label`` and one BIGINT column for each class.

    The classes of a BOOLEAN label are known without looking; others when the model exists.
    """
    _refuse_regression(call, signature.task)
    classes = signature.classes
    if not classes and signature.label_type == "BOOLEAN":
        classes = ("false", "true")
    if not classes:
        raise ProjectError.of(
            "classes-not-known",
            f'the columns of this confusion matrix are the classes of "{signature.name}", which are'
            " not known before it is trained",
            call.span,
            hint=f"build {signature.name}, then ask with forebay sql.",
        )
    return matrix_schema(signature.label_type, classes)


def matrix_schema(label_type: str, classes: Sequence[str]) -> Schema:
    """Return the columns for known classes; BigQuery ML puts ``_`` before what is no name.

    Examples
    --------
    >>> matrix_schema("BIGINT", ("0", "1")).names
    ('expected_label', '_0', '_1')

    """
    names = [name if _NAME.fullmatch(name) else f"_{name}" for name in classes]
    counts = tuple(Column(name, "BIGINT") for name in names)
    return Schema((Column("expected_label", label_type), *counts))


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:
    """Count in the engine."""
    from forebay.query.evaluated_rows import evaluated_rows

    label = context.model.label
    _refuse_regression(call, label.task)
    rows = evaluated_rows(call, inputs, context)
    predicted = (
        f"CASE WHEN {rows.score} > {rows.threshold!r} THEN 1 ELSE 0 END"
        if label.task == "binary"
        else f"list_position({rows.score}, list_max({rows.score})) - 1"
    )
    schema = matrix_schema(label.type, label.classes)
    counts = ", ".join(
        f'count(*) FILTER (p = {i}) AS "{column.name}"'
        for i, column in enumerate(schema.columns[1:])
    )
    whens = " ".join(f"WHEN {i} THEN {label.class_sql(i)}" for i in range(label.n_classes))
    return (
        f"SELECT CAST(CASE y {whens} END AS {label.type}) AS expected_label, {counts} FROM ("
        f"SELECT CAST({rows.label} AS INTEGER) AS y, {predicted} AS p FROM {rows.relation} AS r"
        f" WHERE {rows.label} IS NOT NULL AND {rows.score} IS NOT NULL) GROUP BY y ORDER BY y"
    )


def _refuse_regression(call: ModelCall, task: str) -> None:
    if task == "regression":
        raise ProjectError.of(
            "not-a-classifier", "a regression has no confusion matrix", call.span
        )
