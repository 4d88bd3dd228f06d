"""Answer the ``ML.*`` calls of a query; what remains is plain SQL (SEMANTICS D)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.learned_once import learned_once
from forebay.engine.quote import quote
from forebay.errors import ProjectError, Span
from forebay.query.bind import refuse_recursive, refuse_version
from forebay.query.check_call import check_call, model_of
from forebay.query.check_expressions import check_expressions
from forebay.query.correlated import refuse_correlated
from forebay.query.cte import used_by
from forebay.query.direct_answer import is_read_once, words_outside
from forebay.query.model_function import model_function
from forebay.query.of_trial import of_trial, rows_of_trial
from forebay.query.query_text import QueryText, input_words, table_query, with_ctes
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.engine.protocol import Schema, Workspace
    from forebay.query.direct_answer import DirectAnswer
    from forebay.query.live_model import LiveModel
    from forebay.query.query_text import CarriedCte
    from forebay.query.stage import StageInput
    from forebay.sql.statement import ModelCall, ModelReference, TableReference


def prepare(
    query: Query,
    workspace: Workspace,
    resolve_model: Callable[[ModelReference], LiveModel],
    scratch: Path,
    *,
    on_rows: Callable[[int], None] | None = None,
    direct: DirectAnswer | None = None,
) -> str:
    """Return plain SQL with the meaning of a query, after answering its calls.

    The query is split into stages at each call, inner calls first. What a call gives is spooled to
    a file in `scratch`, in one ordered stream, and read under a name that stands in the returned
    text in the place of the call. The text has the length of ``query.span``, so that places in it
    are places in the person's file, but where encoders are written anew (``learned_once``).

    Parameters
    ----------
    workspace
        Has the relations that the query reads; answers are attached to it.
    resolve_model
        Returns the model that a reference means now.
    scratch
        A folder that the workspace can write and that lives as long as it.
    on_rows
        Called while rows are scored, with the number done.
    direct
        Where the text will be run once, into a file, by ``DirectAnswer.write``: takes the stream of
        the scored rows if the query reads them once. Without a stream in it, nothing is different.

    Raises
    ------
    ProjectError
        As ``bind_query`` does: a query that was bound before does not raise it.

    """
    if not query.calls:
        return learned_once(query.plain, workspace.describe)
    direct = direct if direct is not None and is_read_once(query) else None
    if direct is not None:
        direct.words = words_outside(query)
    prepared = _Preparation(workspace, resolve_model, scratch, on_rows)
    return prepared.query(QueryText(query), direct)


@dataclass(frozen=True, slots=True)
class _Preparation:
    workspace: Workspace
    resolve_model: Callable[[ModelReference], LiveModel]
    scratch: Path
    on_rows: Callable[[int], None] | None

    def query(self, text: QueryText, direct: DirectAnswer | None = None) -> str:
        for call in sorted(text.query.calls, key=lambda call: call.span.start):
            refuse_recursive(text, call)
            name = self._answer(text, call, direct)
            text.replace(call.span.start, call.span.end, quote(name))
        return learned_once(text.text, self.workspace.describe)

    def _answer(self, text: QueryText, call: ModelCall, direct: DirectAnswer | None) -> str:
        from forebay.query.stage import Stage

        function = model_function(call)
        reference = model_of(call, function.SHAPE)
        model = self.resolve_model(reference) if reference is not None else None
        signature = model.signature if model is not None else None
        check_call(call, function.SHAPE, signature)
        check_expressions(call, self.workspace.describe)
        model = of_trial(model, call) if model is not None else None
        self._materialise(text, call)
        visible = text.visible(call.span.start)
        inputs = tuple(self._input(call, given, visible) for given in call.inputs)
        schemas = tuple(self._describe(text, call, i, given) for i, given in enumerate(inputs))
        function.output_schema(call, schemas, signature)
        name = f"__ml_{_digest(call.span)}"
        stage = Stage(self.workspace, call, model, name, inputs, self.scratch, self.on_rows, direct)
        answer = rows_of_trial(function.run(stage), function.SHAPE, model)
        if direct is not None and direct.stream is not None:
            direct.relations.append((name, answer))
        self.workspace.define_view(name, answer)
        return name

    def _describe(self, text: QueryText, call: ModelCall, index: int, given: StageInput) -> Schema:
        try:
            return self.workspace.describe(given.sql, given.at)
        except ProjectError as error:
            refuse_correlated(error, self.workspace.describe, (text, call, call.inputs[index]))
            raise

    def _input(
        self, call: ModelCall, given: Query | TableReference, visible: tuple[CarriedCte, ...]
    ) -> StageInput:
        from forebay.query.stage import StageInput

        if isinstance(given, Query):
            text, span = self.query(QueryText(given, visible)), given.span
        else:
            refuse_version(call, given)
            text, span = table_query(given)
        return StageInput(*with_ctes(visible, input_words(given), text, span))

    def _materialise(self, text: QueryText, call: ModelCall) -> None:
        """Run each CTE that a call and something else use, so that both see the same rows."""
        words = frozenset[str]().union(*(input_words(given) for given in call.inputs))
        visible = [c.cte for c in text.visible(call.span.start)]
        for cte in used_by(words, visible):
            if cte not in text.ctes or not text.named_outside(cte, call):
                continue
            name = f"__cte_{_digest(Span(text.span.source, cte.start, cte.end))}"
            if len(quote(name)) + len("FROM ") > cte.body_end - cte.body_start:
                continue  # a body that short only names a relation
            read = f"FROM {quote(cte.name)}"
            sql, _ = with_ctes(text.visible(cte.end), frozenset({cte.key}), read, text.span)
            sql = learned_once(sql, self.workspace.describe)
            if self._spool(name, sql):
                text.replace(cte.body_start, cte.body_end, f"FROM {quote(name)}")

    def _spool(self, name: str, sql: str) -> bool:
        try:
            schema = self.workspace.describe(sql)
        except ProjectError as error:
            if any(problem.name == "duplicate-column" for problem in error.problems):
                return False  # no file can hold it; it stays a CTE
            raise
        written = self.workspace.write(sql, self.scratch / f"{name}.parquet")
        self.workspace.attach(name, [written.path], schema)
        return True


def _digest(span: Span) -> str:
    """Return a name for a place of a text: the same text prepared again takes its own place."""
    told = f"{span.source.path}\0{span.start}\0{span.end}\0{span.source.text}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]
