"""Bind a query that calls models, before anything runs (SEMANTICS 22)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError
from forebay.query.check_call import check_call, model_of
from forebay.query.check_expressions import check_expressions
from forebay.query.correlated import refuse_correlated
from forebay.query.model_function import model_function
from forebay.query.of_trial import schema_of_trial
from forebay.query.query_text import QueryText, input_words, table_query, with_ctes
from forebay.query.signature import ModelSignature
from forebay.sql.statement import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine.protocol import Binder, Schema
    from forebay.query.query_text import CarriedCte
    from forebay.sql.statement import ModelCall, ModelReference, TableReference

__all__ = ["ModelSignature", "bind_query"]


def bind_query(
    query: Query, binder: Binder, models: Callable[[ModelReference], ModelSignature]
) -> Schema:
    """Return the columns of a query whose ``ML.*`` calls are cut out.

    Inner calls first: each call's inputs are bound, its function declares its columns, and a
    placeholder with those columns is declared in the binder, over which the query itself is bound.

    Parameters
    ----------
    binder
        Knows the relations that the query may read.
    models
        Returns the signature of a model; ProjectError if there is none.

    Raises
    ------
    ProjectError
        With places in the person's own text: what the engine refuses, what a call lacks, and
        ``correlated-ml-call``, ``recursive-ml-call``.

    """
    return _Binding(binder, models).query(QueryText(query))


@dataclass(frozen=True, slots=True)
class _Binding:
    binder: Binder
    models: Callable[[ModelReference], ModelSignature]

    def query(self, text: QueryText) -> Schema:
        self.calls(text)
        return self.binder.bind(text.text, text.span)

    def calls(self, text: QueryText) -> None:
        """Declare the placeholders of a query's calls; all that is wrong with them at once."""
        problems: list[Problem] = []
        for call in sorted(text.query.calls, key=lambda call: call.span.start):
            try:
                refuse_recursive(text, call)
                self.binder.declare_table(call.placeholder, self._call(text, call))
            except ProjectError as error:
                problems += error.problems
        if problems:
            raise ProjectError(*problems)

    def _call(self, text: QueryText, call: ModelCall) -> Schema:
        function = model_function(call)
        reference = model_of(call, function.SHAPE)
        signature = self.models(reference) if reference is not None else None
        check_call(call, function.SHAPE, signature)
        check_expressions(call, self.binder.bind)
        schema = function.output_schema(call, self._inputs(text, call), signature)
        return schema_of_trial(schema, function.SHAPE, signature)

    def _inputs(self, text: QueryText, call: ModelCall) -> tuple[Schema, ...]:
        """Return the columns of a call's inputs; all that is wrong with them at once."""
        visible = text.visible(call.span.start)
        found: list[Schema] = []
        problems: list[Problem] = []
        for given in call.inputs:
            try:
                found.append(self._input(text, call, given, visible))
            except ProjectError as error:
                problems += error.problems
        if problems:
            raise ProjectError(*problems)
        return tuple(found)

    def _input(
        self,
        outer: QueryText,
        call: ModelCall,
        given: Query | TableReference,
        visible: tuple[CarriedCte, ...],
    ) -> Schema:
        if isinstance(given, Query):
            inner = QueryText(given, visible)
            self.calls(inner)
            text, span = inner.text, given.span
        else:
            refuse_version(call, given)
            text, span = table_query(given)
        sql, place = with_ctes(visible, input_words(given), text, span)
        try:
            return self.binder.bind(sql, place)
        except ProjectError as error:
            bind = partial(self.binder.bind, span=None)
            refuse_correlated(error, bind, (outer, call, given))
            raise


def refuse_version(call: ModelCall, table: TableReference) -> None:
    """Raise ProjectError for ``TABLE t@run41``, which only a query can read."""
    if table.version is not None:
        name = table.name.text
        raise ProjectError.of(
            "not-supported",
            f"TABLE {name}@{table.version} cannot stand in ML.{call.function}",
            table.name.span,
            hint=f"write (SELECT * FROM {name}@{table.version}).",
        )


def refuse_recursive(text: QueryText, call: ModelCall) -> None:
    """Raise ProjectError for a call inside a recursive CTE (SEMANTICS 20)."""
    for cte in text.ctes:
        if cte.recursive and cte.start <= call.span.start < cte.end:
            raise ProjectError.of(
                "recursive-ml-call",
                f'ML.{call.function} stands inside the recursive CTE "{cte.name}"',
                call.span,
                detail="a model answers for whole tables, not for each round of a recursion.",
                hint="call it before or after: put the recursion into a CTE of its own.",
            )
