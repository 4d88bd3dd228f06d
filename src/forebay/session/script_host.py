"""What the steps of a script ask of the session that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.bigquery.script_step import Change, EmptyTable, SqlStatement
    from forebay.errors import Source
    from forebay.session.built import Built
    from forebay.session.result import Result
    from forebay.session.script_functions import ScriptFunctions
    from forebay.session.script_schemas import ScriptSchemas
    from forebay.session.script_variables import ScriptVariables


class ScriptHost(Protocol):
    """Runs statements; `BigQuerySession` says what each does."""

    schemas: ScriptSchemas
    functions: ScriptFunctions

    def run_statement(
        self, source: Source, step: SqlStatement, variables: ScriptVariables
    ) -> Result | Built: ...

    def evaluate(self, said: Source, kind: str, variables: ScriptVariables) -> Any: ...

    def rows(self, said: Source, variables: ScriptVariables) -> list[dict[str, Any]]: ...

    def change(self, source: Source, step: Change, variables: ScriptVariables) -> Built: ...

    def empty_table(self, source: Source, step: EmptyTable) -> Built: ...

    def drop_names(self, names: Sequence[str]) -> Built: ...

    def looked_at(self, result: Result) -> None: ...

    def drained(self, result: Result) -> None: ...

    def nothing_built(self) -> Built: ...
