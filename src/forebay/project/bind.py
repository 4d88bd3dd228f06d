"""Judge every SELECT against relations without rows, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from forebay.checks import rejected_schema, validate_columns
from forebay.engine.protocol import Schema
from forebay.errors import Problem, ProjectError
from forebay.project.check_model import check_model
from forebay.project.check_series import check_custom_holiday
from forebay.project.clauses import check_fresh_within, check_known_at
from forebay.project.inference import Inference
from forebay.project.is_imported import is_imported
from forebay.project.names import REJECTED
from forebay.project.primary_key import primary_key
from forebay.project.reads import condition_query
from forebay.project.source_columns import source_columns
from forebay.project.table_options import check_table_options
from forebay.query.bind import ModelSignature, bind_query
from forebay.sql.statement import (
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTable,
    CreateView,
)

if TYPE_CHECKING:
    from forebay.engine import Binder, Engine
    from forebay.project.check_model import ModelFound
    from forebay.project.graph import Graph
    from forebay.project.model_file import ModelFile
    from forebay.project.names import Statements
    from forebay.sql.statement import Assert, ColumnList, ModelReference, Query


# Of the type that --as-of gives; any value will do.
_AS_OF: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - sessions are pinned to one zone


@dataclass(slots=True)
class Bound:
    """What binding found, by key.

    Parameters
    ----------
    binder
        Knows every relation that is sound; the caller closes it.
    schemas
        The columns of each result; a model's are those of its AS SELECT.
    files
        The file of each model that is read from one.
    inferred
        The URIs of sources whose columns were inferred from their files, and of model files: what
        validation has read besides the project's own text.
    unreadable
        Sources whose files cannot be read: no mistake of the project.

    """

    binder: Binder
    schemas: dict[str, Schema] = field(default_factory=dict)
    signatures: dict[str, ModelSignature] = field(default_factory=dict)
    features: dict[str, tuple[str, ...]] = field(default_factory=dict)
    row_keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    macros: set[str] = field(default_factory=set)
    files: dict[str, ModelFile] = field(default_factory=dict)
    inferred: list[tuple[str, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)


def bind(root: Path, statements: Statements, graph: Graph, engine: Engine) -> Bound:
    """Bind every node whose names are known, and every assertion.

    A node below one that is broken is not judged: nobody can say what is wrong with it yet.
    """
    wanted = {key: statements.nodes[key] for key in graph.order if key not in graph.unbound}
    with (
        TemporaryDirectory(prefix="forebay-") as folder,
        Inference(root, wanted, engine, Path(folder)) as inference,
    ):
        bound = Bound(engine.binder())
        work = _Work(root, statements, graph, engine, bound, Path(folder), inference)
        # Texts, as --var gives them; as_of is a time.
        for name in sorted({v for found in graph.found.values() for v in found.variables}):
            work.bound.binder.declare_variable(name, _AS_OF if name == "as_of" else "")
        for key in graph.order:
            if key not in graph.unbound and all(work.is_known(read) for read in graph.reads[key]):
                try:
                    work.bind_node(key)
                except ProjectError as error:
                    work.bound.problems += error.problems
        for number, assertion in enumerate(statements.asserts):
            known = all(work.is_known(read) for read in graph.asserts[number])
            if known and number not in graph.unbound_asserts:
                work.bind_assert(assertion)
        return work.bound


@dataclass(frozen=True, slots=True)
class _Work:
    root: Path
    statements: Statements
    graph: Graph
    engine: Engine
    bound: Bound
    scratch: Path
    inference: Inference

    def is_known(self, key: str) -> bool:
        """Return whether what reads `key` can be judged."""
        bound = self.bound
        return key in bound.schemas or key in bound.macros

    def bind_node(self, key: str) -> None:
        match self.statements.nodes[key]:
            case CreateExternalTable() as source:
                self._source(key, source)
            case CreateTable() as table:
                self._table(key, table)
            case CreateView() as view:
                self._view(key, view)
            case CreateModel() as model:
                self._model(key, model)
            case CreateMacro() as macro:
                self.bound.binder.declare_macro(macro.span.text, macro.span)
                self.bound.macros.add(key)

    def bind_assert(self, assertion: Assert) -> None:
        try:
            schema = self._query(condition_query(assertion))
        except ProjectError as error:
            self.bound.problems += error.problems
            return
        kind = schema.columns[0].type
        if kind != "BOOLEAN":
            self.bound.problems.append(
                Problem(
                    "type-mismatch",
                    f"an assertion is true or false, and this is {kind}",
                    assertion.condition.span,
                    hint="compare it with something: ... > 0.",
                )
            )

    def _source(self, key: str, source: CreateExternalTable) -> None:
        binder = self.bound.binder
        ahead = self.inference.of(key)
        found = source_columns(self.root, source, self.engine, binder, self.scratch, ahead)
        self.bound.problems += found.problems
        self.bound.unreadable += found.unreadable
        if found.inferred_from:
            self.bound.inferred.append(found.inferred_from)
        if found.schema is None:
            return
        name = source.name.text
        self._declare(key, name, found.schema)
        self._columns(name, found.schema, source.columns)
        self.bound.problems += check_known_at(name, found.schema, source.known_at, binder)
        if source.fresh_within is not None:
            self.bound.problems += check_fresh_within(
                name, found.schema, source.fresh_within, binder
            )

    def _table(self, key: str, table: CreateTable) -> None:
        schema = self._query(table.query)
        name = table.name.text
        self._declare(key, name, schema)
        self._columns(name, schema, table.columns)
        self.bound.problems += check_table_options(table.options, "table")
        self.bound.problems += check_known_at(name, schema, table.known_at, self.bound.binder)

    def _columns(self, name: str, schema: Schema, columns: ColumnList | None) -> None:
        if columns is None:
            return
        binder = self.bound.binder
        self.bound.problems += validate_columns(columns, schema, name, self.bound.schemas, binder)
        binder.declare_table(name + REJECTED, rejected_schema(schema))

    def _view(self, key: str, view: CreateView) -> None:
        self._declare(key, view.name.text, self._query(view.query))
        self.bound.problems += check_table_options(view.options, "view")

    def _model(self, key: str, model: CreateModel) -> None:
        schema: Schema | None = None
        keys: tuple[str, ...] = ()
        if model.query is not None:
            schema = self._query(model.query)
            keys = primary_key(model, schema, self.statements.nodes)
        if is_imported(model):
            found = self._imported(key, model, schema, keys)
            schema = schema or Schema(found.inputs)
        elif schema is None:
            self.bound.problems.append(_no_query(model))
            return
        else:
            found = check_model(model, schema, self.bound.binder, keys)
        self.bound.problems += found.problems
        if model.custom_holiday is not None:
            holidays = self._query(model.custom_holiday)
            self.bound.problems += check_custom_holiday(model, holidays)
        if found.target is not None:
            self.bound.schemas[key] = schema
            self.bound.features[key] = found.features
            row_key = found.roles.key if found.roles is not None else ()
            self.bound.row_keys[key] = tuple(column.name for column in row_key)
            self.bound.signatures[key] = ModelSignature(
                name=model.name.text,
                model_type=str(found.values["model_type"]),
                target=found.target,
                features=found.inputs,
                transform=found.transform,
                tuned=found.tuned,
                interval_level=found.values.get("prediction_interval_level"),
            )

    def _imported(
        self, key: str, model: CreateModel, schema: Schema | None, keys: tuple[str, ...]
    ) -> ModelFound:
        # Imported here: it needs NumPy, and most projects have no such model.
        from forebay.project.check_import import check_import

        found = check_import(self.root, model, schema, self.bound.binder, keys)
        if found.file is not None:
            self.bound.files[key] = found.file
            self.bound.inferred.append((found.file.path,))
        return found.model

    def _declare(self, key: str, name: str, schema: Schema) -> None:
        self.bound.binder.declare_table(name, schema)
        self.bound.schemas[key] = schema

    def _query(self, query: Query) -> Schema:
        return bind_query(query, self.bound.binder, self._signature)

    def _signature(self, reference: ModelReference) -> ModelSignature:
        return self.bound.signatures[reference.name.key]


def _no_query(model: CreateModel) -> Problem:
    return Problem(
        "missing-query",
        f'model "{model.name.text}" has no AS SELECT',
        model.name.span,
        hint="only a model from a file (ONNX, XGBOOST, LIGHTGBM) can do without.",
    )
