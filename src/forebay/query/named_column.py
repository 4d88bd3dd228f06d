"""The columns that the settings of a call name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError, nearest
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.engine.protocol import Column, Schema
    from forebay.sql.statement import ModelCall


def named_columns(call: ModelCall, setting: str, schema: Schema) -> tuple[Column, ...]:
    """Return the columns that a setting names; none if the call does not give it.

    Raises
    ------
    ProjectError
        ``unknown-column`` if the rows have none of that name, without regard to case.

    """
    value = settings_of(call).get(setting, ())
    names = value if isinstance(value, tuple) else (value,)
    return tuple(_column(call, setting, str(name), schema) for name in names)


def _column(call: ModelCall, setting: str, name: str, schema: Schema) -> Column:
    found = schema.find(name)
    if found is None:
        meant = nearest(name, schema.names)
        raise ProjectError.of(
            "unknown-column",
            f'"{setting}" names the column "{name}", and the rows do not have it',
            call.settings_spans[setting],
            detail=f"the rows have: {', '.join(schema.names[:30])}.",
            hint=f'did you mean "{meant}"?' if meant else "",
        )
    return found
