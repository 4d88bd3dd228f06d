"""Answer the calls of a query, so that plain SQL remains (SEMANTICS 20).

``prepare`` is the only way in which a query that calls models is executed: by a build, by
``forebay sql``, from Python.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from forebay.engine.quote import quote, quote_dotted
from forebay.errors import InternalError, ProjectError
from forebay.query.call_context import CallContext
from forebay.query.functions.table import find_function
from forebay.query.visible_ctes import find_ctes, mentions, part_of
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel
    from forebay.query.visible_ctes import Cte
    from forebay.sql.statement import ModelCall, ModelReference, TableReference, VersionedTable

_serial = itertools.count()


class _Edit(NamedTuple):
    """Characters of the plain text, by offsets from its start, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """Where calls are answered, and what their names mean.

    Parameters
    ----------
    scratch
        A folder for results; they are needed until the prepared query has run.
    resolve_model
        Gives the version that a reference means.
    resolve_table
        Attaches ``t@run41`` and gives the name under which it can be read.

    """

    workspace: Workspace
    scratch: Path
    resolve_model: Callable[[ModelReference], LiveModel]
    resolve_table: Callable[[VersionedTable], str] | None = None
    threads: int = 1
    visible: Mapping[str, str] = field(default_factory=dict)

    def fresh_name(self) -> tuple[str, Path]:
        """Return a relation name and a file that nothing uses yet."""
        name = f"__answer_{next(_serial)}"
        return name, self.scratch / f"{name}.parquet"


def prepare(query: Query, how: Preparation) -> str:
    """Return plain SQL for a query; its calls are answered and attached to the workspace.

    Inner calls run first. A common table expression that a call reads is materialised once, and
    the call and the rest of the query read the same rows.
    """
    return _Stage(how).text(query, how.visible)


@dataclass(frozen=True, slots=True)
class _Stage:
    how: Preparation

    def text(self, query: Query, outer: Mapping[str, str]) -> str:
        """Return the plain SQL; `outer` are WITH entries of the queries around it, by key."""
        edits: list[_Edit] = []
        seen: dict[Cte, str] = {}
        covered: list[tuple[int, int]] = []
        for cte in find_ctes(query):
            if self._needed(cte, query):
                visible = {**outer, **_at(seen, cte.start)}
                name = self._materialise(cte, query, visible)
                seen[cte] = f"{quote(cte.name)}{cte.columns} AS (SELECT * FROM {quote(name)})"
                covered.append((cte.start, cte.end))
                base = query.span.start
                edits.append(_Edit(cte.start - base, cte.end - base, f"SELECT * FROM {quote(name)}"))
        for call in query.calls:
            if not any(start <= call.span.start < end for start, end in covered):
                answer = self._answer(call, {**outer, **_at(seen, call.span.start)})
                edits.append(_instead(query, call.span.start, call.placeholder, answer))
        for version in query.versions:
            if not any(start <= version.span.start < end for start, end in covered):
                if self.how.resolve_table is None:
                    raise _no_versions(version)
                name = quote_dotted(self.how.resolve_table(version))
                edits.append(_instead(query, version.span.start, version.placeholder, name))
        return _with(outer, query, _edited(query.plain, edits))

    def _answer(self, call: ModelCall, visible: Mapping[str, str]) -> str:
        if call.model is None:
            raise InternalError.of("call-without-model", f"ML.{call.function} has no model")
        function = find_function(call)
        inputs = [self._input(given, visible) for given in call.inputs]
        context = CallContext(
            self.how.workspace,
            self.how.resolve_model(call.model),
            self.how.fresh_name,
            self.how.threads,
        )
        name, _ = self.how.fresh_name()
        self.how.workspace.define_view(name, function.run(call, inputs, context))
        return quote(name)

    def _input(self, given: Query | TableReference, visible: Mapping[str, str]) -> str:
        if isinstance(given, Query):
            return self.text(given, visible)
        entry = visible.get(given.name.key)
        if entry is not None:
            return f"WITH {entry} SELECT * FROM {quote(given.name.text)}"
        return f"SELECT * FROM {quote_dotted(given.name.text)}"

    def _needed(self, cte: Cte, query: Query) -> bool:
        for call in query.calls:
            if not cte.is_visible_at(call.span.start):
                continue
            for given in call.inputs:
                tokens = given.tokens if isinstance(given, Query) else ()
                if mentions(tokens, cte.key):
                    return True
                if not isinstance(given, Query) and given.name.key == cte.key:
                    return True
        return False

    def _materialise(self, cte: Cte, query: Query, visible: Mapping[str, str]) -> str:
        body = part_of(query, cte.start, cte.end)
        if cte.recursive and mentions(body.tokens, cte.key):
            own = f"RECURSIVE {quote(cte.name)}{cte.columns} AS ({body.plain})"
            text = f"WITH {own} SELECT * FROM {quote(cte.name)}"
        else:
            text = self.text(body, visible)
        name, target = self.how.fresh_name()
        schema = self.how.workspace.describe(text)
        written = self.how.workspace.write(text, target)
        self.how.workspace.attach(name, [written.path], schema)
        return name


def _at(seen: Mapping[Cte, str], offset: int) -> dict[str, str]:
    return {cte.key: entry for cte, entry in seen.items() if cte.is_visible_at(offset)}


def _instead(query: Query, start: int, placeholder: str, name: str) -> _Edit:
    at = start - query.span.start
    return _Edit(at, at + len(placeholder), name)


def _edited(plain: str, edits: list[_Edit]) -> str:
    parts, position = [], 0
    for edit in sorted(edits):
        parts += [plain[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, plain[position:]])


def _with(outer: Mapping[str, str], query: Query, text: str) -> str:
    entries = [entry for key, entry in outer.items() if mentions(query.tokens, key)]
    return f"WITH {', '.join(entries)} SELECT * FROM (\n{text}\n)" if entries else text


def _no_versions(version: VersionedTable) -> ProjectError:
    return ProjectError.of(
        "not-supported",
        f'"{version.span.text}": an old version of a table cannot be read in a build',
        version.span,
        hint="read it with forebay sql.",
    )
