"""Write the rows of a table while a model scores them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.open_workspace import answered
from forebay.build.scoring_rows import scoring_rows
from forebay.errors import EngineError
from forebay.query.direct_answer import DirectAnswer

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.engine import Workspace, WrittenFile
    from forebay.project import Node
    from forebay.sql.statement import CreateTable


def write_scored(
    walk: Walk, node: Node, workspace: Workspace, statement: CreateTable
) -> tuple[str, WrittenFile | None]:
    """Return the plain SQL of a table, and the file of its rows where they are scored on the way.

    None where the calls of the SELECT are answered already, if it has any; its text is then to be
    run, and may be run more than once. With a file, the text reads no rows.
    """
    query, on_rows = statement.query, scoring_rows(walk, node, statement.query)
    if node.single_threaded and walk.project.settings.deterministic:
        return answered(walk, workspace, query, on_rows), None
    direct = DirectAnswer()
    text = answered(walk, workspace, query, on_rows, direct)
    if direct.stream is None:
        return text, None
    target = walk.scratch / f"{walk.file_name(node)}-staged.parquet"
    try:
        return text, direct.write(workspace, text, query.span, target, on_rows)
    except EngineError as error:
        if all(problem.name != "out-of-memory" for problem in error.problems):
            raise
    # The rows of a file can be read again, with all the memory that there is.
    return answered(walk, workspace, query, on_rows), None
