"""A session without a project: statements run in order, each is a build of one node (rule 37)."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.build import BuildRequest, run
from forebay.build.event import Judged, StepFinished
from forebay.catalog import layout, read_live
from forebay.errors import ProjectError, Source, Span
from forebay.errors.span import Piece
from forebay.gate.why_refused import why_refused
from forebay.project.read_statements import read_statements
from forebay.session.built import Built
from forebay.session.session import Session
from forebay.sql.altered_model import altered_model
from forebay.sql.parse import parse
from forebay.sql.statement import (
    AlterModel,
    Assert,
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTable,
    CreateTest,
    CreateView,
    Drop,
    ExportModel,
    SelectStatement,
)

if TYPE_CHECKING:
    from types import UnionType

    from forebay.build import Event
    from forebay.errors import Problem
    from forebay.session.result import Result
    from forebay.sql.statement import ObjectName, Option, Statement

_KINDS: Final[dict[str, type | UnionType]] = {
    "model": CreateModel,
    "table": CreateTable | CreateExternalTable,
    "view": CreateView,
}


class MemorySession(Session):
    """A project that is made up of the statements that were run.

    Names may be defined again. A model that is refused keeps its old version, as in a project; the
    result says so.
    """

    def close(self) -> None:
        """Close open results and delete everything."""
        super().close()
        shutil.rmtree(self.root, ignore_errors=True)

    def sql(self, text: str) -> Result | Built:  # type: ignore[override]
        """Run statements in order; return what the last one gives.

        A query gives a `Result`, a definition gives `Built`: what its build did.
        """
        last: Result | Built | None = None
        for statement in parse(Source("<query>", text)):
            said = statement.span.text
            last = self._one(
                statement, Source("<query>", said, (Piece(0, len(said), statement.span),))
            )
        if last is None:
            raise ProjectError.of(
                "missing-query", "there is no statement", hint="end with a SELECT or a CREATE."
            )
        return last

    def register(self, name: str, data: object) -> Built:
        """Make data readable under a name.

        Parameters
        ----------
        data
            Anything with an Arrow C stream (a pyarrow or Polars table, a pandas 2.2 DataFrame) or a
            mapping of column names to NumPy arrays.

        """
        from forebay.engine.register import write_data

        target = self.root / "data" / f"{layout.folder_name(name)}.parquet"
        write_data(data, target)
        uri = target.relative_to(self.root).as_posix()
        text = f"CREATE EXTERNAL TABLE {name} OPTIONS (format = 'PARQUET', uris = ['{uri}'])"
        return self._define(name, Source("<query>", text))

    def _one(  # noqa: PLR0911 - one for each kind of statement
        self, statement: Statement, said: Source
    ) -> Result | Built:
        """Run one statement; `said` is its text, which knows where it was written."""
        match statement:
            case SelectStatement():
                return self._answer(said)
            case Assert() | CreateTest():
                return self._define(f"rule-{_place(said)}", said)
            case CreateModel() if statement.if_not_exists and self._is_live(statement.name):
                return self._build()
            case CreateExternalTable() | CreateModel():
                for option in ("uris", "model_path"):
                    self._bring_in(statement.options.get(option))
                return self._define(statement.name.text, said)
            case CreateTable() | CreateView() | CreateMacro():
                return self._define(statement.name.text, _lasting(statement, said))
            case ExportModel():
                return self._export(statement)
            case AlterModel() | Drop():
                return self._change(statement)

    def _export(self, statement: ExportModel) -> Result:
        from forebay.session.export_live import export_live

        state = read_live(self.root, self.env)
        result = export_live(self.root, state, statement, Path.cwd())
        self._results.append(result)
        return result

    def _change(self, statement: AlterModel | Drop) -> Built:
        match statement:
            case AlterModel():
                return self._alter(statement)
            case Drop():
                return self._drop(statement)

    def _alter(self, statement: AlterModel) -> Built:
        model = self._defined(statement.name, "model", missing_is_good=statement.if_exists)
        if not isinstance(model, CreateModel):
            return self._build()
        text = altered_model(model.written or model, statement.written or statement)
        return self._define(statement.name.text, Source("<query>", text))

    def _drop(self, statement: Drop) -> Built:
        made = self._defined(statement.name, statement.kind, missing_is_good=statement.if_exists)
        if made is None:
            return self._build()
        path = self._file(statement.name.text)
        text = path.read_text()
        path.unlink()
        try:
            return self._build()
        except ProjectError:
            path.write_text(text)
            raise

    def _defined(self, name: ObjectName, kind: str, *, missing_is_good: bool) -> Statement | None:
        """Return the statement that made a name; None if there is none and that is no mistake."""
        path = self._file(name.text)
        made = None
        if path.exists():
            made = read_statements(Source("<session>", path.read_text()), self.settings)[0][0]
        if isinstance(made, _KINDS[kind]):
            return made
        if missing_is_good and made is None:
            return None
        raise ProjectError.of(
            f"unknown-{'model' if kind == 'model' else 'table'}",
            f'there is no {kind} "{name.text}"',
            name.span,
            hint="add IF EXISTS if it may be missing." if made is None else "",
        )

    def _file(self, name: str) -> Path:
        return self.root / "sql" / f"{layout.folder_name(name)}.sql"

    def _is_live(self, name: ObjectName) -> bool:
        return read_live(self.root, self.env).find(name.text) is not None

    def _request(self, name: str | None) -> BuildRequest:  # noqa: ARG002 - a script asks for less
        """Return what is asked of a build for one definition; None: something was dropped."""
        return BuildRequest(env=self.env, advisory=True)

    def _build(self, name: str | None = None) -> Built:
        problems: list[Problem] = []
        refused: list[str] = []

        def hear(event: Event) -> None:
            if isinstance(event, StepFinished):
                problems.extend(event.problems)
            if isinstance(event, Judged) and (reasons := why_refused(event.verdict)):
                refused.append(f"{event.node} v{event.version} was refused: {reasons}")

        finished = run(self.root, self._request(name), hear)
        return Built(finished, tuple(problems), tuple(refused))

    def _bring_in(self, uris: Option | None) -> None:
        """Copy the files that an option names, which are relative to where the person works."""
        values = uris.value if uris is not None else ()
        for uri in values if isinstance(values, tuple) else (values,):
            for path in [Path(str(uri)), *Path().glob(str(uri))]:
                if path.is_file() and not path.is_absolute():
                    target = self.root / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, target)

    def _define(self, name: str, said: Source) -> Built:
        """Build one definition; what is wrong with it is told where it was written."""
        path = self._file(name)
        before = path.read_text() if path.exists() else None
        path.write_text(said.text + ";")
        try:
            return self._build(name)
        except ProjectError as error:
            if before is None:
                path.unlink()
            else:
                path.write_text(before)
            shown = path.relative_to(self.root).as_posix()
            told = [p for p in error.problems if not _is_of_another(p, shown)]
            told.sort(key=lambda problem: problem.severity != "error")  # what stops it, first
            raise ProjectError(*(_moved(p, shown, said) for p in told)) from error


def _is_of_another(problem: Problem, path: str) -> bool:
    """Whether it is a warning of an earlier definition, which is no matter of this one."""
    is_here = problem.span is None or problem.span.source.path == path
    return problem.severity == "warning" and not is_here


def _moved(problem: Problem, path: str, said: Source) -> Problem:
    """Return a problem of the session's own file at its place in the text that was given."""
    span = problem.span
    if span is None or span.source.path != path:
        return problem
    end = min(span.end, len(said.text))
    return dataclasses.replace(problem, span=Span(said, min(span.start, end), end))


def _place(said: Source) -> int:
    return said.whole().written.start


def _lasting(statement: CreateTable | CreateView | CreateMacro, said: Source) -> Source:
    """Return the text of a definition without TEMP: everything in a session goes with it."""
    if not isinstance(statement, CreateTable) or not statement.temporary:
        return said
    written = statement.written or statement
    word = next(t for t in written.tokens if t.upper in {"TEMP", "TEMPORARY"})
    start, end = word.start - written.span.start, word.end - written.span.start
    blank = " " * (end - start)
    return Source(said.path, said.text[:start] + blank + said.text[end:], said.pieces)
