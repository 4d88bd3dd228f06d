"""A session that runs scripts of BigQuery SQL."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

from forebay.engine.bigquery.argument_type import argument_type
from forebay.engine.bigquery.datasets import Datasets
from forebay.engine.bigquery.expand_functions import expand_functions
from forebay.engine.bigquery.script import script_steps
from forebay.engine.bigquery.script_step import Assign, Declare
from forebay.engine.bigquery.tokenize import scan
from forebay.errors import ProjectError, Source
from forebay.errors.span import Piece
from forebay.project.read_statements import read_statements
from forebay.session.calculator import Calculator
from forebay.session.changed_rows import changed_rows, empty_rows
from forebay.session.frozen_session import FrozenSession
from forebay.session.read_script import read_script
from forebay.session.script_functions import ScriptFunctions
from forebay.session.script_run import ScriptRun
from forebay.session.script_schemas import ScriptSchemas
from forebay.session.script_variables import (
    ScriptVariables,
    refuse_aliases,
    value_text,
    variable_places,
    with_parameters,
    with_values,
)
from forebay.sql.statement import Assert, CreateModel, CreateTable, CreateView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from forebay.engine.bigquery.script_step import Change, EmptyTable, SqlStatement
    from forebay.session.built import Built
    from forebay.session.result import Result
    from forebay.sql.statement import Statement

_Used = TypeVar("_Used")
# Words of an expression that reads a table or a model.
_TABLES = frozenset({"FROM", "ML"})


class BigQuerySession(FrozenSession):
    """A session whose statements, and the queries in them, are BigQuery's."""

    def __init__(self, root: Path, *, env: str | None = None) -> None:
        super().__init__(root, env=env)
        self.schemas = ScriptSchemas(self._live_names)
        self.functions = ScriptFunctions()
        self._calculator = Calculator()

    def close(self) -> None:
        """Close open results and delete everything."""
        self._calculator.close()
        super().close()

    def sql(  # type: ignore[override]
        self, text: str, parameters: Mapping[str, object] | Sequence[object] = ()
    ) -> Result | Built:
        """Run a script; return what its last query or definition gives.

        All of it is read before anything runs. ``DECLARE`` and ``SET`` hold single values; a column
        goes before a variable of the same name.

        Parameters
        ----------
        parameters
            Values of ``@name`` by name, or of each ``?`` in order.

        Raises
        ------
        ProjectError
            With every problem of the script, each at its place.

        """
        source = _with_given(Source("<query>", text), parameters)
        steps = script_steps(source)
        read_script(source, steps, self.settings, self.functions.known)
        run = ScriptRun(self, source, ScriptVariables())
        try:
            run.run(steps)
        finally:
            self.functions = self.functions.lasting()
        if run.last is None and not all(isinstance(step, Declare | Assign) for step in steps):
            return self.nothing_built()
        if run.last is None:
            raise ProjectError.of(
                "missing-query",
                "there is no query and no definition",
                hint="end with a SELECT or a CREATE.",
            )
        return run.last

    def register(self, name: str, data: object) -> Built:
        """Make data readable under a name, which may be ``dataset.table``."""
        return super().register(self._node(name), data)

    # What the steps of a script ask for ----------------------------------------------------------

    def run_statement(
        self, source: Source, step: SqlStatement, variables: ScriptVariables
    ) -> Result | Built:
        """Run a statement of SQL."""
        if step.unless_there and self._is_there(step.unless_there):
            return self.nothing_built()
        values = variables.values
        refuse_aliases(source, step.tokens, values)
        said = with_values(source, step.tokens, {}, (), step.left_out)
        return self._resolved(said, variables, self._read_and_run)

    def evaluate(self, said: Source, kind: str, variables: ScriptVariables) -> Any:
        """Return the value of an expression as Python has it.

        Parameters
        ----------
        kind
            The type that it must be, as BigQuery writes it; empty: any.

        """
        check = argument_type("".join(kind.split()).upper()) if kind else ""
        head, tail = "SELECT (", ")"
        if kind:
            head, tail = (f"SELECT {check}(", ")") if check else ("SELECT CAST(", f" AS {kind})")
        tokens, _ = scan(said)
        places = {token.start for token in variable_places(tokens, variables.values)}
        whole = with_values(said, tokens, variables.values, places, name_columns=False)
        pieces = tuple(
            dataclasses.replace(p, start=p.start + len(head), end=p.end + len(head))
            for p in whole.pieces
        )
        asked = Source(said.path, head + whole.text + tail, pieces)
        expanded = expand_functions(asked, self.functions.known)
        if _TABLES.isdisjoint(token.upper for token in scan(expanded)[0]):
            return self._calculator.value(expanded)
        rows = self._all_rows(expanded)
        return next(iter(rows[0].values())) if rows else None

    def rows(self, said: Source, variables: ScriptVariables) -> list[dict[str, Any]]:
        """Return the rows of a query, each by column."""
        return self._resolved(said, variables, self._all_rows)

    def change(self, source: Source, step: Change, variables: ScriptVariables) -> Built:
        """Give a table other rows."""
        name = self._node("".join(token.value for token in step.table))
        columns = self._columns(name, step)
        asked = changed_rows(source, step, columns, self._described(variables))
        return self._resolved(asked, variables, lambda said: self._keep(name, columns, said, step))

    def empty_table(self, source: Source, step: EmptyTable) -> Built:
        """Make a table without rows."""
        name = self._node("".join(token.value for token in step.name))
        if self._is_there(name) and not step.replace:
            if step.if_not_exists:
                return self.nothing_built()
            raise _told_there(name, step)
        return self._keep(name, {}, empty_rows(source, step), step)

    def drop_names(self, names: Sequence[str]) -> Built:
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

    def looked_at(self, result: Result) -> None:
        """Run a query to its end, so that what is wrong with a value of it is told now."""
        (self.root / self._written(result)).unlink()

    def drained(self, result: Result) -> None:
        """Run a query whose rows nobody will ask for."""
        try:
            self.looked_at(result)
        finally:
            result.close()

    def nothing_built(self) -> Built:
        """Return what a statement gives that only the session remembers."""
        return self._build()

    # How -----------------------------------------------------------------------------------------

    def _resolved(
        self, said: Source, variables: ScriptVariables, use: Callable[[Source], _Used]
    ) -> _Used:
        """Use a text; a word is a variable if nothing that it reads has a column so named."""
        values = variables.values
        tokens, _ = scan(said)
        places = variable_places(tokens, values)
        taken = {token.start for token in places if token.kind == "parameter"}
        while True:
            asked = with_values(said, tokens, values, taken)
            try:
                return use(expand_functions(asked, self.functions.known))
            except ProjectError as error:
                unknown = {
                    (p.span.written.source, p.span.written.start)
                    for p in error.problems
                    if p.span is not None
                }
                more = {
                    token.start for token in places if _written(said, token.start) in unknown
                } - taken
                if not more:
                    raise
                taken |= more

    def _read_and_run(self, said: Source) -> Result | Built:
        statements, _ = read_statements(said, self.settings)
        return self._one(statements[0], said)

    def _all_rows(self, said: Source) -> list[dict[str, Any]]:
        result = self._answer(said)
        try:
            return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]
        finally:
            result.close()

    def _one(self, statement: Statement, said: Source) -> Result | Built:
        if (
            isinstance(statement, CreateTable | CreateView | CreateModel)
            and not statement.replace
            and not getattr(statement, "if_not_exists", False)
            and self._is_there(statement.name.text)
        ):
            raise ProjectError.of(
                "duplicate-name",
                f'"{statement.name.text}" is there already',
                statement.name.span,
                hint="write CREATE OR REPLACE.",
            )
        if isinstance(statement, Assert) and statement.violation.action == "fail":
            return self._assert(statement, said)
        return super()._one(statement, said)

    def _assert(self, statement: Assert, said: Source) -> Built:
        """Look at a condition now; ProjectError if it does not hold, which ends the script."""
        written = (statement.written or statement).condition.span
        asked = Source(said.path, written.text, (Piece(0, len(written.text), written),))
        if self.evaluate(asked, "BOOL", ScriptVariables()) is not True:
            description = (statement.written or statement).description
            told = f": {description}" if description else ""
            raise ProjectError.of(
                "bigquery-value",
                f"the assertion does not hold{told}",
                written,
                hint="ASSERT ends a script; look at the rows that its condition reads.",
            )
        return self.nothing_built()

    def _node(self, name: str) -> str:
        return Datasets(self.settings.datasets).node(name)

    def _is_there(self, name: str) -> bool:
        node = self._node(name)
        return self._file(node).exists() or node.casefold() in self._live_names()

    def _columns(self, name: str, step: Change) -> Mapping[str, str]:
        """Return the columns of a table with their types."""
        span = step.span
        place = dataclasses.replace(span, start=step.table[0].start, end=step.table[-1].end)
        if not self._is_there(name):
            raise ProjectError.of(
                "unknown-table",
                f'there is no table "{name}"',
                place,
                hint="write CREATE TABLE before it.",
            )
        result = self._answer(Source("<query>", f"SELECT * FROM `{name}`"))
        try:
            return dict(zip(result.columns, result.types, strict=True))
        finally:
            result.close()

    def _described(self, variables: ScriptVariables) -> Callable[[Source], tuple[str, ...]]:
        def columns(said: Source) -> tuple[str, ...]:
            def names(asked: Source) -> tuple[str, ...]:
                result = self._answer(asked)
                try:
                    return result.columns
                finally:
                    result.close()

            return self._resolved(said, variables, names)

        return columns

    def _keep(
        self, name: str, before: Mapping[str, str], said: Source, step: Change | EmptyTable
    ) -> Built:
        """Make the rows of a query those of a table."""
        result = self._answer(said)
        try:
            for column, kind, old in zip(
                result.columns, result.types, before.values() or result.types, strict=True
            ):
                if kind != old:
                    raise ProjectError.of(
                        "bigquery-value",
                        f'the column "{column}" has the type {old}, and is given {kind}',
                        step.span,
                        hint="write CAST(... AS ...) around the value.",
                    )
        finally:
            result.close()
        # The source text ends by a semicolon of its own.
        kept = self._source_text(name, self._copied(said)).removesuffix(";")
        return self._define(name, Source("<query>", kept))


def _written(said: Source, start: int) -> tuple[Source, int]:
    written = said.whole().part(start, start + 1).written
    return written.source, written.start


def _told_there(name: str, step: EmptyTable) -> ProjectError:
    return ProjectError.of(
        "duplicate-name",
        f'"{name}" is there already',
        step.span,
        hint="write CREATE OR REPLACE TABLE, or IF NOT EXISTS.",
    )


def _with_given(source: Source, parameters: Mapping[str, object] | Sequence[object]) -> Source:
    place = source.whole()
    if isinstance(parameters, dict):
        named = {str(k).casefold(): value_text(v, "", place) for k, v in parameters.items()}
        return with_parameters(source, named)
    return with_parameters(source, {}, [value_text(value, "", place) for value in parameters])
