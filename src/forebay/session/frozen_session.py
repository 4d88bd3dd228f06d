"""A session in which what a statement made stays as it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build import BuildRequest
from forebay.catalog import read_live
from forebay.errors import ForebayError, Source
from forebay.project import read_outline
from forebay.project.make_outline import make_outline
from forebay.project.read_statements import read_statements
from forebay.session.memory import MemorySession
from forebay.session.readers_of import readers_of
from forebay.trust.load_project import load_project

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from forebay.project.outline import NodeOutline, ProjectOutline
    from forebay.session.built import Built
    from forebay.session.result import Result
    from forebay.sql.statement import Drop


class FrozenSession(MemorySession):
    """A session whose statements build one thing each.

    In BigQuery a table holds its rows and a model what it learned, whatever becomes of the tables
    that they were made of; a view follows them. So what a statement makes is built alone, and what
    was built from a name gets a copy of its rows to read before the name gets another meaning.
    """

    def __init__(self, root: Path, *, env: str | None = None) -> None:
        super().__init__(root, env=env)
        self._n_copies = 0
        self._detached: set[str] = set()

    def outline(self) -> ProjectOutline:
        """Return the validated project; what leaks in it is told, and stops nothing."""
        found = read_outline(self.root)
        return found or make_outline(load_project(self.root, advisory=True))

    def _request(self, name: str | None) -> BuildRequest:
        """Ask for what a statement makes, alone: what earlier ones made stays as it is.

        In BigQuery a table holds its rows and a model what it learned, whatever becomes of the
        tables that they were made of.
        """
        if name is None:
            return BuildRequest(only_drops=True, drop=True, env=self.env, advisory=True)
        nodes = self.outline().nodes
        selected = {name.casefold(), *self._detached}
        live = self._live_names()
        waiting = list(selected)
        while waiting:
            node = nodes.get(waiting.pop())
            reads = () if node is None else (*node.reads, *node.model_reads)
            for key in reads:
                is_view = nodes[key].kind in {"view", "macro"}
                if key not in selected and (is_view or key not in live):
                    selected.add(key)
                    waiting.append(key)
        kept = tuple(nodes[key].name for key in selected if key in nodes)
        return BuildRequest(select=kept, env=self.env, advisory=True)

    def _define(self, name: str, said: Source) -> Built:
        """Build one definition; what read the name before keeps what it has."""
        before = self._detach(name) if self._file(name).exists() else {}
        self._detached = self._now_sources(before)
        try:
            return super()._define(name, said)
        except BaseException:
            for reader, text in before.items():
                self._file(reader).write_text(text)
            raise
        finally:
            self._detached = set()

    def _now_sources(self, before: Mapping[str, str]) -> set[str]:
        """Return the readers that are tables no more, which is to be seen before they are read."""
        return {
            name.casefold()
            for name in before
            if "EXTERNAL" in self._file(name).read_text().split("(", 1)[0]
        }

    def _detach(self, name: str) -> dict[str, str]:
        """Make what was built from a name independent of it; return the texts that were there."""
        found: dict[str, str] = {}
        for reader in readers_of(name, self.outline()):
            path = self._file(reader.name)
            if not path.exists() or reader.key not in self._live_names():
                continue
            text = path.read_text()
            kept = self._own_rows(reader, text)
            if kept is not None:
                found[reader.name] = text
                path.write_text(kept)
        return found

    def _own_rows(self, reader: NodeOutline, text: str) -> str | None:
        """Return a definition that reads a copy of the rows; None where nobody can make one."""
        if reader.kind == "table":
            return self._source_text(
                reader.name, self._copied(Source("<query>", f"SELECT * FROM `{reader.name}`"))
            )
        statement = read_statements(Source("<session>", text), self.settings)[0][0]
        written = getattr(statement, "written", None) or statement
        query = getattr(written, "query", None)
        if query is None:
            return None
        span = query.span
        copy = f"{reader.name}__rows"
        self._file(copy).write_text(
            self._source_text(copy, self._copied(Source("<query>", span.text)))
        )
        return f"{text[: span.start]}SELECT * FROM `{copy}`{text[span.end :]}"

    def _copied(self, said: Source) -> str:
        """Write the rows of a query to a file of the session; return its path."""
        result = self._answer(said)
        try:
            return self._written(result)
        finally:
            result.close()

    def _written(self, result: Result) -> str:
        self._n_copies += 1
        uri = f"data/copy-{self._n_copies}.parquet"
        try:
            result.write(self.root / uri)
        except ForebayError:
            result.fetchall()  # fails again, and tells where
            raise
        return uri

    def _source_text(self, name: str, uri: str) -> str:
        return (
            f"CREATE EXTERNAL TABLE `{name}` "
            f"OPTIONS (format = 'PARQUET', uris = ['{uri}'], allow_empty = true);"
        )

    def _live_names(self) -> Collection[str]:
        return read_live(self.root, self.env).versions

    def _drop(self, statement: Drop) -> Built:
        """Drop a name; what was built from it keeps what it has."""
        self._defined(statement.name, statement.kind, missing_is_good=statement.if_exists)
        name = statement.name.text
        before = self._detach(name) if self._file(name).exists() else {}
        try:
            for reader in self._now_sources(before):
                self._build(reader)
            return super()._drop(statement)
        except BaseException:
            for reader, text in before.items():
                self._file(reader).write_text(text)
            raise
