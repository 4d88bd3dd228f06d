"""A session without a project: statements run in order, each is a build of one node (rule 37)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.build import BuildRequest, run
from forebay.catalog import layout
from forebay.errors import ProjectError, Source
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

    from forebay.session.result import Result
    from forebay.sql.statement import ObjectName, Statement

_SETTINGS = 'name = "session"\npaths = ["sql"]\ndefault_env = "dev"\n'
_KINDS: Final[dict[str, type | UnionType]] = {
    "model": CreateModel,
    "table": CreateTable | CreateExternalTable,
    "view": CreateView,
}


def open_memory(env: str | None) -> MemorySession:
    """Return a session whose project is a temporary folder that goes with it."""
    root = Path(tempfile.mkdtemp(prefix="forebay-session-"))
    (root / "sql").mkdir()
    (root / "data").mkdir()
    (root / "forebay.toml").write_text(_SETTINGS)
    return MemorySession(root, env=env)


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
            last = self._one(statement)
        if last is None:
            raise ProjectError.of("missing-query", "there is no statement")
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
        return self._define(
            name, f"CREATE EXTERNAL TABLE {name} OPTIONS (format = 'PARQUET', uris = ['{uri}']);"
        )

    def _one(self, statement: Statement) -> Result | Built:
        match statement:
            case SelectStatement():
                return super().sql(statement.span.text)
            case Assert() | CreateTest():
                return self._define(f"rule-{statement.span.start}", statement.span.text + ";")
            case CreateExternalTable():
                self._bring_in(statement)
                return self._define(statement.name.text, statement.span.text + ";")
            case CreateModel() if statement.if_not_exists and self._file(statement.name).exists():
                return self._build()
            case CreateTable() | CreateView() | CreateModel() | CreateMacro():
                return self._define(statement.name.text, _lasting(statement) + ";")
            case AlterModel() | Drop() | ExportModel():
                return self._change(statement)

    def _change(self, statement: AlterModel | Drop | ExportModel) -> Built:
        match statement:
            case AlterModel():
                return self._alter(statement)
            case Drop():
                return self._drop(statement)
            case ExportModel():
                raise ProjectError.of(
                    "not-supported",
                    "EXPORT MODEL is not supported yet",
                    statement.span,
                    hint="Session.attach and Result.write hand on what is live.",
                )

    def _alter(self, statement: AlterModel) -> Built:
        model = self._defined(statement.name, "model", missing_is_good=statement.if_exists)
        if not isinstance(model, CreateModel):
            return self._build()
        return self._define(statement.name.text, altered_model(model, statement) + ";")

    def _drop(self, statement: Drop) -> Built:
        made = self._defined(statement.name, statement.kind, missing_is_good=statement.if_exists)
        if made is None:
            return self._build()
        path = self._file(statement.name)
        text = path.read_text()
        path.unlink()
        try:
            return self._build()
        except ProjectError:
            path.write_text(text)
            raise

    def _defined(self, name: ObjectName, kind: str, *, missing_is_good: bool) -> Statement | None:
        """Return the statement that made a name; None if there is none and that is no mistake."""
        path = self._file(name)
        made = parse(Source("<session>", path.read_text()))[0] if path.exists() else None
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

    def _file(self, name: ObjectName) -> Path:
        return self.root / "sql" / f"{layout.folder_name(name.text)}.sql"

    def _build(self) -> Built:
        return Built(run(self.root, BuildRequest(env=self.env), lambda _: None))

    def _bring_in(self, statement: CreateExternalTable) -> None:
        """Link the files that a source names, which are relative to where the person works."""
        uris = statement.options.get("uris")
        values = uris.value if uris is not None else ()
        for uri in values if isinstance(values, tuple) else (values,):
            for path in [Path(str(uri)), *Path().glob(str(uri))]:
                if path.is_file() and not path.is_absolute():
                    target = self.root / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, target)

    def _define(self, name: str, text: str) -> Built:
        path = self.root / "sql" / f"{layout.folder_name(name)}.sql"
        before = path.read_text() if path.exists() else None
        path.write_text(text)
        try:
            return self._build()
        except ProjectError:
            if before is None:
                path.unlink()
            else:
                path.write_text(before)
            raise


def _lasting(statement: CreateTable | CreateView | CreateModel | CreateMacro) -> str:
    """Return the text of a definition without TEMP: everything in a session goes with it."""
    text = statement.span.text
    if isinstance(statement, CreateTable) and statement.temporary:
        word = next(t for t in statement.tokens if t.upper in {"TEMP", "TEMPORARY"})
        begin = statement.span.start
        return text[: word.start - begin] + text[word.end - begin :].lstrip()
    return text
