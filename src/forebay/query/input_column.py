"""A column that a function needs among the rows it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import ProjectError, nearest
from forebay.features.value_kind import value_kind
from forebay.query.check_inputs import input_span

if TYPE_CHECKING:
    from forebay.engine.protocol import Column, Schema
    from forebay.features.value_kind import ValueKind
    from forebay.sql.statement import ModelCall


@dataclass(frozen=True, slots=True)
class NeededColumn:
    """A name, compared without regard to case, the kind of its values, and the type to cast to."""

    name: str
    kind: ValueKind
    type: str


def input_column(call: ModelCall, index: int, schema: Schema, needed: NeededColumn) -> Column:
    """Return the column of one input of a call; ProjectError ``input-column`` if it is not there.

    Parameters
    ----------
    index
        Which of the call's inputs has the columns `schema`.

    """
    found = schema.find(needed.name)
    span = input_span(call, index)
    if found is None:
        meant = nearest(needed.name, schema.names)
        raise ProjectError.of(
            "input-column",
            f'ML.{call.function} needs the column "{needed.name}", and the rows do not have it',
            span,
            detail=f"the rows have: {', '.join(schema.names[:30])}.",
            hint=f"name it so: {meant or '...'} AS {needed.name}.",
        )
    if value_kind(found.type) != needed.kind:
        raise ProjectError.of(
            "input-column",
            f'ML.{call.function} needs "{found.name}" as {needed.type}, and it is {found.type}',
            span,
            hint=f"cast it: CAST({found.name} AS {needed.type}) AS {found.name}.",
        )
    return found
