"""The columns that a function puts before those of its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Schema
from forebay.errors import Problem, ProjectError
from forebay.query.check_inputs import input_span

if TYPE_CHECKING:
    from forebay.engine.protocol import Column
    from forebay.sql.statement import ModelCall


def added_columns(call: ModelCall, added: tuple[Column, ...], given: tuple[Column, ...]) -> Schema:
    """Return added columns, then those of the data.

    Raises
    ------
    ProjectError
        ``duplicate-column``: the data has one of their names already; two columns of one name could
        not be told apart.

    """
    names = {column.name.casefold() for column in given}
    taken = [column.name for column in added if column.name.casefold() in names]
    if taken:
        raise ProjectError(
            *(
                Problem(
                    "duplicate-column",
                    f'the rows have a column "{name}" already, and ML.{call.function} adds one',
                    input_span(call),
                    hint=f"leave it out: SELECT * EXCLUDE ({name}).",
                )
                for name in taken
            )
        )
    return Schema((*added, *given))
