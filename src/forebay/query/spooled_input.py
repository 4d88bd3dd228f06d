"""The rows of an input of a call, for functions that read them several times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.sql.statement import TableReference

if TYPE_CHECKING:
    from forebay.query.stage import Stage


def spooled_input(stage: Stage, index: int) -> str:
    """Return SQL in FROM position for the rows of an input; a query runs once, into a file."""
    given = stage.inputs[index]
    if isinstance(stage.call.inputs[index], TableReference):
        return f"(\n{given.sql}\n)"
    name = f"{stage.name}_rows_{index}"
    schema = stage.workspace.describe(given.sql, given.at)
    file = stage.workspace.write(given.sql, stage.scratch / f"{name}.parquet", at=given.at)
    stage.workspace.attach(name, [file.path], schema)
    return quote(name)
