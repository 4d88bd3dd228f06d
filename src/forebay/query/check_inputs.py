"""Refuse rows that lack a column that the model was trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError, nearest
from forebay.features.value_kind import accepts
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from forebay.engine.protocol import Column, Schema
    from forebay.errors import Span
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall


def check_types(schema: Schema, signature: ModelSignature, span: Span) -> None:
    """Raise ProjectError for every feature that is there, and of another kind of type."""
    problems = []
    for feature in signature.features:
        given = schema.find(feature.name)
        if given is not None and not accepts(feature.type, given.type):
            problems.append(_other_type(feature, given, signature, span))
    if problems:
        raise ProjectError(*problems)


def check_inputs(
    schema: Schema, signature: ModelSignature, span: Span, *, with_label: bool = False
) -> None:
    """Raise ProjectError for every feature that is missing or of another kind of type.

    Names are compared without regard to case, positions do not count.

    Parameters
    ----------
    span
        The place of the input.
    with_label
        The label is needed too.

    """
    problems = []
    for feature in signature.features:
        given = schema.find(feature.name)
        if given is None:
            problems.append(_missing(feature, schema, signature, span))
        elif not accepts(feature.type, given.type):
            problems.append(_other_type(feature, given, signature, span))
    if with_label and schema.find(signature.label) is None:
        message = f'the label "{signature.label}" of model "{signature.name}" is not among the rows'
        problems.append(
            Problem(
                "missing-label", message, span, hint="figures compare predictions with the label."
            )
        )
    if problems:
        raise ProjectError(*problems)


def input_span(call: ModelCall, index: int = 0) -> Span:
    """Return the place of one of a call's tables or queries; of the call if it has none."""
    if not call.inputs:
        return call.span
    given = call.inputs[index]
    return given.span if isinstance(given, Query) else given.name.span


def _missing(feature: Column, schema: Schema, signature: ModelSignature, span: Span) -> Problem:
    known = {f.name.casefold() for f in signature.features}
    others = [name for name in schema.names if name.casefold() not in known]
    meant = nearest(feature.name, others)
    return Problem(
        "missing-feature",
        f'model "{signature.name}" needs the column "{feature.name}", and the rows do not have it',
        span,
        detail=f"the rows have: {', '.join(schema.names[:30])}.",
        hint=f'did you mean "{meant}"? Name it so: {meant} AS {feature.name}.' if meant else "",
    )


def _other_type(feature: Column, given: Column, signature: ModelSignature, span: Span) -> Problem:
    return Problem(
        "feature-type",
        f'model "{signature.name}" was trained on "{feature.name}" as {feature.type},'
        f" and here it is {given.type}",
        span,
        detail="nothing is rounded or parsed in silence.",
        hint=f"cast it: CAST({feature.name} AS {feature.type}) AS {feature.name}.",
    )
