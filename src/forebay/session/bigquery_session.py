"""A session that runs scripts of BigQuery SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.catalog import read_live
from forebay.engine.bigquery.datasets import Datasets
from forebay.engine.bigquery.script import (
    Assign,
    BlockEnd,
    BlockStart,
    CreateSchema,
    Declare,
    DropSchema,
    SqlStatement,
    script_steps,
)
from forebay.errors import Problem, ProjectError, Source
from forebay.project.read_statements import read_statements
from forebay.session.memory import MemorySession
from forebay.session.script_schemas import ScriptSchemas
from forebay.session.script_variables import (
    ScriptVariables,
    refuse_aliases,
    value_text,
    variable_places,
    with_values,
)
from forebay.sql.statement import CreateModel, CreateTable, CreateView

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from forebay.engine.bigquery.script import ScriptStep
    from forebay.errors import Span
    from forebay.session.built import Built
    from forebay.session.result import Result
    from forebay.sql.statement import Statement
    from forebay.sql.token import Token


class BigQuerySession(MemorySession):
    """A session whose statements, and the queries in them, are BigQuery's."""

    def __init__(self, root: Path, *, env: str | None = None) -> None:
        super().__init__(root, env=env)
        self._schemas = ScriptSchemas(self._live_names)

    def sql(self, text: str) -> Result | Built:  # type: ignore[override]
        """Run a script; return what its last query or definition gives.

        All of it is read before anything runs. ``DECLARE`` and ``SET`` hold single values; a column
        goes before a variable of the same name.

        Raises
        ------
        ProjectError
            With every problem of the script, each at its place.

        """
        source = Source("<query>", text)
        steps = script_steps(source)
        self._read_all(source, steps)
        variables = ScriptVariables()
        last: Result | Built | None = None
        for step in steps:
            match step:
                case SqlStatement():
                    last = self._statement(source, step.tokens, variables)
                case Declare():
                    self._declare(source, step, variables)
                case Assign():
                    kind = variables.type_of(step.name, step.span)
                    value = self._value(source, step.value, kind, variables, step.span)
                    variables.assign(step.name, value, step.span)
                case CreateSchema():
                    self._schemas.create(step)
                    last = self._build()
                case DropSchema():
                    last = self._drop_names(self._schemas.drop(step))
                case BlockStart():
                    variables.blocks.append({})
                case BlockEnd():
                    variables.blocks.pop()
        if last is None:
            raise ProjectError.of(
                "missing-query",
                "there is no query and no definition",
                hint="end with a SELECT or a CREATE.",
            )
        return last

    def register(self, name: str, data: object) -> Built:
        """Make data readable under a name, which may be ``dataset.table``."""
        return super().register(Datasets(self.settings.datasets).node(name), data)

    def _read_all(self, source: Source, steps: Sequence[ScriptStep]) -> None:
        problems: list[Problem] = []
        for step in steps:
            if isinstance(step, SqlStatement):
                try:
                    read_statements(with_values(source, step.tokens, {}, ()), self.settings)
                except ProjectError as error:
                    problems += error.problems
        if problems:
            raise ProjectError(*problems)

    def _statement(
        self, source: Source, tokens: Sequence[Token], variables: ScriptVariables
    ) -> Result | Built:
        """Run a statement; a word is a variable if nothing that it reads has a column so named."""
        values = variables.values
        refuse_aliases(source, tokens, values)
        places = variable_places(tokens, values)
        taken: set[int] = set()
        while True:
            said = with_values(source, tokens, values, taken)
            try:
                statements, _ = read_statements(said, self.settings)
                return self._one(statements[0], said)
            except ProjectError as error:
                unknown = {p.span.start for p in error.problems if p.span is not None}
                more = {token.start for token in places} & unknown - taken
                if not more:
                    raise
                taken |= more

    def _one(self, statement: Statement, said: Source) -> Result | Built:
        if (
            isinstance(statement, CreateTable | CreateView | CreateModel)
            and not statement.replace
            and not getattr(statement, "if_not_exists", False)
            and self._is_live(statement.name)
        ):
            raise ProjectError.of(
                "duplicate-name",
                f'"{statement.name.text}" is there already',
                statement.name.span,
                hint="write CREATE OR REPLACE.",
            )
        return super()._one(statement, said)

    def _live_names(self) -> Collection[str]:
        return read_live(self.root, self.env).versions

    def _drop_names(self, names: Sequence[str]) -> Built:
        """Drop what was made under these names; all of it stays if one is still needed."""
        texts = {path: path.read_text() for path in map(self._file, names) if path.exists()}
        for path in texts:
            path.unlink()
        try:
            return self._build()
        except ProjectError:
            for path, text in texts.items():
                path.write_text(text)
            raise

    def _declare(self, source: Source, step: Declare, variables: ScriptVariables) -> None:
        value = value_text(None, step.type, step.span)
        if step.default:
            value = self._value(source, step.default, step.type, variables, step.span)
        for name in step.names:
            variables.declare(name, step.type, value)

    def _value(
        self,
        source: Source,
        tokens: Sequence[Token],
        kind: str,
        variables: ScriptVariables,
        span: Span,
    ) -> str:
        """Return the value of an expression, evaluated by the engine."""
        values = variables.values
        taken = {token.start for token in variable_places(tokens, values)}
        inner = with_values(source, tokens, values, taken)
        head, tail = ("SELECT CAST(", f" AS {kind})") if kind else ("SELECT ", "")
        said = Source(
            inner.path, head + inner.text + tail, tuple(_shifted(inner.pieces, len(head)))
        )
        result = self._answer(said)
        try:
            row: tuple[Any, ...] | None = result.fetchone()
        finally:
            result.close()
        return value_text(row[0] if row else None, kind, span)


def _shifted(pieces: Any, by: int) -> Any:
    return (type(piece)(piece.start + by, piece.end + by, piece.written) for piece in pieces)
