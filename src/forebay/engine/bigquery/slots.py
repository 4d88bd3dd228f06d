"""The parts of a statement that are translated: names, queries, expressions, types."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeAlias

from forebay.sql.expression import Expression, ObjectName
from forebay.sql.statement import Assert, ColumnDefinition, CreateMacro, Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.sql.statement import Statement

Slot: TypeAlias = Query | Expression | ObjectName | ColumnDefinition


def slots(statement: Statement) -> tuple[Slot, ...]:
    """Return the slots in the order of the text; the condition of an assertion is an expression."""
    found = [slot for slot in _inside(statement) if not isinstance(statement, CreateMacro)]
    if isinstance(statement, Assert):
        condition = statement.condition
        found.append(Expression(condition.span, condition.tokens))
    return tuple(sorted(found, key=lambda slot: slot.span.start))


def _inside(value: object) -> Iterator[Slot]:
    if isinstance(value, Assert):
        return
    if isinstance(value, Query | Expression | ObjectName):
        yield value
        return
    if isinstance(value, ColumnDefinition) and value.type is not None:
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, dict):
        return  # options hold literals alone
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name != "tokens":
                yield from _inside(getattr(value, field.name))
