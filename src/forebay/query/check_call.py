"""What can be wrong with a call once the columns of its inputs are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, nearest
from forebay.query.functions.table import find_function
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine import Schema
    from forebay.errors import Span
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

# Functions whose inputs must hold what the model was trained on.
_SCORES = frozenset({"PREDICT", "EVALUATE", "CONFUSION_MATRIX", "ROC_CURVE"})
_NEEDS_LABEL = frozenset({"EVALUATE", "CONFUSION_MATRIX", "ROC_CURVE"})


def check_call(
    call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature | None
) -> list[Problem]:
    """Return everything that is wrong with a call."""
    function = find_function(call)
    problems = [*_settings(call, function.SETTINGS)]
    least, most = function.INPUTS
    if not least <= len(inputs) <= most:
        what = "no table or query" if most == 0 else "one table or query"
        given = "none" if not inputs else str(len(inputs))
        message = f"ML.{call.function} takes {what}, and {given} is given"
        problems.append(Problem("wrong-inputs", message, call.span))
    if signature is not None and call.function in _SCORES:
        for given, schema in zip(call.inputs, inputs, strict=True):
            span = given.span if isinstance(given, Query) else given.name.span
            problems += _columns(call, schema, signature, span)
    if signature is not None:
        problems += _threshold(call, signature)
    return problems


def _settings(call: ModelCall, known: frozenset[str]) -> Iterator[Problem]:
    for name in (*call.settings, *call.named):
        if name in known:
            continue
        meant = nearest(name, known)
        takes = f"It takes: {', '.join(sorted(known))}." if known else "It takes none."
        yield Problem(
            "unknown-setting",
            f'ML.{call.function} has no setting "{name}"',
            call.settings_spans.get(name, call.span),
            hint=f'did you mean "{meant}"?' if meant else takes,
        )


def _columns(
    call: ModelCall, schema: Schema, signature: ModelSignature, span: Span
) -> Iterator[Problem]:
    wanted = [column.name for column in signature.features]
    if call.function in _NEEDS_LABEL:
        wanted.append(signature.label)
    for name in wanted:
        if schema.find(name) is None:
            meant = nearest(name, schema.names)
            kind = "the label" if name == signature.label else "the feature"
            yield Problem(
                "missing-feature",
                f'model "{signature.name}" needs {kind} "{name}", which the input does not have',
                span,
                detail=f"the input has: {', '.join(schema.names[:30])}.",
                hint=f'did you mean "{meant}"? Give it that name: {meant} AS {name}.'
                if meant
                else "",
            )


def _threshold(call: ModelCall, signature: ModelSignature) -> Iterator[Problem]:
    if "threshold" not in call.settings:
        return
    value, span = call.settings["threshold"], call.settings_spans.get("threshold", call.span)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= float(str(value)) <= 1:
        yield Problem("bad-value", "a threshold is a number from 0 to 1", span)
    elif signature.task == "regression":
        yield Problem("bad-value", "a regression has no threshold", span)
    elif signature.task == "multiclass":
        yield Problem(
            "bad-value",
            "a threshold is for two classes, and the model has more",
            span,
            hint="the most probable class is predicted.",
        )
