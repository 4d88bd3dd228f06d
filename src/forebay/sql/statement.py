"""What a file of SQL says, as typed values that keep their place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from forebay.errors import InternalError
from forebay.sql.constraint import ColumnDefinition, ColumnList, Constraint, Limit, Violation
from forebay.sql.expression import (
    Argument,
    Expression,
    HparamCandidates,
    HparamRange,
    ObjectName,
    OptionValue,
    Scalar,
)
from forebay.sql.model_statement import AlterModel, Drop, ExportModel, ModelField, ModelReference
from forebay.sql.option import Option, Options
from forebay.sql.standard import Arithmetic, Metric, Number, Standard, StandardExpression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.errors import Span
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class TableReference:
    """``TABLE t`` or ``TABLE t@run41`` as an argument of an ``ML.*`` call."""

    name: ObjectName
    version: str | None = None  # run41


@dataclass(frozen=True, slots=True)
class VersionedTable:
    """``t@run41`` in a query, cut out like a call: ``placeholder`` stands in the plain text.

    Where the query gives no alias and there is room, the plain text does (``__v0 t``), so that
    ``t.column`` still binds.
    """

    name: ObjectName
    version: str  # run41
    placeholder: str  # __v0, __v1, ... unique within the whole statement
    span: Span


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One ``ML.F(...)`` table call, cut out of a query.

    ``placeholder`` stands in the query's plain text instead of the call, padded with blanks (line
    ends kept) to the length of the call, so that every other character keeps its offset.
    """

    function: str  # upper case, without "ML.": PREDICT
    placeholder: str  # __ml_0, __ml_1, ... unique within the whole statement
    model: ModelReference | None
    inputs: tuple[Query | TableReference, ...]
    settings: Mapping[str, OptionValue]  # STRUCT(0.5 AS threshold), keys in lower case
    named: Mapping[str, Argument]  # name => literal or call of a function, keys in lower case
    span: Span
    settings_spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT (or WITH, FROM-first, VALUES) whose ``ML.*`` table calls are cut out.

    ``plain`` has exactly the length of ``span.text``: offset i of one is offset i of the other.
    Calls nested in the inputs of a call belong to that input's own Query.
    """

    span: Span
    plain: str
    tokens: tuple[Token, ...]  # of the whole text, calls included: what fingerprints read
    calls: tuple[ModelCall, ...] = ()
    versions: tuple[VersionedTable, ...] = ()


# Clauses -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownAt:
    """``KNOWN AT expression [FOR (columns)]``; no columns means the whole row."""

    expression: Expression
    columns: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class FreshWithin:
    """``FRESH WITHIN INTERVAL 1 DAY BY loaded_at [WARN | FAIL]``."""

    interval: Expression
    by: str
    action: Literal["warn", "fail"]
    span: Span


@dataclass(frozen=True, slots=True)
class PredictAt:
    """``PREDICT AT expression`` or ``PREDICT AT NONE`` (expression is None)."""

    expression: Expression | None
    span: Span


@dataclass(frozen=True, slots=True)
class TransformItem:
    """An entry of TRANSFORM(...): ``*``, ``* EXCEPT (a)``, ``column``, ``expression AS name``."""

    span: Span
    name: str | None  # None for a star
    expression: Expression | None  # None for a star
    except_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllowLeakage:
    """``ALLOW LEAKAGE (column) BECAUSE 'reason'``."""

    columns: tuple[str, ...]
    reason: str
    span: Span


# Statements --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CreateExternalTable:
    """``CREATE [OR REPLACE] EXTERNAL TABLE name [(columns)] OPTIONS (...) [clauses]``."""

    name: ObjectName
    columns: ColumnList | None
    options: Options
    known_at: tuple[KnownAt, ...]
    fresh_within: FreshWithin | None
    overwritten: bool
    span: Span
    tokens: tuple[Token, ...]
    replace: bool = False
    written: CreateExternalTable | None = None


@dataclass(frozen=True, slots=True)
class CreateTable:
    """``CREATE [OR REPLACE] [TEMP] TABLE name [(columns)] [clauses] AS query``."""

    name: ObjectName
    columns: ColumnList | None
    options: Options
    known_at: tuple[KnownAt, ...]
    query: Query
    span: Span
    tokens: tuple[Token, ...]
    replace: bool = False
    temporary: bool = False
    written: CreateTable | None = None


@dataclass(frozen=True, slots=True)
class CreateView:
    """``CREATE [OR REPLACE] VIEW name [OPTIONS (...)] AS query``."""

    name: ObjectName
    options: Options
    query: Query
    span: Span
    tokens: tuple[Token, ...]
    replace: bool = False
    written: CreateView | None = None


@dataclass(frozen=True, slots=True)
class CreateModel:
    """``CREATE [OR REPLACE] MODEL [IF NOT EXISTS] name [clauses] AS query``.

    ``query`` is None for a model that is imported from a file without rows to judge it on.
    """

    name: ObjectName
    options: Options
    transform: tuple[TransformItem, ...] | None
    key: tuple[str, ...]
    carry: tuple[str, ...]
    predict_at: PredictAt | None
    label_known_at: Expression | None
    standards: tuple[Standard, ...] | None  # None: the default standards
    standards_span: Span | None
    allow_leakage: tuple[AllowLeakage, ...]
    query: Query | None
    span: Span
    tokens: tuple[Token, ...]
    replace: bool = False
    if_not_exists: bool = False
    custom_holiday: Query | None = None  # of AS (training_data AS (...), custom_holiday AS (...))
    inputs: tuple[ModelField, ...] = ()
    outputs: tuple[ModelField, ...] = ()
    written: CreateModel | None = None

    @property
    def rows(self) -> Query:
        """The query; for what only models that have one come to."""
        if self.query is None:
            raise InternalError.of("no-query", f'model "{self.name.text}" has no AS SELECT')
        return self.query


@dataclass(frozen=True, slots=True)
class CreateMacro:
    """``CREATE [OR REPLACE] MACRO name(...) AS ...``; the engine judges the body."""

    name: ObjectName
    is_table: bool  # AS TABLE ...
    span: Span
    tokens: tuple[Token, ...]
    replace: bool = False
    written: CreateMacro | None = None


@dataclass(frozen=True, slots=True)
class Fixture:
    """Rows given to, or expected from, a node: ``name(columns) AS (VALUES ... | SELECT ...)``."""

    name: ObjectName
    columns: tuple[str, ...]
    query: Query
    span: Span


@dataclass(frozen=True, slots=True)
class ExpectRows:
    """``EXPECT (columns) AS (VALUES ...)``."""

    columns: tuple[str, ...]
    query: Query
    span: Span


@dataclass(frozen=True, slots=True)
class ExpectRejected:
    """``EXPECT REJECTED (columns) AS (VALUES ...)``: rows that must land in ``__rejected``."""

    columns: tuple[str, ...]
    query: Query
    span: Span


@dataclass(frozen=True, slots=True)
class ExpectError:
    """``EXPECT ERROR ['part of the message']``."""

    message: str | None
    span: Span


Expectation: TypeAlias = ExpectRows | ExpectRejected | ExpectError


@dataclass(frozen=True, slots=True)
class CreateTest:
    """``CREATE TEST name FOR node [WITH fixtures] EXPECT ...``."""

    name: ObjectName
    target: ObjectName
    fixtures: tuple[Fixture, ...]
    expectation: Expectation
    span: Span
    tokens: tuple[Token, ...]
    written: CreateTest | None = None


@dataclass(frozen=True, slots=True)
class Assert:
    """``ASSERT condition AS 'description' [ON VIOLATION WARN]``."""

    condition: Query  # plain reads "SELECT <condition>" only through engine; text is the condition
    description: str
    violation: Violation
    span: Span
    tokens: tuple[Token, ...]
    written: Assert | None = None


@dataclass(frozen=True, slots=True)
class SelectStatement:
    """A query on its own, as given to ``forebay sql``."""

    query: Query
    span: Span
    tokens: tuple[Token, ...]


Statement: TypeAlias = (
    CreateExternalTable
    | CreateTable
    | CreateView
    | CreateModel
    | CreateMacro
    | CreateTest
    | Assert
    | SelectStatement
    | AlterModel
    | Drop
    | ExportModel
)

# Everything a statement is made of can be imported from here.
__all__ = [
    "AllowLeakage",
    "AlterModel",
    "Argument",
    "Arithmetic",
    "Assert",
    "ColumnDefinition",
    "ColumnList",
    "Constraint",
    "CreateExternalTable",
    "CreateMacro",
    "CreateModel",
    "CreateTable",
    "CreateTest",
    "CreateView",
    "Drop",
    "ExpectError",
    "ExpectRejected",
    "ExpectRows",
    "Expectation",
    "ExportModel",
    "Expression",
    "Fixture",
    "FreshWithin",
    "HparamCandidates",
    "HparamRange",
    "KnownAt",
    "Limit",
    "Metric",
    "ModelCall",
    "ModelField",
    "ModelReference",
    "Number",
    "ObjectName",
    "Option",
    "OptionValue",
    "Options",
    "PredictAt",
    "Query",
    "Scalar",
    "SelectStatement",
    "Standard",
    "StandardExpression",
    "Statement",
    "TableReference",
    "TransformItem",
    "VersionedTable",
    "Violation",
]
