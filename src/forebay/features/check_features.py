"""Everything about a model's features that can be known before any data is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Span
from forebay.features.expression import EngineOnly
from forebay.features.preprocessing import PREPROCESSING
from forebay.features.roles import resolve_roles
from forebay.features.transform import TransformWorld, plan_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Binder, Schema
    from forebay.features.expression import Expression
    from forebay.features.preprocessing import FunctionCall
    from forebay.features.roles import Roles
    from forebay.features.transform import PlannedFeatures
    from forebay.sql.statement import CreateModel

_RELATION = "__frame"


def check_features(
    statement: CreateModel,
    schema: Schema,
    binder: Binder,
    *,
    primary_key: Sequence[str] = (),
    labelled: bool = True,
) -> tuple[Roles, PlannedFeatures]:
    """Return the roles and features of a model; ProjectError with all that is wrong.

    Parameters
    ----------
    schema
        The columns of the AS SELECT.
    binder
        Judges TRANSFORM expressions; a relation of ours is declared in it.
    primary_key, labelled
        See ``resolve_roles``.

    """
    roles = resolve_roles(statement, schema, primary_key=primary_key, labelled=labelled)
    if statement.transform is not None:
        binder.declare_table(_RELATION, schema)

    def describe(select: str, at: Span | None) -> Schema:
        text = f'FROM "{_RELATION}" {select}'
        return binder.bind(text, _place(text, at))

    return roles, plan_features(roles, statement.transform, TransformWorld(describe, _unfitted))


def _place(text: str, at: Span | None) -> Span | None:
    """Return a span as long as the text that ends where the person's own text ends."""
    if at is None or at.end < len(text):
        return None
    return Span(at.source, at.end - len(text), at.end)


def _unfitted(call: FunctionCall) -> Expression:
    kind = PREPROCESSING[call.function].gives(call)
    return EngineOnly(f"CAST(NULL AS {kind})", kind)
